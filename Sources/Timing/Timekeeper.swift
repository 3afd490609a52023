/// A clock of any kind, as the time since some moment: what waiting code needs, without a type parameter.
package struct Timekeeper: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let pause: @Sendable (Duration) async throws -> Void

    /// The time by a clock.
    package init(_ clock: any Clock<Duration> = ContinuousClock()) {
        self.init(opened: clock)
    }

    private init<Time: Clock<Duration>>(opened clock: Time) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        pause = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }

    /// How much time has passed since the timekeeper was made.
    package var now: Duration { elapsed() }

    /// Waits; not at all for nothing or less.
    ///
    /// - Throws: `CancellationError` where the task is cancelled.
    package func sleep(for duration: Duration) async throws {
        guard duration > .zero else { return try Task.checkCancellation() }
        try await pause(duration)
    }

    /// Does something that may not take longer than a time.
    ///
    /// - Returns: What it returns; `nil` where the time was over first: then it is cancelled, and its end waited for.
    /// - Throws: What it throws before its time is over; `CancellationError` where the task is cancelled.
    package func within<Result: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await body() }
            group.addTask {
                try await sleep(for: limit)
                return nil
            }
            return try await group.next() ?? nil
        }
    }
}
