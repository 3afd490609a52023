import APIMachinery
import Storage
import Timing

/// The bytes of a watch's answer, made as they are sent.
final class WatchSource: Sendable {
    /// What a watch reports, and how it begins and ends.
    struct Plan: Sendable {
        var registry: Registry
        var resource: ServedResource
        var watcher: CacheWatcher
        /// The objects with which it begins.
        var initial: [StoredObject]
        /// What it reports before what the watcher does.
        var backlog: [CacheWatcher.Delivery]
        /// The revision up to which `initial` says everything.
        var revision: Revision
        /// Whether the end of the initial objects is marked.
        var marksInitialEnd: Bool
        var allowsBookmarks: Bool
        var timeout: Swift.Duration
    }

    private let plan: Plan
    private let encoder: WatchEncoder
    private let watches: WatchRegistry
    private let sentEvents: PrometheusValue
    private let number: Int
    private let retirement: Int
    private let timer: Task<Void, Never>

    /// How often a client that allows it is told how far its watch is.
    private static let bookmarkInterval = Swift.Duration.seconds(60)

    /// How many bytes are sent at once.
    private static let pieceSize = 64 << 10

    init(_ plan: Plan, _ encoder: WatchEncoder, _ watches: WatchRegistry) {
        self.plan = plan
        self.encoder = encoder
        self.watches = watches
        sentEvents = watches.sentEvents(of: plan.resource)
        let watcher = plan.watcher
        number = watches.add { watcher.cancel() }
        retirement = plan.resource.onRetirement { watcher.cancel() }
        timer = Task { [time = watches.time, allowsBookmarks = plan.allowsBookmarks, timeout = plan.timeout] in
            let end = time.now + timeout
            while !Task.isCancelled {
                let left = end - time.now
                guard left > .zero else { break }
                do {
                    try await time.sleep(for: min(left, Self.bookmarkInterval))
                } catch {
                    return
                }
                if allowsBookmarks { watcher.requestProgress() }
            }
            watcher.cancel()
        }
    }

    deinit {
        timer.cancel()
        plan.watcher.cancel()
        watches.remove(number)
        plan.resource.forget(retirement)
    }

    /// The bytes of the answer; they can be read once.
    var chunks: ByteChunks {
        ByteChunks(Chunks(source: self))
    }

    private struct Chunks: AsyncSequence, Sendable {
        let source: WatchSource

        func makeAsyncIterator() -> Iterator { Iterator(source) }

        struct Iterator: AsyncIteratorProtocol {
            private let source: WatchSource
            private var encoder: WatchEncoder
            /// How many of the initial objects have been sent; `nil` once their end has been marked.
            private var begun: Int? = 0
            /// What has been taken from the watcher and not been sent.
            private var deliveries: ArraySlice<CacheWatcher.Delivery>
            private var progress: Revision?
            private var hasEnded = false

            init(_ source: WatchSource) {
                self.source = source
                encoder = source.encoder
                deliveries = source.plan.backlog[...]
            }

            mutating func next() async throws -> [UInt8]? {
                if hasEnded { return nil }
                do {
                    if let bytes = try await beginning() { return bytes }
                    while true {
                        if let bytes = try await piece() { return bytes }
                        guard let batch = try await source.plan.watcher.next() else {
                            hasEnded = true
                            return nil
                        }
                        deliveries = batch.deliveries[...]
                        progress = batch.progress
                    }
                } catch {
                    hasEnded = true
                    switch error {
                    case let error as StorageError:
                        if error == .closed { return nil }
                        return encoder.error(APIError(error, source.plan.resource.groupResource, name: ""))
                    case let error as APIError: return encoder.error(error)
                    default: return encoder.error(.internalError("the watch failed"))
                    }
                }
            }

            /// How many bytes are gone through to show an object: none where they are copied.
            private func size(of object: StoredObject?) -> Int {
                guard let object else { return 0 }
                let isCopied =
                    encoder.answerer.form.isStored
                    && source.plan.registry.showsAsStored(object, source.plan.resource)
                return isCopied ? 0 : object.size
            }

            /// The next of the initial objects; `nil` after their end.
            private mutating func beginning() async throws -> [UInt8]? {
                guard let sent = begun else { return nil }
                let isCopied = sent < source.plan.initial.count && size(of: source.plan.initial[sent]) == 0
                return try await Work.run(size: isCopied ? 0 : Work.mediumSize) { try initialPiece(from: sent) }
            }

            private mutating func initialPiece(from sent: Int) throws -> [UInt8]? {
                let plan = source.plan
                var bytes: [UInt8] = []
                var position = sent
                while position < plan.initial.count, bytes.count < WatchSource.pieceSize {
                    bytes += try encoder.event(.added, try plan.registry.object(plan.initial[position], plan.resource))
                    position += 1
                }
                source.sentEvents.increment(by: Double(position - sent))
                begun = position
                if position == plan.initial.count {
                    begun = nil
                    if plan.marksInitialEnd { bytes += try encoder.bookmark(plan.revision, endsInitialEvents: true) }
                }
                return bytes.isEmpty ? nil : bytes
            }

            /// As many events as make a piece; `nil` where there are none left.
            private mutating func piece() async throws -> [UInt8]? {
                let event = deliveries.first?.event
                return try await Work.run(size: size(of: event?.object ?? event?.previous)) { try eventPiece() }
            }

            private mutating func eventPiece() throws -> [UInt8]? {
                let registry = source.plan.registry
                let count = deliveries.count
                guard let first = deliveries.popFirst() else {
                    guard let progress, source.plan.allowsBookmarks else { return nil }
                    self.progress = nil
                    return try encoder.bookmark(progress)
                }
                // Mostly one event has come: its bytes are those that all watchers get, and nothing is copied.
                var bytes = try encoder.event(first, registry)
                while bytes.count < WatchSource.pieceSize, let next = deliveries.popFirst() {
                    bytes += try encoder.event(next, registry)
                }
                source.sentEvents.increment(by: Double(count - deliveries.count))
                return bytes
            }
        }
    }
}
