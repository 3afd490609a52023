internal import JSON
internal import YAML

extension JSONValue {
    /// The value with the members of all objects in the order of their names, as kubectl shows objects.
    var sorted: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let object): .object(object.sorted)
        default: self
        }
    }

    /// The JSON text with sorted members.
    ///
    /// - Parameter indent: Spaces per level; `nil` for no white space at all.
    func sortedText(indent: Int? = nil) -> String {
        var writer = JSONWriter(indent: indent, escapesHTML: true)
        writer.write(sorted)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    /// The YAML text with sorted members.
    var sortedYAML: String { yaml(YAMLOptions(sortsKeys: true)) }
}

extension JSONObject {
    var sorted: JSONObject {
        JSONObject(uniqueKeysWithValues: self.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted) })
    }
}
