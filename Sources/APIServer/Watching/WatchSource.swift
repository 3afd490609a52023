import APIMachinery
import Storage

/// The bytes of a watch's answer, made as they are sent.
final class WatchSource: Sendable {
    /// What a watch reports, and how it begins and ends.
    struct Plan: Sendable {
        var registry: Registry
        var resource: ServedResource
        var selection: Selection
        var watch: StorageWatch
        /// The objects with which it begins.
        var initial: [StoredObject]
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
    private let number: Int
    private let retirement: Int
    private let timer: Task<Void, Never>

    /// How often a client that allows it is told how far its watch is.
    private static let bookmarkInterval = Swift.Duration.seconds(60)

    init(_ plan: Plan, _ encoder: WatchEncoder, _ watches: WatchRegistry) {
        self.plan = plan
        self.encoder = encoder
        self.watches = watches
        let watch = plan.watch
        number = watches.add { watch.cancel() }
        retirement = plan.resource.onRetirement { watch.cancel() }
        timer = Task { [allowsBookmarks = plan.allowsBookmarks, timeout = plan.timeout] in
            let end = ContinuousClock.now + timeout
            while !Task.isCancelled {
                let left = end - ContinuousClock.now
                guard left > .zero else { break }
                do {
                    try await Task.sleep(for: min(left, Self.bookmarkInterval))
                } catch {
                    return
                }
                if allowsBookmarks { watch.requestProgress() }
            }
            watch.cancel()
        }
    }

    deinit {
        timer.cancel()
        plan.watch.cancel()
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
            private var events: StorageWatch.Iterator
            private var hasBegun = false
            private var hasEnded = false

            init(_ source: WatchSource) {
                self.source = source
                encoder = source.encoder
                events = source.plan.watch.makeAsyncIterator()
            }

            mutating func next() async throws -> [UInt8]? {
                if hasEnded { return nil }
                do {
                    if !hasBegun {
                        hasBegun = true
                        let bytes = try beginning()
                        if !bytes.isEmpty { return bytes }
                    }
                    while let batch = try await events.next() {
                        let bytes = try encode(batch)
                        if !bytes.isEmpty { return bytes }
                    }
                    return nil
                } catch {
                    hasEnded = true
                    let plan = source.plan
                    switch error {
                    case let error as StorageError:
                        // A watcher that was too slow finds its connection closed, and goes on from what it has seen.
                        if error == .watcherTooSlow || error == .closed { return nil }
                        return encoder.error(APIError(error, plan.resource.groupResource, name: ""))
                    case let error as APIError: return encoder.error(error)
                    default: return encoder.error(.internalError("the watch failed"))
                    }
                }
            }

            private mutating func beginning() throws -> [UInt8] {
                let plan = source.plan
                var bytes: [UInt8] = []
                for object in plan.initial { bytes += try encoder.event(.added, object) }
                if plan.marksInitialEnd { bytes += try encoder.bookmark(plan.revision, endsInitialEvents: true) }
                return bytes
            }

            private mutating func encode(_ batch: StorageWatch.Batch) throws -> [UInt8] {
                var bytes: [UInt8] = []
                for event in batch.events { bytes += try encode(event) }
                if batch.events.isEmpty && source.plan.allowsBookmarks { bytes = try encoder.bookmark(batch.revision) }
                return bytes
            }

            /// An event as the selection sees it: an object that begins to be selected is added, one that ends to be is
            /// deleted.
            private mutating func encode(_ event: StorageEvent) throws -> [UInt8] {
                let plan = source.plan
                let new = try event.value.map {
                    try plan.registry.object(
                        StorageRecord(key: event.key, value: $0, revision: event.revision), plan.resource)
                }
                let old = try event.previous.map { try plan.registry.object($0, plan.resource) }
                let isSelected = try new.map { try plan.selection.contains(event.key, $0) } ?? false
                let wasSelected = try old.map { try plan.selection.contains(event.key, $0) } ?? false
                switch (wasSelected, isSelected) {
                case (false, true): return try new.map { try encoder.event(.added, $0) } ?? []
                case (true, true): return try new.map { try encoder.event(.modified, $0) } ?? []
                case (true, false):
                    return try old.map { try encoder.event(.deleted, $0, revision: event.revision) } ?? []
                case (false, false): return []
                }
            }
        }
    }
}
