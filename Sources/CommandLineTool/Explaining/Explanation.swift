internal import APIMachinery
internal import JSON

/// The text that explains a kind or one of its fields.
struct Explanation {
    let schemas: OpenAPISchemas
    let kind: GroupVersionKind
    /// Whether the fields of fields are shown, without what they are for.
    let isRecursive: Bool

    /// How deep fields are shown within each other.
    let maximumDepth: Int

    /// The forms that the text can have.
    enum Layout: String {
        case plain = "plaintext"
        /// As it was while OpenAPI v2 was what servers had.
        case former = "plaintext-openapiv2"
    }

    private static let lineWidth = 80
    /// How deep fields are shown where nothing is said of it.
    static let deepest = 40
    /// How many values of a field are shown beside it.
    private static let shownValues = 4

    /// What stands above everything.
    var header: String {
        let group = kind.group.isEmpty ? "" : "GROUP:      \(kind.group)\n"
        return "\(group)KIND:       \(kind.kind)\nVERSION:    \(kind.version)\n\n"
    }

    /// What is said of the kind, or of the field that a path leads to.
    ///
    /// - Throws: `CommandError` where there is no such field.
    func text(_ path: [String], of root: JSONNode) throws(CommandError) -> String {
        let schema = try schemas.field(path, of: root)
        var text = ""
        if let name = path.last {
            text += "FIELD: \(name) <\(schemas.typeName(schema))>\n"
            let values = enumeration(schema)
            if !values.isEmpty { text += "ENUM:\n" + values.map { "    \($0)\n" }.joined() }
            text += values.isEmpty ? "\n\n" : "\n"
        }
        text += "DESCRIPTION:\n"
        let descriptions = schemas.descriptions(schema)
        if descriptions.isEmpty { text += "    <empty>\n" }
        for description in descriptions { text += Self.wrapped(description, indent: 4) }
        text += "    \n"
        if let fields = schemas.structure(schema)["properties"], fields.count > 0 {
            text += "FIELDS:\n" + list(fields, of: schemas.structure(schema), indent: 2, ancestors: [], depth: 0)
        }
        return text + "\n"
    }

    private func enumeration(_ schema: JSONNode) -> [String] {
        guard let values = schema["enum"] else { return [] }
        return values.elements.map { $0.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? $0.value.description }
    }

    private func list(
        _ fields: JSONNode, of schema: JSONNode, indent: Int, ancestors: [String], depth: Int
    ) -> String {
        let required = Set(schema["required"]?.elements.compactMap(\.stringValue) ?? [])
        let space = String(repeating: " ", count: indent)
        var text = ""
        for (name, field) in fields.members.sorted(by: { $0.key < $1.key }) {
            text += "\(space)\(name)\t<\(schemas.typeName(field))>\(required.contains(name) ? " -required-" : "")\n"
            let values = enumeration(field)
            if !values.isEmpty {
                let more = values.count > Self.shownValues ? ", ...." : ""
                text += "\(space)enum: \(values.prefix(Self.shownValues).joined(separator: ", "))\(more)\n"
            }
            if isRecursive {
                text += inner(field, indent: indent + 2, ancestors: ancestors, depth: depth)
            } else {
                let own = field["description"]?.stringValue ?? ""
                text += Self.wrapped(own.isEmpty ? "<no description>" : own, indent: indent + 2) + "\n"
            }
        }
        return text
    }

    private func inner(_ field: JSONNode, indent: Int, ancestors: [String], depth: Int) -> String {
        guard depth < maximumDepth else { return "" }
        var ancestors = ancestors
        var schema = field
        // Types that contain themselves are shown once on the way down.
        for _ in 0..<64 {
            if let name = schemas.referenceName(schema), let target = schemas.component(name) {
                if ancestors.contains(name) { return "" }
                ancestors.append(name)
                schema = target
            } else if let items = schema["items"] {
                schema = items
            } else if let values = schema["additionalProperties"], values.kind == .object {
                schema = values
            } else {
                break
            }
        }
        guard let fields = schema["properties"] else { return "" }
        return list(fields, of: schema, indent: indent, ancestors: ancestors, depth: depth + 1)
    }

    /// A text in lines that are as long as fits, each paragraph anew.
    static func wrapped(_ text: String, indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        let width = max(lineWidth - indent, 20)
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
                if !line.isEmpty, line.count + 1 + word.count > width {
                    lines.append(line)
                    line = ""
                }
                line += line.isEmpty ? String(word) : " \(word)"
            }
            lines.append(line)
        }
        while lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
        return lines.map { $0.isEmpty ? "\n" : "\(space)\($0)\n" }.joined()
    }
}
