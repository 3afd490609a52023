/// Where a value stands: the collection of its resource, its namespace (empty for cluster-scoped resources) and its
/// name.
///
/// The parts are kept apart, so that none can reach into another; a backend that joins them is the one to escape them.
/// They are compared by their UTF-8 bytes: what is canonically equivalent in Unicode is not the same name.
public struct StorageKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The resource's plural name, followed by a dot and the group outside of the core group: `pods`,
    /// `deployments.apps`.
    public var collection: String
    /// Empty for resources of the cluster.
    public var namespace: String
    /// The name of the object.
    public var name: String

    /// A key from its parts.
    public init(collection: String, namespace: String, name: String) {
        self.collection = collection
        self.namespace = namespace
        self.name = name
    }

    /// Whether two keys have the same bytes.
    public static func == (a: Self, b: Self) -> Bool {
        a.name.hasSameBytes(as: b.name) && a.namespace.hasSameBytes(as: b.namespace)
            && a.collection.hasSameBytes(as: b.collection)
    }

    /// Order by collection, then namespace, then name, each by its bytes.
    public static func < (a: Self, b: Self) -> Bool {
        var order = a.collection.compareBytes(with: b.collection)
        if order == 0 { order = a.namespace.compareBytes(with: b.namespace) }
        if order == 0 { order = a.name.compareBytes(with: b.name) }
        return order < 0
    }

    /// Adds the bytes of the parts to a hash.
    public func hash(into hasher: inout Hasher) {
        collection.hashBytes(into: &hasher)
        namespace.hashBytes(into: &hasher)
        name.hashBytes(into: &hasher)
    }

    /// The least key that comes after this one.
    public var successor: StorageKey {
        StorageKey(collection: collection, namespace: namespace, name: name + "\0")
    }

    /// The parts with slashes between them, for people.
    public var description: String {
        namespace.isEmpty ? "\(collection)/\(name)" : "\(collection)/\(namespace)/\(name)"
    }
}
