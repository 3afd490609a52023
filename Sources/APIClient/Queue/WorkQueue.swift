internal import DequeModule
internal import Synchronization
internal import Timing

/// A queue of keys to work on, as client-go's.
///
/// - A key that is added many times before it is worked on is worked on once.
/// - A key is never worked on twice at the same time; one that is added meanwhile comes again afterwards.
/// - Keys come in the order in which they were added.
/// - A key that failed comes back later and later: ``addRateLimited(_:)``, until ``forget(_:)``.
///
/// Workers call ``next()``, work, and say ``done(_:)``:
///
/// ```swift
/// while let key = await queue.next() {
///     defer { queue.done(key) }
///     …
/// }
/// ```
///
/// It keeps each key at most twice (to do, and in a while), however often it is added. It has no task of its own:
/// workers that wait look after the keys that become due.
public final class WorkQueue<Key: Hashable & Sendable>: Sendable {
    private struct Waiter {
        var id: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        /// Keys to work on, oldest first.
        var ready: Deque<Key> = []
        /// What is to be worked on, ready or not.
        var dirty: Set<Key> = []
        /// What is being worked on.
        var processing: Set<Key> = []
        var delayed = DueKeys<Key>()
        var failures: [Key: Int] = [:]
        var bucket: TokenBucket?
        var isShutDown = false
        /// Changes whenever a waiting worker should look again.
        var version = 0
        var nextWaiter = 0
        var waiters: Deque<Waiter> = []
    }

    private enum Step {
        case key(Key)
        case end
        case wait(version: Int, until: Duration?)
    }

    private let state: Mutex<State>
    private let limit: QueueRateLimit
    private let time: Timekeeper
    private let drained = Gate()

    /// An empty queue.
    ///
    /// - Parameters:
    ///   - limit: How fast keys come back that failed.
    ///   - clock: What delays are measured by.
    public init(limit: QueueRateLimit = QueueRateLimit(), clock: any Clock<Duration> = ContinuousClock()) {
        self.limit = limit
        time = Timekeeper(clock)
        var state = State()
        if limit.rate > 0 { state.bucket = TokenBucket(rate: limit.rate, burst: limit.burst) }
        self.state = Mutex(state)
    }

    /// How many keys are to be worked on now: neither those in work nor those that are not due.
    public var count: Int { state.withLock { $0.ready.count } }
    /// How many keys wait until they are due.
    public var delayedCount: Int { state.withLock { $0.delayed.count } }
    /// Whether the queue takes no more keys.
    public var isShutDown: Bool { state.withLock(\.isShutDown) }

    // MARK: Adding

    /// Adds a key, unless it waits already.
    public func add(_ key: Key) {
        let waiter = state.withLock { state in
            Self.add(key, to: &state) ? Self.takeWaiter(&state) : nil
        }
        waiter?.resume()
    }

    /// Adds a key once some time has passed. Of several times the earliest counts.
    public func add(_ key: Key, after delay: Duration) {
        guard delay > .zero else { return add(key) }
        let due = time.now + delay
        wakeAll { state in
            guard !state.isShutDown else { return false }
            let next = state.delayed.nextDue
            state.delayed.insert(key, due: due)
            // Only an earlier time is news to those who wait.
            return state.delayed.nextDue != next
        }
    }

    /// Adds a key that failed, once the limits allow it; each time later, until ``forget(_:)``.
    public func addRateLimited(_ key: Key) {
        let now = time.now
        let delay = state.withLock { state in
            let failures = state.failures[key, default: 0]
            // Beyond this the wait is at its maximum.
            state.failures[key] = min(failures + 1, 1 << 20)
            let wait = state.bucket?.reserve(at: now) ?? .zero
            return max(wait, limit.perKey.jitteredDelay(after: failures))
        }
        add(key, after: delay)
    }

    /// A key succeeded: its next failure is its first.
    public func forget(_ key: Key) {
        state.withLock { _ = $0.failures.removeValue(forKey: key) }
    }

    /// How often a key failed since it was last forgotten.
    public func failures(of key: Key) -> Int {
        state.withLock { $0.failures[key, default: 0] }
    }

    // MARK: Working

    /// The next key to work on, once there is one. Call ``done(_:)`` with it.
    ///
    /// - Returns: `nil` once the queue is shut down and empty, or the task is cancelled.
    public func next() async -> Key? {
        while !Task.isCancelled {
            let now = time.now
            switch state.withLock({ Self.step(&$0, now) }) {
            case .key(let key): return key
            case .end: return nil
            case .wait(let version, let until): await wait(version, until.map { $0 - now })
            }
        }
        // The key that this worker may have been woken for is another's now.
        state.withLock { $0.ready.isEmpty ? nil : Self.takeWaiter(&$0) }?.resume()
        return nil
    }

    /// A key has been worked on; it comes again where it was added meanwhile.
    public func done(_ key: Key) {
        let (waiter, isDrained) = state.withLock { state in
            guard state.processing.remove(key) != nil else { return (nil as CheckedContinuation<Void, Never>?, false) }
            let isAgain = state.dirty.contains(key)
            if isAgain { state.ready.append(key) }
            return (isAgain ? Self.takeWaiter(&state) : nil, Self.isDrained(state))
        }
        waiter?.resume()
        if isDrained { drained.open() }
    }

    // MARK: Ending

    /// Takes no more keys. Those that are ready are still handed out; those that are not due are dropped.
    public func shutDown() {
        wakeAll { state in
            state.isShutDown = true
            state.delayed.removeAll()
            return true
        }
        if state.withLock({ Self.isDrained($0) }) { drained.open() }
    }

    /// Takes no more keys and returns once those that are ready have been worked on.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    public func shutDownWithDrain() async throws {
        shutDown()
        try await drained.wait()
    }

    // MARK: State

    /// Adds a key; whether it is ready for a worker now.
    private static func add(_ key: Key, to state: inout State) -> Bool {
        guard !state.isShutDown, state.dirty.insert(key).inserted else { return false }
        guard !state.processing.contains(key) else { return false }
        state.ready.append(key)
        return true
    }

    private static func step(_ state: inout State, _ now: Duration) -> Step {
        while let key = state.delayed.removeDue(at: now) { _ = add(key, to: &state) }
        if let key = state.ready.popFirst() {
            state.dirty.remove(key)
            state.processing.insert(key)
            return .key(key)
        }
        return state.isShutDown ? .end : .wait(version: state.version, until: state.delayed.nextDue)
    }

    private static func isDrained(_ state: State) -> Bool {
        state.isShutDown && state.dirty.isEmpty && state.processing.isEmpty
    }

    private static func takeWaiter(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        state.version += 1
        return state.waiters.popFirst()?.continuation
    }

    /// Wakes all workers where a change is news to them.
    private func wakeAll(_ change: (inout State) -> Bool) {
        let waiters = state.withLock { state -> Deque<Waiter> in
            guard change(&state) else { return [] }
            state.version += 1
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    // MARK: Waiting

    /// Returns when there may be something to do: after a change since `version`, or when the time is over.
    private func wait(_ version: Int, _ delay: Duration?) async {
        guard let delay else { return await waitForChange(since: version) }
        // Cancelled, it has nothing left to do but to end.
        _ = try? await time.within(delay) { await self.waitForChange(since: version) }
    }

    private func waitForChange(since version: Int) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    // A cancellation after this look at it finds the waiter, as its handler needs the lock as well.
                    if state.version != version || Task.isCancelled { return true }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }
}
