import Storage

/// Where an object stands in its collection. Names are compared by their bytes, as in ``StorageKey``.
struct ObjectName: Hashable, Comparable, Sendable {
    var namespace: String
    var name: String

    init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    init(_ key: StorageKey) {
        self.init(namespace: key.namespace, name: key.name)
    }

    static func == (a: Self, b: Self) -> Bool {
        a.name.hasSameBytes(as: b.name) && a.namespace.hasSameBytes(as: b.namespace)
    }

    static func < (a: Self, b: Self) -> Bool {
        let order = a.namespace.compareBytes(with: b.namespace)
        return (order == 0 ? a.name.compareBytes(with: b.name) : order) < 0
    }

    func hash(into hasher: inout Hasher) {
        namespace.hashBytes(into: &hasher)
        name.hashBytes(into: &hasher)
    }
}
