public import CoreMetrics
import Synchronization

/// Keeps metrics and writes them as Prometheus reads them: the backend of swift-metrics that `/metrics` shows.
///
/// A server has one of its own. A program that wants to see there what its libraries measure gives it to
/// `MetricsSystem.bootstrap(_:)` as well.
///
/// Names and labels are those of Prometheus' data model; other characters become `_`. A handle that is asked for again
/// is the same, so that those who measure often keep theirs.
public final class PrometheusRegistry: MetricsFactory, Sendable {
    /// The labels of a series, by name.
    package typealias Labels = [(String, String)]

    private enum Series: Sendable {
        case value(PrometheusValue)
        case histogram(PrometheusHistogram)
    }

    private enum Kind: String {
        case counter, gauge, histogram
    }

    private struct Family {
        var kind: Kind
        /// By the labels as they are written.
        var series: [String: Series] = [:]
    }

    private struct Description {
        var help = ""
        var bounds: [Double]?
    }

    private struct State {
        var families: [String: Family] = [:]
        var descriptions: [String: Description] = [:]
        var collectors: [@Sendable () async -> Void] = []
    }

    private let state = Mutex(State())
    /// How many series a metric may have: labels from careless callers must not fill the memory. What comes beyond is
    /// counted but not shown.
    private static let maximumSeries = 10_000
    /// Prometheus' usual buckets for seconds.
    private static let defaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// A registry without metrics.
    public init() {}

    // MARK: Metrics

    /// Says what a metric is.
    ///
    /// - Parameters:
    ///   - name: The metric's name.
    ///   - help: What it measures, for people.
    ///   - bounds: Where it is a histogram, the upper bounds of its buckets, ascending.
    public func describe(_ name: String, _ help: String, bounds: [Double]? = nil) {
        state.withLock { $0.descriptions[PrometheusText.name(name)] = Description(help: help, bounds: bounds) }
    }

    /// A number that only goes up.
    package func counter(_ name: String, _ labels: Labels = []) -> PrometheusValue { value(name, labels, .counter) }

    /// A number that goes up and down.
    package func gauge(_ name: String, _ labels: Labels = []) -> PrometheusValue { value(name, labels, .gauge) }

    /// A distribution of numbers, with the bounds that ``describe(_:_:bounds:)`` gave.
    package func histogram(_ name: String, _ labels: Labels = []) -> PrometheusHistogram {
        let name = PrometheusText.name(name)
        return state.withLock { state in
            let bounds = state.descriptions[name]?.bounds ?? Self.defaultBounds
            let series = Self.series(name, labels, .histogram, &state) {
                .histogram(PrometheusHistogram(bounds: bounds))
            }
            guard case .histogram(let histogram) = series else { return PrometheusHistogram(bounds: bounds) }
            return histogram
        }
    }

    private func value(_ name: String, _ labels: Labels, _ kind: Kind) -> PrometheusValue {
        state.withLock { state in
            let series = Self.series(PrometheusText.name(name), labels, kind, &state) { .value(PrometheusValue()) }
            guard case .value(let value) = series else { return PrometheusValue() }
            return value
        }
    }

    /// The series of a metric with these labels. One that is of another kind than the metric was before, or one too
    /// many, is made but not kept.
    private static func series(
        _ name: String, _ labels: Labels, _ kind: Kind, _ state: inout State, make: () -> Series
    ) -> Series {
        let key = PrometheusText.labels(labels)
        if let family = state.families[name] {
            guard family.kind == kind else { return make() }
            if let series = family.series[key] { return series }
            guard family.series.count < maximumSeries else { return make() }
        }
        let series = make()
        state.families[name, default: Family(kind: kind)].series[key] = series
        return series
    }

    /// Replaces all series of a gauge: for what is counted when it is asked for.
    package func setGauges(_ name: String, _ values: [(labels: Labels, value: Double)]) {
        var family = Family(kind: .gauge)
        for (labels, number) in values.prefix(Self.maximumSeries) {
            let value = PrometheusValue()
            value.set(number)
            family.series[PrometheusText.labels(labels)] = .value(value)
        }
        state.withLock { [family] in $0.families[PrometheusText.name(name)] = family }
    }

    /// Adds a closure that brings metrics up to date before they are shown.
    package func addCollector(_ collect: @escaping @Sendable () async -> Void) {
        state.withLock { $0.collectors.append(collect) }
    }

    // MARK: Text

    /// All metrics, in the text format 0.0.4.
    package func text() async -> [UInt8] {
        for collect in state.withLock({ $0.collectors }) { await collect() }
        let (families, descriptions) = state.withLock { ($0.families, $0.descriptions) }
        var text = PrometheusText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text.begin(name, type: family.kind.rawValue, help: descriptions[name]?.help ?? "")
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                switch series {
                case .value(let value): text.sample(name, labels, value.value)
                case .histogram(let histogram): text.histogram(name, labels, histogram)
                }
            }
        }
        return text.bytes
    }

    // MARK: MetricsFactory

    /// See swift-metrics.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    /// See swift-metrics.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    /// See swift-metrics.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    /// See swift-metrics. A recorder that aggregates is a histogram, one that does not is a gauge.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { return histogram(label, dimensions) }
        return gauge(label, dimensions)
    }

    /// See swift-metrics. A timer is a histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    /// See swift-metrics.
    public func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    /// See swift-metrics.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    /// See swift-metrics.
    public func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    /// See swift-metrics.
    public func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    /// See swift-metrics.
    public func destroyTimer(_ handler: any TimerHandler) { forget(handler) }

    private func forget(_ handler: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                for (labels, series) in family.series {
                    let object: AnyObject =
                        switch series {
                        case .value(let value): value
                        case .histogram(let histogram): histogram
                        }
                    if object === handler { state.families[name]?.series[labels] = nil }
                }
            }
        }
    }
}
