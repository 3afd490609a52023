public import APIMachinery
internal import Synchronization

/// The objects that an ``Informer`` knows, for reading.
///
/// All methods can be called from anywhere; each sees one state, and none waits for the server.
public final class ObjectStore<Object: APIObject>: Sendable {
    /// What an object is found by in an index: any number of values.
    public typealias Indexer = @Sendable (Object) -> [String]

    private struct State {
        var objects: [ObjectKey: Object] = [:]
        /// By index and value.
        var indices: [String: [String: Set<ObjectKey>]] = [:]
    }

    private let indexers: [String: Indexer]
    private let state = Mutex(State())

    init(indexers: [String: Indexer]) {
        self.indexers = indexers
    }

    // MARK: Reading

    /// The object of a key.
    public subscript(key: ObjectKey) -> Object? { state.withLock { $0.objects[key] } }

    /// The object of a name, in a namespace where it has one.
    public subscript(name: String, in namespace: String = "") -> Object? {
        self[ObjectKey(namespace: namespace, name: name)]
    }

    /// How many objects there are.
    public var count: Int { state.withLock(\.objects.count) }
    /// All objects, in no order.
    public var objects: [Object] { Array(state.withLock(\.objects).values) }
    /// The keys of all objects, in no order.
    public var keys: [ObjectKey] { Array(state.withLock(\.objects).keys) }

    /// The objects of a namespace, in no order; all objects are looked at.
    public func objects(inNamespace namespace: String) -> [Object] {
        state.withLock(\.objects).compactMap { $0.key.namespace == namespace ? $0.value : nil }
    }

    /// The objects that have a value in an index, in no order; none where there is no such index.
    public func objects(inIndex index: String, _ value: String) -> [Object] {
        state.withLock { state in
            (state.indices[index]?[value] ?? []).compactMap { state.objects[$0] }
        }
    }

    /// The values that an index has.
    public func values(ofIndex index: String) -> [String] {
        state.withLock { Array(($0.indices[index] ?? [:]).keys) }
    }

    // MARK: Changing

    /// Takes over all that there is and says what that changes.
    func replace(with objects: [Object]) -> [InformerChange<Object>] {
        state.withLock { state in
            var changes: [InformerChange<Object>] = []
            var gone = Set(state.objects.keys)
            for object in objects {
                let key = ObjectKey(object)
                gone.remove(key)
                changes += put(object, key, &state)
            }
            for key in gone { changes += remove(key, as: nil, &state) }
            return changes
        }
    }

    /// Takes over an object and says what that changes.
    func put(_ object: Object) -> [InformerChange<Object>] {
        state.withLock { put(object, ObjectKey(object), &$0) }
    }

    /// Drops an object, as it last was, and says what that changes.
    func remove(_ object: Object) -> [InformerChange<Object>] {
        state.withLock { remove(ObjectKey(object), as: object, &$0) }
    }

    private func put(_ object: Object, _ key: ObjectKey, _ state: inout State) -> [InformerChange<Object>] {
        guard let old = state.objects[key] else {
            state.objects[key] = object
            index(object, key, &state)
            return [.added(object)]
        }
        let (before, after) = (old.metadata, object.metadata)
        if let revision = after.resourceVersion, !revision.isEmpty, revision == before.resourceVersion { return [] }
        unindex(old, key, &state)
        state.objects[key] = object
        index(object, key, &state)
        // Another object of the same name: whoever looks after the old one must hear that it is gone.
        return before.uid == after.uid ? [.updated(from: old, to: object)] : [.deleted(old), .added(object)]
    }

    private func remove(_ key: ObjectKey, as last: Object?, _ state: inout State) -> [InformerChange<Object>] {
        guard let old = state.objects.removeValue(forKey: key) else { return [] }
        unindex(old, key, &state)
        return [.deleted(last ?? old)]
    }

    private func index(_ object: Object, _ key: ObjectKey, _ state: inout State) {
        for (name, indexer) in indexers {
            for value in indexer(object) { state.indices[name, default: [:]][value, default: []].insert(key) }
        }
    }

    private func unindex(_ object: Object, _ key: ObjectKey, _ state: inout State) {
        for (name, indexer) in indexers {
            for value in indexer(object) {
                guard var keys = state.indices[name]?.removeValue(forKey: value) else { continue }
                keys.remove(key)
                if !keys.isEmpty { state.indices[name]?[value] = keys }
            }
        }
    }
}
