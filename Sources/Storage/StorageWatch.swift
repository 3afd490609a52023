/// The writes in a scope, as they happen: what a reader pulls from and a backend pushes into.
///
/// It holds a bounded queue. A reader that falls behind by more is ended with ``StorageError/watcherTooSlow`` after it
/// has had what was queued, so that no reader costs the writer time or memory without bound. Reading by several tasks
/// at once is not supported. Letting go of the watch ends it.
public final class StorageWatch: AsyncSequence, Sendable {
    /// Some writes in their order.
    public struct Batch: Hashable, Sendable {
        /// The writes, in their order.
        public var events: [StorageEvent]
        /// Every write in the scope up to this revision has been reported, by this batch or earlier ones.
        public var revision: Revision
    }

    /// Some writes.
    public typealias Element = Batch
    /// Why the watch ended.
    public typealias Failure = StorageError

    private let queue: StorageWatchQueue

    /// A watch that reads from a queue.
    public init(_ queue: StorageWatchQueue) {
        self.queue = queue
    }

    deinit {
        queue.cancel()
    }

    /// Ends the watch; a reader that waits gets `nil`.
    public func cancel() {
        queue.cancel()
    }

    /// Asks for a batch, if need be an empty one, that says up to which revision everything has been reported.
    public func requestProgress() {
        queue.requestProgress()
    }

    /// Takes what has been reported and not been read yet, without waiting; `nil` where that is nothing.
    ///
    /// - Throws: Why the watch ended, once everything before has been read; ``StorageError/closed`` where it was
    ///   cancelled.
    package func takeReported() throws(StorageError) -> Batch? {
        guard let result = queue.take() else { return nil }
        guard let batch = try result.get() else { throw .closed }
        return batch
    }

    /// Returns once ``takeReported()`` has something to give or throw, or the waiting task is cancelled, which ends the
    /// watch.
    package func waitForReport() async {
        await queue.wait()
    }

    /// Begins, or goes on, to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(watch: self)
    }

    /// Reads batch after batch.
    public struct Iterator: AsyncIteratorProtocol {
        /// Some writes.
        public typealias Element = Batch
        /// Why the watch ended.
        public typealias Failure = StorageError

        fileprivate let watch: StorageWatch

        /// The next writes; `nil` once the watch or the task that reads has been cancelled.
        public mutating func next() async throws(StorageError) -> Batch? {
            try await watch.queue.next()
        }

        /// The next writes; `nil` once the watch or the task that reads has been cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(StorageError) -> Batch? {
            try await watch.queue.next()
        }
    }
}
