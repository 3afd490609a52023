import APISchema
import Storage
import Synchronization
import Timing

/// The watches that are going on, so that a server can end them when it stops.
final class WatchRegistry: Sendable {
    private struct State {
        var watches: [Int: @Sendable () -> Void] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let metrics: PrometheusRegistry
    /// What watches measure their time by.
    let time: Timekeeper

    /// - Parameters:
    ///   - metrics: Where events are counted.
    ///   - time: What watches measure their time by.
    init(metrics: PrometheusRegistry, time: Timekeeper) {
        self.metrics = metrics
        self.time = time
        metrics.describe("apiserver_watch_events_total", "Events sent to watches, by group, version and resource.")
    }

    /// The number of events that watches of a resource have been sent.
    func sentEvents(of resource: ServedResource) -> PrometheusValue {
        let definition = resource.definition
        return metrics.counter(
            "apiserver_watch_events_total",
            [("group", definition.group), ("version", definition.version), ("resource", definition.plural)])
    }

    /// Notes how a watch is ended; it is ended at once where all have been.
    func add(_ end: @escaping @Sendable () -> Void) -> Int {
        let (number, isClosed) = state.withLock { state in
            state.next += 1
            if !state.isClosed { state.watches[state.next] = end }
            return (state.next, state.isClosed)
        }
        if isClosed { end() }
        return number
    }

    func remove(_ number: Int) {
        state.withLock { _ = $0.watches.removeValue(forKey: number) }
    }

    /// Ends all watches, and those that are yet to begin.
    func endAll() {
        let watches = state.withLock { state in
            state.isClosed = true
            defer { state.watches = [:] }
            return state.watches
        }
        for end in watches.values { end() }
    }
}
