/// A clock of any kind, as the time since some moment: what waiting code needs, without a type parameter.
struct Timekeeper: Sendable {
    private let elapsed: @Sendable () -> Swift.Duration
    private let pause: @Sendable (Swift.Duration) async throws -> Void

    init(_ clock: any Clock<Swift.Duration>) {
        self.init(opened: clock)
    }

    private init<Time: Clock<Swift.Duration>>(opened clock: Time) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        pause = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }

    /// How much time has passed since the timekeeper was made.
    var now: Swift.Duration { elapsed() }

    /// Waits; not at all for nothing or less.
    ///
    /// - Throws: `CancellationError` where the task is cancelled.
    func sleep(for duration: Swift.Duration) async throws {
        guard duration > .zero else { return try Task.checkCancellation() }
        try await pause(duration)
    }
}
