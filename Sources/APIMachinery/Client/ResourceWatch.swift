/// The changes of a resource as they happen.
///
/// Each event is read when it is asked for, so that a slow reader holds the server back. It can be gone through once.
/// It ends when the server ends it; an `ERROR` event is thrown as an ``APIError``, for which ``APIError/isExpired``
/// says that the revision is no longer kept: list again.
public struct ResourceWatch<Resource: APIObject>: AsyncSequence, Sendable {
    /// An event.
    public typealias Element = ResourceEvent<Resource>
    /// What may be thrown.
    public typealias Failure = any Error

    let chunks: ByteChunks

    /// Reads events from the body of an answer.
    public init(chunks: ByteChunks) { self.chunks = chunks }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(chunks: chunks.makeAsyncIterator()) }

    /// Reads one event after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var chunks: ByteChunks.AsyncIterator
        var decoder = WatchFrameDecoder()
        var isDone = false

        /// The next event; `nil` when the server has ended the watch.
        public mutating func next() async throws -> ResourceEvent<Resource>? {
            guard !isDone else { return nil }
            do {
                while true {
                    if let frame = try decoder.nextFrame() { return try ResourceEvent(parsing: frame) }
                    guard let chunk = try await chunks.next() else { break }
                    decoder.append(chunk)
                }
                isDone = true
                return try decoder.finish().map { frame throws in try ResourceEvent(parsing: frame) }
            } catch {
                isDone = true
                throw error
            }
        }
    }
}
