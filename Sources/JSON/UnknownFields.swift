/// Members of an object that its type does not know, kept so that a value which was read is written whole.
///
/// One word; empty, it costs nothing more.
public struct UnknownFields: Sendable {
    private final class Storage: Sendable {
        let object: JSONObject

        init(_ object: JSONObject) {
            self.object = object
        }
    }

    private var storage: Storage?

    /// No members.
    public init() {}

    /// The members of an object.
    public init(_ object: JSONObject) {
        storage = object.isEmpty ? nil : Storage(object)
    }

    /// The members as an object.
    public var object: JSONObject {
        get { storage?.object ?? JSONObject() }
        set { storage = newValue.isEmpty ? nil : Storage(newValue) }
    }

    /// Whether there are none.
    public var isEmpty: Bool { storage == nil }

    /// The value of a member. Changing one copies the others' references.
    public subscript(name: String) -> JSONValue? {
        get { storage?.object[name] }
        set {
            if storage == nil, newValue == nil { return }
            object[name] = newValue
        }
    }
}

extension UnknownFields: Sequence {
    /// Goes through the members in order.
    public func makeIterator() -> JSONObject.Iterator { object.makeIterator() }
    /// How many there are at least.
    public var underestimatedCount: Int { storage?.object.count ?? 0 }
}

extension UnknownFields: Hashable {
    /// Whether both are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.storage === b.storage { return true }
        return a.object == b.object
    }

    /// Feeds the value to a hasher; equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(object)
    }
}
