import CoreMetrics
import Synchronization

/// One number that goes up, or up and down: a counter or a gauge.
///
/// Whole numbers are exact up to 2⁵³.
package final class PrometheusValue: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler,
    Sendable
{
    private let number = Mutex(0.0)

    init() {}

    /// The number as it is.
    package var value: Double { number.withLock { $0 } }

    /// Adds to the number.
    package func increment(by amount: Double) { number.withLock { $0 += amount } }
    /// Adds to the number.
    package func increment(by amount: Int64) { increment(by: Double(amount)) }
    /// Takes away from the number.
    package func decrement(by amount: Double) { number.withLock { $0 -= amount } }
    /// Sets the number.
    package func set(_ value: Double) { number.withLock { $0 = value } }
    /// Sets the number.
    package func set(_ value: Int64) { set(Double(value)) }
    /// Sets the number: a recorder that does not aggregate keeps the last.
    package func record(_ value: Double) { set(value) }
    /// Sets the number: a recorder that does not aggregate keeps the last.
    package func record(_ value: Int64) { set(Double(value)) }
    /// Sets the number to zero.
    package func reset() { set(0.0) }
}
