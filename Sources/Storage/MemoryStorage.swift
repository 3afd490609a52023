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

    fileprivate typealias Records = SortedMap<StorageKey, StorageRecord>

    fileprivate struct State: ~Copyable {
        var revision = Revision(1)
        var records = Records()
        /// The last writes, oldest first.
        var history: [StorageEvent] = []
        /// Every write after this revision is in the history.
        var compacted = Revision(1)
        var watchers = StorageWatchers()
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
            state.records[key]
        }
    }

    /// Writes a value where there is none.
    public func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision {
        try locked { state throws(StorageError) in
            if state.records[key] != nil { throw .keyExists(key) }
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
        var (all, revision, undone) = try locked { state throws(StorageError) -> (Records, Revision, [StorageEvent]) in
            let revision = at ?? state.revision
            try state.checkHistory(reaches: revision)
            let later = state.events(after: revision).filter { scope.contains($0.key) }
            return (state.records, revision, later)
        }
        // An older snapshot is the newest with the writes since then undone.
        for event in undone.reversed() { all[event.key] = event.previous }
        var position = all.position(notBefore: max(scope.lowerBound, after?.successor ?? scope.lowerBound))
        let end = scope.upperBound.map { all.rank(of: all.position(notBefore: $0)) } ?? all.count
        let available = max(0, end - all.rank(of: position))
        let count = min(available, max(0, limit ?? available))
        var records: [StorageRecord] = []
        records.reserveCapacity(count)
        while records.count < count, let entry = all.next(&position) { records.append(entry.value) }
        return StoragePage(records: records, revision: revision, remaining: available - count)
    }

    /// Reports the writes in a scope that come after a revision.
    public func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch {
        let queue = try locked { state throws(StorageError) -> StorageWatchQueue in
            try state.checkHistory(reaches: after)
            let number = state.watchers.makeNumber()
            let queue = StorageWatchQueue(
                backlog: state.events(after: after).filter { scope.contains($0.key) }, revision: state.revision,
                capacity: limits.watcherQueue,
                onProgressRequest: { [weak self] queue in
                    guard let self else { return }
                    // Under the lock, so that no write comes between reading the revision and telling it.
                    self.state.withLock { queue.progress($0.revision) }
                },
                onCancel: { [weak self] in
                    self?.state.withLock { $0.watchers.remove(number) }
                })
            state.watchers.add(queue, scope: scope, number: number)
            return queue
        }
        return StorageWatch(queue)
    }

    /// Ends every watch and refuses what comes later.
    public func close() async {
        state.withLock { state in
            state.isClosed = true
            state.watchers.fail(.closed)
        }
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
    func record(at key: StorageKey, expecting revision: Revision) throws(StorageError) -> StorageRecord {
        guard let record = records[key] else { throw .keyNotFound(key) }
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
        records[key] = value.map { StorageRecord(key: key, value: $0, revision: revision) }
        let event = StorageEvent(key: key, revision: revision, value: value, previous: previous)
        history.append(event)
        // Forgetting in larger steps keeps the cost of a write constant.
        let excess = history.count - limits.history
        if excess > max(16, limits.history / 4) {
            history.removeFirst(excess)
            compacted.rawValue = revision.rawValue - Int64(history.count)
        }
        watchers.publish([event])
        return revision
    }
}
