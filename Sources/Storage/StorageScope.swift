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

    /// Whether two scopes have the same bytes.
    public static func == (a: Self, b: Self) -> Bool {
        a.collection.map(ByteText.init) == b.collection.map(ByteText.init)
            && a.namespace.map(ByteText.init) == b.namespace.map(ByteText.init)
    }

    /// Adds the bytes of the scope to a hash.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(collection.map(ByteText.init))
        hasher.combine(namespace.map(ByteText.init))
    }

    /// Whether a key is in the scope.
    public func contains(_ key: StorageKey) -> Bool {
        collection.map(key.collection.hasSameBytes) ?? true && namespace.map(key.namespace.hasSameBytes) ?? true
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
