import APIMachinery
import Timing

/// Bytes as they come, read at most so often.
///
/// A server that is in the same process wakes the reader of a watch with each event. Where nobody waits for the reader,
/// a short pause after each piece lets many events come together, and a busy server is not woken for every one of them.
struct PacedChunks: AsyncSequence, Sendable {
    let chunks: ByteChunks
    /// The time between two reads.
    let pause: Swift.Duration
    let time: Timekeeper

    init(_ chunks: ByteChunks, pause: Swift.Duration, time: Timekeeper = Timekeeper(ContinuousClock())) {
        self.chunks = chunks
        self.pause = pause
        self.time = time
    }

    func makeAsyncIterator() -> Iterator { Iterator(chunks.makeAsyncIterator(), pause, time) }

    struct Iterator: AsyncIteratorProtocol {
        private var chunks: ByteChunks.AsyncIterator
        private let pause: Swift.Duration
        private let time: Timekeeper
        /// When the next may be read.
        private var next = Swift.Duration.zero

        init(_ chunks: ByteChunks.AsyncIterator, _ pause: Swift.Duration, _ time: Timekeeper) {
            self.chunks = chunks
            self.pause = pause
            self.time = time
        }

        mutating func next() async throws -> [UInt8]? {
            let wait = next - time.now
            if wait > .zero { try await time.sleep(for: wait) }
            let chunk = try await chunks.next()
            next = time.now + pause
            return chunk
        }
    }
}
