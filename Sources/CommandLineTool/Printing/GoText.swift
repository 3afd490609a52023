internal import JSON

/// Values as Go's `%v` writes them, which is what kubectl shows in columns.
enum GoText {
    static func text(of value: JSONValue) -> String {
        switch value {
        case .null: "<nil>"
        case .string(let text): text
        case .number(let number): GoFloat.shortest(number.double)
        case .array(let elements): "[\(elements.map(text).joined(separator: " "))]"
        case .object(let object):
            "map[\(object.sorted { $0.key < $1.key }.map { "\($0.key):\(text(of: $0.value))" }.joined(separator: " "))]"
        default: value.description
        }
    }

    /// A value as Go's `%#v` writes it.
    static func syntax(of value: JSONValue) -> String {
        switch value {
        case .null: return "interface {}(nil)"
        case .string(let text): return quoted(text)
        case .number(let number): return GoFloat.shortest(number.double)
        case .array(let elements):
            return "[]interface {}{\(elements.map(syntax).joined(separator: ", "))}"
        case .object(let object):
            let members = object.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(syntax(of: $0.value))" }
            return "map[string]interface {}{\(members.joined(separator: ", "))}"
        default: return value.description
        }
    }
}
