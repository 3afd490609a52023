import CoreMetrics
import Synchronization

/// How often something was how large.
///
/// As a timer it counts seconds.
package final class PrometheusHistogram: RecorderHandler, TimerHandler, Sendable {
    private struct State {
        /// How many values lie above the bound before and not above this; the last has no bound.
        var counts: [UInt64]
        var sum = 0.0
    }

    /// The upper bounds of the buckets, ascending; values above the last are counted too.
    let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    /// Counts a value.
    package func record(_ value: Double) {
        var index = 0
        while index < bounds.count, value > bounds[index] { index += 1 }
        state.withLock { state in
            state.counts[index] &+= 1
            state.sum += value
        }
    }

    /// Counts a value.
    package func record(_ value: Int64) { record(Double(value)) }
    /// Counts a time, in seconds.
    package func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    /// How many values were not above each bound, how many there were, and their sum.
    var snapshot: (cumulative: [UInt64], count: UInt64, sum: Double) {
        let state = state.withLock { $0 }
        var total: UInt64 = 0
        let cumulative = state.counts.map { count -> UInt64 in
            total &+= count
            return total
        }
        return (cumulative.dropLast(), total, state.sum)
    }
}
