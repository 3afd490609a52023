import Logging
import Storage
import Synchronization

/// How far the store is, as everybody sees it: what has been published, who watches, and whether the database works.
final class Publication: Sendable {
    private struct State {
        /// Every write up to here is durable and has been offered to the watches.
        var published: Revision
        var compacted: Revision
        var watchers = StorageWatchers()
        var failure: StorageFailure?
        /// How much the writes took that failed.
        var failedByteCount = 0
        var isClosed = false
    }

    /// Whether writes succeed.
    enum Readiness {
        case ready(Revision)
        /// The last write failed; whether writes succeed again is to be tried with as many bytes.
        case failed(byteCount: Int)
    }

    private let state: Mutex<State>
    private let path: String
    private let logger: Logger

    init(published: Revision, compacted: Revision, path: String, logger: Logger) {
        state = Mutex(State(published: published, compacted: compacted))
        self.path = path
        self.logger = logger
    }

    /// The newest revision that everybody may see.
    var published: Revision { state.withLock { $0.published } }

    func checkOpen() throws(StorageError) {
        if state.withLock({ $0.isClosed }) { throw .closed }
    }

    func readiness() throws(StorageError) -> Readiness {
        try state.withLock { state throws(StorageError) in
            if state.isClosed { throw .closed }
            guard let failure = state.failure else { return .ready(state.published) }
            // A damaged file does not mend itself.
            if failure.isDamage { throw failure.error }
            return .failed(byteCount: min(max(state.failedByteCount, 64 << 10), 8 << 20))
        }
    }

    /// Where the next transaction begins. A store that is damaged takes no more writes.
    func positionToWriteAfter() throws -> (published: Revision, compacted: Revision) {
        try state.withLock { state in
            if let failure = state.failure, failure.isDamage { throw failure }
            return (state.published, state.compacted)
        }
    }

    /// Tells everybody of the writes of a transaction that is durable.
    func publish(_ events: [StorageEvent], revision: Revision, compacted: Revision) {
        let recovered = state.withLock { state in
            state.published = revision
            state.compacted = compacted
            state.watchers.publish(events)
            return state.failure?.isDamage == false && state.failure.take() != nil
        }
        if recovered { logger.notice("the store takes writes again", metadata: ["path": "\(path)"]) }
    }

    /// Takes note of a transaction that failed.
    func failWriting(_ byteCount: Int, _ error: any Error) -> StorageError {
        let failure = StorageFailure(error, path: path)
        let isNew = state.withLock { state in
            let isNew = state.failure == nil
            // Damage is not forgotten.
            if state.failure?.isDamage != true { state.failure = failure }
            state.failedByteCount = byteCount
            return isNew
        }
        if isNew { logger.error("the store does not take writes", metadata: ["reason": "\(failure.text)"]) }
        return failure.error
    }

    /// Takes note of a read that failed.
    func failReading(_ error: any Error) -> StorageError {
        let failure = StorageFailure(error, path: path)
        let (isClosed, isNews) = state.withLock { state in
            let isNews = failure.isDamage && state.failure?.isDamage != true
            if isNews { state.failure = failure }
            return (state.isClosed, isNews)
        }
        if isNews { logger.error("the store is damaged", metadata: ["reason": "\(failure.text)"]) }
        return isClosed ? .closed : failure.error
    }

    /// Adds a watch, which is offered every write that is published from now on.
    ///
    /// - Returns: its queue, its number, and the revision up to which the caller is to prepend what it missed.
    func addWatch(
        _ scope: StorageScope, after: Revision, capacity: Int
    ) throws(StorageError) -> (queue: StorageWatchQueue, number: Int, published: Revision) {
        try state.withLock { state throws(StorageError) in
            if state.isClosed { throw .closed }
            if after > state.published { throw .futureRevision(state.published) }
            if after < state.compacted { throw .compacted(state.compacted) }
            let number = state.watchers.makeNumber()
            let queue = StorageWatchQueue(
                backlog: [], revision: state.published, capacity: capacity,
                onProgressRequest: { [weak self] queue in
                    // Under the lock, so that no write comes between reading the revision and telling it.
                    self?.state.withLock { queue.progress($0.published) }
                },
                onCancel: { [weak self] in self?.removeWatch(number) })
            state.watchers.add(queue, scope: scope, number: number)
            return (queue, number, state.published)
        }
    }

    func removeWatch(_ number: Int) {
        state.withLock { $0.watchers.remove(number) }
    }

    /// Refuses what comes from now on.
    ///
    /// - Returns: whether this was the first time.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }

    func endWatches() {
        state.withLock { $0.watchers.fail(.closed) }
    }
}
