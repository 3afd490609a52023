import JSON

/// Fields of objects as the rules of built-in kinds see them: what is absent is empty.
extension JSONValue {
    /// A text; empty where it is absent.
    func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

    /// A whole number; 0 where it is absent.
    func number(_ name: String) -> Int64 { self[name]?.int64Value ?? 0 }

    /// A switch; off where it is absent.
    func flag(_ name: String) -> Bool { self[name]?.boolValue ?? false }

    /// A list; empty where it is absent.
    func list(_ name: String) -> [JSONValue] { self[name]?.arrayValue ?? [] }

    /// The members of an object or map; none where it is absent.
    func members(_ name: String) -> JSONObject { self[name]?.objectValue ?? [:] }

    /// Whether a field is there and not null.
    func isSet(_ name: String) -> Bool { self[name].map { !$0.isNull } ?? false }

    /// Edits the elements of a list in place.
    mutating func editElements(_ edit: (inout JSONValue) -> Void) {
        guard case .array(var elements) = self else { return }
        self = .null
        for index in elements.indices { edit(&elements[index]) }
        self = .array(elements)
    }
}
