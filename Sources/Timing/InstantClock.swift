import Synchronization

/// A clock on which every wait is over at once, and which remembers how long the waits were.
public final class InstantClock: Clock {
    private let state = Mutex<(now: Duration, sleeps: [Duration])>((.zero, []))

    /// A clock at its beginning.
    public init() {}

    /// The time now.
    public var now: TestInstant { TestInstant(offset: state.withLock(\.now)) }
    /// The smallest difference between two moments.
    public var minimumResolution: Duration { .nanoseconds(1) }
    /// How long each wait was.
    public var sleeps: [Duration] { state.withLock(\.sleeps) }

    /// Waits until a moment.
    ///
    /// - Throws: `CancellationError` where the task is cancelled.
    public func sleep(until deadline: TestInstant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.sleeps.append(deadline.offset - state.now)
            state.now = max(state.now, deadline.offset)
        }
        await Task.yield()
    }

    /// Moves the time on.
    public func advance(by duration: Duration) {
        state.withLock { $0.now += duration }
    }
}
