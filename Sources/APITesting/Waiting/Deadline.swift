import Timing

/// Runs `body` until it returns, but not longer than `time`: then it is cancelled and ``NeverHappened`` is thrown.
func within<Result: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Result, otherwise: @escaping @Sendable () -> String
) async throws -> Result {
    guard let result = try await Timekeeper().within(time, body) else {
        try Task.checkCancellation()
        throw NeverHappened("after \(time): \(otherwise())")
    }
    return result
}
