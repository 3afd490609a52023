import Storage
import Synchronization

/// A store that can be made to fail, and whose watches report a little after the writes, as those of a remote one do.
final class UnsteadyStorage: Storage {
    private struct State {
        var failure: StorageError?
        var refusesCreation = false
        var queues: [StorageWatchQueue] = []
        var tasks: [Task<Void, Never>] = []
    }

    private let base: MemoryStorage
    private let state = Mutex(State())

    init(_ base: MemoryStorage = MemoryStorage()) {
        self.base = base
    }

    /// Fails all that is asked from now on with an error; `nil` for no more.
    func fail(with error: StorageError?) {
        state.withLock { $0.failure = error }
    }

    /// Says of the next thing that is to be created that it is there.
    func refuseNextCreation() {
        state.withLock { $0.refusesCreation = true }
    }

    /// Ends the watches that are going on.
    func endWatches(with error: StorageError) {
        let (queues, tasks) = state.withLock { state in
            defer { (state.queues, state.tasks) = ([], []) }
            return (state.queues, state.tasks)
        }
        for task in tasks { task.cancel() }
        for queue in queues { queue.fail(error) }
    }

    private func check() throws(StorageError) {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    func currentRevision() async throws(StorageError) -> Revision {
        try check()
        return try await base.currentRevision()
    }

    func get(_ key: StorageKey) async throws(StorageError) -> StorageRecord? {
        try check()
        return try await base.get(key)
    }

    func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision {
        try check()
        let isRefused = state.withLock { state in
            defer { state.refusesCreation = false }
            return state.refusesCreation
        }
        if isRefused { throw .keyExists(key) }
        return try await base.create(key, value: value)
    }

    func update(_ key: StorageKey, value: [UInt8], expecting: Revision) async throws(StorageError) -> Revision {
        try check()
        return try await base.update(key, value: value, expecting: expecting)
    }

    func delete(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision {
        try check()
        return try await base.delete(key, expecting: expecting)
    }

    func list(
        _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws(StorageError) -> StoragePage {
        try check()
        return try await base.list(scope, after: after, limit: limit, at: at)
    }

    func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch {
        try check()
        let watch = try await base.watch(scope, after: after)
        let queue = StorageWatchQueue(
            backlog: [], revision: after, capacity: 1_000, onProgressRequest: { _ in watch.requestProgress() },
            onCancel: { watch.cancel() })
        let task = Task {
            do {
                for try await batch in watch {
                    await Task.yield()
                    if !batch.events.isEmpty { _ = queue.offer(batch.events) }
                    queue.progress(batch.revision)
                }
            } catch {
                queue.fail(.closed)
            }
        }
        state.withLock { state in
            state.queues.append(queue)
            state.tasks.append(task)
        }
        return StorageWatch(queue)
    }

    func close() async { await base.close() }
}
