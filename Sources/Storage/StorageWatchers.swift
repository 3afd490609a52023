/// The watches of a store, as a backend keeps them.
///
/// It is a value for the backend to guard with the lock that also orders its writes.
public struct StorageWatchers: Sendable {
    private struct Watcher {
        var scope: StorageScope
        var queue: StorageWatchQueue
    }

    private var watchers: [Int: Watcher] = [:]
    private var nextNumber = 0

    /// No watches.
    public init() {}

    /// How many there are.
    public var count: Int { watchers.count }

    /// A number for a watch that is about to be added; no two get the same.
    public mutating func makeNumber() -> Int {
        nextNumber += 1
        return nextNumber
    }

    /// Adds a watch under the number that was made for it.
    public mutating func add(_ queue: StorageWatchQueue, scope: StorageScope, number: Int) {
        watchers[number] = Watcher(scope: scope, queue: queue)
    }

    /// Forgets a watch.
    public mutating func remove(_ number: Int) {
        watchers.removeValue(forKey: number)
    }

    /// Offers writes, in the order of their revisions, to every watch whose scope they are in, and forgets the watches
    /// that have ended.
    public mutating func publish(_ events: [StorageEvent]) {
        for (number, watcher) in watchers {
            let inScope = watcher.scope == .everything ? events : events.filter { watcher.scope.contains($0.key) }
            if !inScope.isEmpty, !watcher.queue.offer(inScope) { watchers.removeValue(forKey: number) }
        }
    }

    /// Ends every watch with an error.
    public mutating func fail(_ error: StorageError) {
        for watcher in watchers.values { watcher.queue.fail(error) }
        watchers = [:]
    }
}
