public import APIMachinery
internal import Synchronization

/// The changes of an ``Informer``'s objects, as a sequence: see ``Informer/changes()``.
///
/// One task reads it.
public struct InformerChanges<Object: APIObject>: AsyncSequence, Sendable {
    /// A change.
    public typealias Element = InformerChange<Object>
    /// Nothing is thrown.
    public typealias Failure = Never

    let pending: PendingChanges<Object>

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pending: pending) }

    /// Reads one change after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let pending: PendingChanges<Object>

        /// The next change; `nil` when the task is cancelled.
        public mutating func next() async -> InformerChange<Object>? { await pending.next() }
    }
}

/// Changes that have not been read yet, one for each object.
final class PendingChanges<Object: APIObject>: Sendable {
    private struct Pending {
        var before: Object?
        var after: Object?
    }

    private let pending = Mutex<[ObjectKey: Pending]>([:])
    /// The keys in the order in which they first changed. It is never shut down and never limited.
    private let keys = WorkQueue<ObjectKey>()

    func add(_ change: InformerChange<Object>) {
        let key = change.key
        pending.withLock { pending in
            switch change {
            case .added(let object): pending[key, default: Pending()].after = object
            case .updated(let old, let new): pending[key, default: Pending(before: old)].after = new
            case .deleted(let object): pending[key, default: Pending(before: object)].after = nil
            }
        }
        keys.add(key)
    }

    func next() async -> InformerChange<Object>? {
        while let key = await keys.next() {
            defer { keys.done(key) }
            let change = pending.withLock { $0.removeValue(forKey: key) }
            switch (change?.before, change?.after) {
            case (nil, nil): continue
            case (nil, let after?): return .added(after)
            case (let before?, let after?): return .updated(from: before, to: after)
            case (let before?, nil): return .deleted(before)
            }
        }
        return nil
    }
}
