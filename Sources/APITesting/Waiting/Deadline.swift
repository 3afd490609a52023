import Synchronization

/// Runs `body` until it returns, but not longer than `time`: then it is cancelled and ``NeverHappened`` is thrown.
func within<Result: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Result, otherwise: @escaping @Sendable () -> String
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: time)
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else {
            try Task.checkCancellation()
            throw NeverHappened("after \(time): \(otherwise())")
        }
        return result
    }
}
