/// Some of the keys of a store: all of them, those of a collection, or those of one namespace in it.
public struct StorageScope: Hashable, Sendable {
    /// The collection, as keys have it; `nil` for all collections.
    public let collection: String?
    /// `nil` for all namespaces.
    public let namespace: String?

    /// Every key that there is.
    public static let everything = StorageScope()

    private init() {
        collection = nil
        namespace = nil
    }

    /// The keys of a collection, or of one namespace in it.
    public init(collection: String, namespace: String? = nil) {
        self.collection = collection
        self.namespace = namespace
    }

    /// Whether a key is in the scope.
    public func contains(_ key: StorageKey) -> Bool {
        (collection == nil || key.collection == collection) && (namespace == nil || key.namespace == namespace)
    }

    /// The least key that can be in the scope. In the order of keys, a scope has no gaps.
    public var lowerBound: StorageKey {
        StorageKey(collection: collection ?? "", namespace: namespace ?? "", name: "")
    }

    /// The least key after all that can be in the scope; `nil` where nothing comes after them.
    public var upperBound: StorageKey? {
        guard let collection else { return nil }
        // The least string after another has a zero more.
        if let namespace { return StorageKey(collection: collection, namespace: namespace + "\0", name: "") }
        return StorageKey(collection: collection + "\0", namespace: "", name: "")
    }
}
