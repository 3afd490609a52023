import Synchronization

/// The writes in a scope, as they happen: what a reader pulls from and a backend pushes into.
///
/// It holds a bounded queue. A reader that falls behind by more is ended with ``StorageError/watcherTooSlow`` after it
/// has had what was queued, so that no reader costs the writer time or memory without bound. Reading by several tasks
/// at once is not supported. Letting go of the watch ends it.
public final class StorageWatch: AsyncSequence, Sendable {
    /// Some writes in their order.
    public struct Batch: Hashable, Sendable {
        /// The writes, in their order.
        public var events: [StorageEvent]
        /// Every write in the scope up to this revision has been reported, by this batch or earlier ones.
        public var revision: Revision
    }

    /// Some writes.
    public typealias Element = Batch
    /// Why the watch ended.
    public typealias Failure = StorageError

    private let queue: StorageWatchQueue

    /// A watch that reads from a queue.
    public init(_ queue: StorageWatchQueue) {
        self.queue = queue
    }

    deinit {
        queue.cancel()
    }

    /// Ends the watch; a reader that waits gets `nil`.
    public func cancel() {
        queue.cancel()
    }

    /// Asks for a batch, if need be an empty one, that says up to which revision everything has been reported.
    public func requestProgress() {
        queue.requestProgress()
    }

    /// Begins, or goes on, to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(watch: self)
    }

    /// Reads batch after batch.
    public struct Iterator: AsyncIteratorProtocol {
        /// Some writes.
        public typealias Element = Batch
        /// Why the watch ended.
        public typealias Failure = StorageError

        fileprivate let watch: StorageWatch

        /// The next writes; `nil` once the watch or the task that reads has been cancelled.
        public mutating func next() async throws(StorageError) -> Batch? {
            try await watch.queue.next()
        }

        /// The next writes; `nil` once the watch or the task that reads has been cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(StorageError) -> Batch? {
            try await watch.queue.next()
        }
    }
}

/// The queue between a backend and a ``StorageWatch``.
public final class StorageWatchQueue: Sendable {
    private struct State: ~Copyable {
        var events: [StorageEvent] = []
        var revision: Revision
        /// Whether the reader is owed a batch even if there are no events.
        var owesProgress = false
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private enum Ending {
        case cancelled
        case failed(StorageError)
    }

    private let state: Mutex<State>
    private let capacity: Int
    private let onProgressRequest: @Sendable (StorageWatchQueue) -> Void
    private let onCancel: @Sendable () -> Void

    /// - Parameters:
    ///   - backlog: What has happened since the revision that the watch begins after; it does not count against the
    ///     capacity.
    ///   - revision: The revision up to which the backlog is complete.
    ///   - capacity: How many further events may wait.
    ///   - onProgressRequest: Called when the reader wants to know how far the watch is; the backend answers with
    ///     ``progress(_:)``.
    ///   - onCancel: Called once when the reader is gone.
    public init(
        backlog: [StorageEvent], revision: Revision, capacity: Int,
        onProgressRequest: @escaping @Sendable (StorageWatchQueue) -> Void, onCancel: @escaping @Sendable () -> Void
    ) {
        self.capacity = capacity + backlog.count
        self.onProgressRequest = onProgressRequest
        self.onCancel = onCancel
        state = Mutex(State(events: backlog, revision: revision))
    }

    /// Adds an event. Events come in the order of their revisions.
    ///
    /// - Returns: whether the watch goes on; a backend forgets one that does not.
    public func offer(_ event: StorageEvent) -> Bool {
        let (goesOn, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            guard state.ending == nil else { return (false, nil) }
            if state.events.count >= capacity {
                state.ending = .failed(.watcherTooSlow)
            } else {
                state.events.append(event)
                state.revision = event.revision
            }
            return (state.ending == nil, state.waiter.take())
        }
        waiter?.resume()
        return goesOn
    }

    /// Says that everything up to a revision has been offered.
    public func progress(_ revision: Revision) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if revision > state.revision { state.revision = revision }
            state.owesProgress = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Ends the watch with an error, after what is queued has been read.
    public func fail(_ error: StorageError) {
        end(.failed(error))
    }

    func cancel() {
        if end(.cancelled) { onCancel() }
    }

    func requestProgress() {
        onProgressRequest(self)
    }

    @discardableResult
    private func end(_ ending: Ending) -> Bool {
        let (first, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            if case .cancelled = state.ending { return (false, nil) }
            if case .failed = state.ending, case .failed = ending { return (false, nil) }
            if case .cancelled = ending { state.events = [] }
            state.ending = ending
            return (true, state.waiter.take())
        }
        waiter?.resume()
        return first
    }

    func next() async throws(StorageError) -> StorageWatch.Batch? {
        while true {
            if let result = take() { return try result.get() }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let resumesNow = state.withLock { state -> Bool in
                        if !state.events.isEmpty || state.owesProgress || state.ending != nil { return true }
                        state.waiter = continuation
                        return false
                    }
                    if resumesNow { continuation.resume() }
                }
            } onCancel: {
                cancel()
            }
        }
    }

    /// What the reader gets now; `nil` where it has to wait.
    private func take() -> Result<StorageWatch.Batch?, StorageError>? {
        state.withLock { state in
            if !state.events.isEmpty || (state.owesProgress && state.ending == nil) {
                let batch = StorageWatch.Batch(events: state.events, revision: state.revision)
                state.events = []
                state.owesProgress = false
                return .success(batch)
            }
            switch state.ending {
            case nil: return nil
            case .cancelled: return .success(nil)
            case .failed(let error): return .failure(error)
            }
        }
    }
}
