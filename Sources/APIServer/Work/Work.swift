/// Does what a request asks for where it keeps nobody else waiting.
///
/// Most requests are done with in far less than a millisecond, on the event loop that has read them: going to another
/// thread and back would cost more than many of them do. What is large, by the bytes that are to be read, made or compared,
/// is done by ``WorkerThreads``: what may take seconds by threads of its own, so that what takes milliseconds need not wait
/// for it.
enum Work {
    /// As many bytes of JSON as can be decoded, validated and written in a few milliseconds even where all of them are
    /// tiny values.
    static let smallSize = 16 << 10
    /// As many as can be gone through in some tens of milliseconds.
    static let mediumSize = 64 << 10

    /// Does something of a size.
    ///
    /// - Parameter size: About how many bytes are gone through before others have their turn.
    /// - Throws: `CancellationError` where the request has been given up before its turn came; what the work throws.
    static func run<Result: Sendable, Failure: Error>(
        size: Int, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws(Failure) -> Result
    ) async throws -> Result {
        guard size > smallSize else { return try await body() }
        return try await withTaskExecutorPreference(size > mediumSize ? WorkerThreads.long : .short) {
            try Task.checkCancellation()
            return try await body()
        }
    }

    /// The pace of what goes through many things: it lets others have their turn now and then, and ends where nobody
    /// waits for it any more.
    struct Pace {
        private var done = 0

        /// What one thing costs at least, in bytes.
        private static let least = 512

        /// Says that something has been gone through.
        ///
        /// - Throws: `CancellationError` where the request has been given up.
        mutating func step(_ size: Int = 0) async throws {
            done += max(size, Self.least)
            guard done > Work.mediumSize else { return }
            done = 0
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
