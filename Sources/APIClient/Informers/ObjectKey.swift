public import APIMachinery

/// Namespace and name: what names an object among those of its resource.
public struct ObjectKey: Hashable, Sendable, Comparable {
    /// The namespace; empty for cluster-scoped objects.
    public var namespace: String
    /// The name.
    public var name: String

    /// Makes a key.
    public init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// The key of an object.
    public init(_ object: some APIObject) {
        let metadata = object.metadata
        self.init(namespace: metadata.namespace ?? "", name: metadata.name ?? "")
    }

    /// Order by namespace, then name.
    public static func < (a: Self, b: Self) -> Bool { (a.namespace, a.name) < (b.namespace, b.name) }
}

extension ObjectKey: CustomStringConvertible {
    /// `namespace/name`, or the name alone.
    public var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
