/// Does what a request asks for where it keeps nobody else waiting.
///
/// Most requests are done with in far less than a millisecond, on the event loop that has read them: going to another
/// thread and back would cost more than many of them do. What is large, by the bytes that are to be read, made or compared,
/// is done by ``WorkerThreads``.
enum Work {
    /// As many bytes of JSON as can be decoded, validated and written in a few milliseconds even where all of them are
    /// tiny values.
    static let smallSize = 16 << 10

    /// Does something of a size.
    ///
    /// - Parameter size: About how many bytes are gone through.
    /// - Throws: `CancellationError` where the request has been given up before its turn came; what the work throws.
    static func run<Result: Sendable, Failure: Error>(
        size: Int, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws(Failure) -> Result
    ) async throws -> Result {
        guard size > smallSize else { return try await body() }
        return try await withTaskExecutorPreference(WorkerThreads.shared) {
            try Task.checkCancellation()
            return try await body()
        }
    }

    /// What goes through many things stops between two of them where nobody waits for it any more, and lets others
    /// have their turn.
    ///
    /// - Parameter index: How many have been gone through.
    static func pause(after index: Int) async throws {
        guard index % interval == interval - 1 else { return }
        try Task.checkCancellation()
        await Task.yield()
    }

    private static let interval = 128
}
