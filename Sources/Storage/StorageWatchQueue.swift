import Synchronization

/// The queue between a backend and a ``StorageWatch``.
public final class StorageWatchQueue: Sendable {
    private struct State: ~Copyable {
        var events: [StorageEvent]
        /// How many of the events do not count against the capacity.
        var backlog: Int
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
        self.capacity = capacity
        self.onProgressRequest = onProgressRequest
        self.onCancel = onCancel
        state = Mutex(State(events: backlog, backlog: backlog.count, revision: revision))
    }

    /// Puts what happened before the events that have been offered in front of them; it does not count against the
    /// capacity.
    ///
    /// It lets a backend add the queue to its watchers first and read from history without holding up its writer. To be
    /// called before there is a ``StorageWatch`` that reads.
    public func prepend(_ backlog: [StorageEvent]) {
        state.withLock { state in
            state.events.insert(contentsOf: backlog, at: 0)
            state.backlog += backlog.count
        }
    }

    /// Adds events. They come in the order of their revisions.
    ///
    /// - Returns: whether the watch goes on; a backend forgets one that does not.
    public func offer(_ events: [StorageEvent]) -> Bool {
        let (goesOn, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            guard state.ending == nil else { return (false, nil) }
            let fitting = events.prefix(max(0, capacity + state.backlog - state.events.count))
            state.events += fitting
            if let last = fitting.last { state.revision = last.revision }
            if fitting.count < events.count { state.ending = .failed(.watcherTooSlow) }
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
            if case .cancelled = ending { (state.events, state.backlog) = ([], 0) }
            state.ending = ending
            return (true, state.waiter.take())
        }
        waiter?.resume()
        return first
    }

    func next() async throws(StorageError) -> StorageWatch.Batch? {
        while true {
            if let result = take() { return try result.get() }
            await wait()
        }
    }

    /// Waits until ``take()`` has something to give.
    func wait() async {
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

    /// What the reader gets now; `nil` where it has to wait.
    func take() -> Result<StorageWatch.Batch?, StorageError>? {
        state.withLock { state in
            if !state.events.isEmpty || (state.owesProgress && state.ending == nil) {
                let batch = StorageWatch.Batch(events: state.events, revision: state.revision)
                state.events = []
                state.backlog = 0
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
