/// Where a value stands: the collection of its resource, its namespace (empty for cluster-scoped resources) and its
/// name.
///
/// The parts are kept apart, so that none can reach into another; a backend that joins them is the one to escape them.
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

    /// Order by collection, then namespace, then name.
    public static func < (a: Self, b: Self) -> Bool {
        if a.collection != b.collection { return a.collection < b.collection }
        if a.namespace != b.namespace { return a.namespace < b.namespace }
        return a.name < b.name
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
