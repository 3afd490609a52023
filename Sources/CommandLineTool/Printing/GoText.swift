internal import JSON

/// Values as Go's `%v` writes them, which is what kubectl shows in columns.
enum GoText {
    static func text(of value: JSONValue) -> String {
        switch value {
        case .null: "<nil>"
        case .string(let text): text
        case .array(let elements): "[\(elements.map(text).joined(separator: " "))]"
        case .object(let object):
            "map[\(object.sorted { $0.key < $1.key }.map { "\($0.key):\(text(of: $0.value))" }.joined(separator: " "))]"
        default: value.description
        }
    }
}
