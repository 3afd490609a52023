import APIMachinery
import Storage
import Synchronization

/// The queue between the cache and one watch.
///
/// Its bound is what makes a slow reader cost nobody else: it is ended, and its client begins anew from what it saw
/// last.
final class CacheWatcher: Sendable {
    /// What of a collection is watched.
    struct Scope: Sendable {
        var collection: String
        /// `nil` for all namespaces.
        var namespace: String?
        /// `nil` for all objects.
        var name: String?
        /// A field of stored objects and the value that they have or had in it; `nil` where no value is fixed.
        var field: (field: WatchedField, value: String)?

        /// Whether the place of an object is in the scope.
        func contains(_ key: StorageKey) -> Bool {
            key.collection == collection && namespace.map(key.namespace.hasSameBytes) ?? true
                && name.map(key.name.hasSameBytes) ?? true
        }
    }

    /// An event, and what it is to the watch.
    struct Delivery: Sendable {
        var type: WatchEventType
        var event: CacheEvent
    }

    /// What a reader gets at once.
    struct Batch: Sendable {
        var deliveries: [Delivery] = []
        /// Where it was asked for: everything up to this revision has been reported.
        var progress: Revision?
    }

    /// Says what an event is to a watch; `nil` where it does not see it.
    typealias Filter = @Sendable (CacheEvent) throws -> WatchEventType?

    private struct State: ~Copyable {
        var batch = Batch()
        var hasEnded = false
        var failure: (any Error)?
        var waiter: CheckedContinuation<Void, Never>?

        var isReady: Bool { hasEnded || !batch.deliveries.isEmpty || batch.progress != nil }
    }

    let scope: Scope
    private let filter: Filter
    private let capacity: Int
    private let state = Mutex(State())
    private let cache: @Sendable () -> WatchCache?
    let number: Int

    init(
        number: Int, _ scope: Scope, capacity: Int, filter: @escaping Filter,
        cache: @escaping @Sendable () -> WatchCache?
    ) {
        self.number = number
        self.scope = scope
        self.capacity = capacity
        self.filter = filter
        self.cache = cache
    }

    /// Adds what the watch sees of some events of its scope.
    ///
    /// - Returns: what is to be resumed; `goesOn` is false where the cache can forget the watch.
    func offer(_ events: some Sequence<CacheEvent>) -> (waiter: CheckedContinuation<Void, Never>?, goesOn: Bool) {
        var seen: [Delivery] = []
        do {
            for event in events {
                if let type = try filter(event) { seen.append(Delivery(type: type, event: event)) }
            }
        } catch {
            return (end(error), false)
        }
        if seen.isEmpty { return (nil, true) }
        return state.withLock { state in
            if state.hasEnded { return (nil, false) }
            if state.batch.deliveries.count + seen.count > capacity {
                state.batch = Batch()
                state.hasEnded = true
            } else if state.batch.deliveries.isEmpty {
                state.batch.deliveries = seen
            } else {
                state.batch.deliveries += seen
            }
            return (state.waiter.take(), !state.hasEnded)
        }
    }

    /// Notes that everything up to a revision has been offered, which the reader wants to know.
    func progress(_ revision: Revision) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            state.batch.progress = revision
            return state.waiter.take()
        }
    }

    /// Asks for a batch that says how far the watch is.
    func requestProgress() {
        cache()?.reportProgress(to: self)
    }

    /// Ends the watch, with an error where one is given; a reader that waits is resumed.
    func end(_ error: (any Error)? = nil) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            if !state.hasEnded {
                state.hasEnded = true
                state.failure = error
                state.batch = Batch()
            }
            return state.waiter.take()
        }
    }

    /// Ends the watch on the reader's side.
    func cancel() {
        end()?.resume()
        cache()?.forget(self)
    }

    /// The next events; `nil` at the end.
    ///
    /// - Throws: why the watch ended.
    func next() async throws -> Batch? {
        while true {
            if let result = take() { return try result.get() }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let resumesNow = state.withLock { state -> Bool in
                        if state.isReady { return true }
                        state.waiter = continuation
                        return false
                    }
                    if resumesNow { continuation.resume() }
                }
            } onCancel: {
                cancel()
            }
        }
    }

    private func take() -> Result<Batch?, any Error>? {
        state.withLock { state in
            if state.hasEnded {
                if let failure = state.failure { return .failure(failure) }
                return .success(nil)
            }
            guard state.isReady else { return nil }
            defer { state.batch = Batch() }
            return .success(state.batch)
        }
    }
}
