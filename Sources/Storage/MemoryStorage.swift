import Synchronization

/// Keeps everything in memory and nothing beyond the life of the process.
public final class MemoryStorage: Storage {
    /// How much of the past is kept.
    public struct Limits: Sendable {
        /// How many writes a watch or a further page of a list can go back at least.
        public var history: Int
        /// How many events may wait for a watcher.
        public var watcherQueue: Int

        /// Limits; less than nothing is nothing.
        public init(history: Int = 10_000, watcherQueue: Int = 1_000) {
            self.history = max(0, history)
            self.watcherQueue = max(1, watcherQueue)
        }
    }

    fileprivate struct Name: Comparable, Sendable {
        var namespace: String
        var name: String

        static func < (a: Self, b: Self) -> Bool {
            a.namespace == b.namespace ? a.name < b.name : a.namespace < b.namespace
        }
    }

    fileprivate typealias Collection = SortedMap<Name, StorageRecord>

    fileprivate struct Watcher {
        var scope: StorageScope
        var queue: StorageWatchQueue
    }

    fileprivate struct State: ~Copyable {
        var revision = Revision(1)
        var collections: [String: Collection] = [:]
        /// The last writes, oldest first.
        var history: [StorageEvent] = []
        /// Every write after this revision is in the history.
        var compacted = Revision(1)
        var watchers: [Int: Watcher] = [:]
        var nextWatcher = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limits: Limits

    /// An empty store.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// The revision of the newest write.
    public func currentRevision() async throws(StorageError) -> Revision {
        try locked { state throws(StorageError) in state.revision }
    }

    /// The value at a key.
    public func get(_ key: StorageKey) async throws(StorageError) -> StorageRecord? {
        try locked { state throws(StorageError) in
            state.collections[key.collection]?[Name(namespace: key.namespace, name: key.name)]
        }
    }

    /// Writes a value where there is none.
    public func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision {
        try locked { state throws(StorageError) in
            if state.record(at: key) != nil { throw .keyExists(key) }
            return state.commit(key, value: value, previous: nil, limits: limits)
        }
    }

    /// Replaces the value that is at the expected revision.
    public func update(
        _ key: StorageKey, value: [UInt8], expecting: Revision
    ) async throws(StorageError) -> Revision {
        try locked { state throws(StorageError) in
            let previous = try state.record(at: key, expecting: expecting)
            return state.commit(key, value: value, previous: previous, limits: limits)
        }
    }

    /// Removes the value that is at the expected revision.
    public func delete(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision {
        try locked { state throws(StorageError) in
            let previous = try state.record(at: key, expecting: expecting)
            return state.commit(key, value: nil, previous: previous, limits: limits)
        }
    }

    /// What a scope holds; older snapshots are had by undoing the writes since then.
    public func list(
        _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws(StorageError) -> StoragePage {
        var (collection, revision, undone) = try locked {
            state throws(StorageError) -> (Collection, Revision, [StorageEvent]) in
            let revision = at ?? state.revision
            try state.checkHistory(reaches: revision)
            let later = state.events(after: revision).filter { scope.contains($0.key) }
            return (state.collections[scope.collection] ?? Collection(), revision, later)
        }
        // An older snapshot is the newest with the writes since then undone.
        for event in undone.reversed() {
            collection[Name(namespace: event.key.namespace, name: event.key.name)] = event.previous
        }
        let lower =
            scope.namespace.map { collection.position(notBefore: Name(namespace: $0, name: "")) } ?? collection.start
        var position = lower
        if let after {
            let name = Name(namespace: after.namespace, name: after.name)
            let following = collection.position(notBefore: name)
            if collection.rank(of: following) >= collection.rank(of: lower) {
                position = following
                if collection[name] != nil { _ = collection.next(&position) }
            }
        }
        var records: [StorageRecord] = []
        var isWhole = false
        while limit.map({ records.count < $0 }) ?? true {
            guard let entry = collection.next(&position),
                scope.namespace == nil || entry.key.namespace == scope.namespace
            else {
                isWhole = true
                break
            }
            records.append(entry.value)
        }
        var remaining = 0
        if !isWhole {
            // The least string that comes after the namespace.
            let end = scope.namespace.map { collection.position(notBefore: Name(namespace: $0 + "\0", name: "")) }
            remaining = (end.map { collection.rank(of: $0) } ?? collection.count) - collection.rank(of: position)
        }
        return StoragePage(records: records, revision: revision, remaining: remaining)
    }

    /// Reports the writes in a scope that come after a revision.
    public func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch {
        let queue = try locked { state throws(StorageError) -> StorageWatchQueue in
            try state.checkHistory(reaches: after)
            let number = state.nextWatcher
            state.nextWatcher += 1
            let queue = StorageWatchQueue(
                backlog: state.events(after: after).filter { scope.contains($0.key) }, revision: state.revision,
                capacity: limits.watcherQueue,
                onProgressRequest: { [weak self] queue in
                    guard let self else { return }
                    // Under the lock, so that no write comes between reading the revision and telling it.
                    self.state.withLock { queue.progress($0.revision) }
                },
                onCancel: { [weak self] in
                    self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
                })
            state.watchers[number] = Watcher(scope: scope, queue: queue)
            return queue
        }
        return StorageWatch(queue)
    }

    /// Ends every watch and refuses what comes later.
    public func close() async {
        let watchers = state.withLock { state in
            state.isClosed = true
            defer { state.watchers = [:] }
            return state.watchers
        }
        for watcher in watchers.values { watcher.queue.fail(.closed) }
    }

    private func locked<Result: Sendable>(
        _ body: (inout State) throws(StorageError) -> sending Result
    ) throws(StorageError) -> Result {
        try state.withLock { state throws(StorageError) in
            if state.isClosed { throw .closed }
            return try body(&state)
        }
    }
}

extension MemoryStorage.State {
    func record(at key: StorageKey) -> StorageRecord? {
        collections[key.collection]?[.init(namespace: key.namespace, name: key.name)]
    }

    func record(at key: StorageKey, expecting revision: Revision) throws(StorageError) -> StorageRecord {
        guard let record = record(at: key) else { throw .keyNotFound(key) }
        guard record.revision == revision else { throw .conflict(record) }
        return record
    }

    func checkHistory(reaches revision: Revision) throws(StorageError) {
        if revision > self.revision { throw .futureRevision(self.revision) }
        if revision < compacted { throw .compacted(compacted) }
    }

    /// The writes after a revision that history reaches.
    func events(after revision: Revision) -> ArraySlice<StorageEvent> {
        // Every write has a revision of its own, one more than the one before.
        let newer = Int(clamping: self.revision.rawValue - revision.rawValue)
        return history.suffix(min(newer, history.count))
    }

    mutating func commit(
        _ key: StorageKey, value: [UInt8]?, previous: StorageRecord?, limits: MemoryStorage.Limits
    ) -> Revision {
        revision.rawValue += 1
        let record = value.map { StorageRecord(key: key, value: $0, revision: revision) }
        collections[key.collection, default: .init()][.init(namespace: key.namespace, name: key.name)] = record
        let event = StorageEvent(key: key, revision: revision, value: value, previous: previous)
        history.append(event)
        // Forgetting in larger steps keeps the cost of a write constant.
        let excess = history.count - limits.history
        if excess > max(16, limits.history / 4) {
            history.removeFirst(excess)
            compacted.rawValue = revision.rawValue - Int64(history.count)
        }
        for (number, watcher) in watchers where watcher.scope.contains(key) && !watcher.queue.offer(event) {
            watchers.removeValue(forKey: number)
        }
        return revision
    }
}
