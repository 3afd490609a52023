internal import APIMachinery
internal import JSON

/// The text that explained a kind or a field while servers had OpenAPI v2: `explain -o plaintext-openapiv2`.
struct FormerExplanation {
    let schemas: OpenAPISchemas
    let kind: GroupVersionKind
    let isRecursive: Bool
    let maximumDepth: Int

    /// What is said of the kind, or of the field that a path leads to.
    ///
    /// - Throws: `CommandError` where there is no such field.
    func text(_ path: [String], of root: JSONNode) throws(CommandError) -> String {
        let field = try schemas.field(path, of: root)
        let structure = schemas.structure(field)
        let fields = structure["properties"]
        var text = "KIND:     \(kind.kind)\nVERSION:  \(kind.apiVersion)\n\n"
        if let name = path.last {
            text += "\(fields == nil ? "FIELD:    " : "RESOURCE: ")\(name) <\(typeName(field))>\n\n"
        }
        let descriptions = schemas.descriptions(field)
        text += "DESCRIPTION:\n"
        if descriptions.isEmpty { text += "     <empty>\n" }
        text += descriptions.map { Explanation.wrapped($0, indent: 5) }.joined(separator: "\n")
        if let fields { text += "\nFIELDS:\n" + list(fields, of: structure, indent: 3, ancestors: [], depth: 0) }
        return text
    }

    private func list(
        _ fields: JSONNode, of structure: JSONNode, indent: Int, ancestors: Set<String>, depth: Int
    ) -> String {
        let required = Set(structure["required"]?.elements.compactMap(\.stringValue) ?? [])
        let space = String(repeating: " ", count: indent)
        var text = ""
        for (name, field) in fields.members.sorted(by: { $0.key < $1.key }) {
            guard isRecursive else {
                text += "\(space)\(name)\t<\(typeName(field))>\(required.contains(name) ? " -required-" : "")\n"
                let description = schemas.descriptions(field).first ?? ""
                text += (description.isEmpty ? "" : Explanation.wrapped(description, indent: indent + 2)) + "\n"
                continue
            }
            text += "\(space)\(name)\t<\(typeName(field))>\n"
            let name = schemas.referenceName(schemas.element(field)) ?? ""
            let inner = schemas.structure(field)
            guard depth < maximumDepth, !ancestors.contains(name), let fields = inner["properties"] else { continue }
            text += list(
                fields, of: inner, indent: indent + 3, ancestors: name.isEmpty ? ancestors : ancestors.union([name]),
                depth: depth + 1)
        }
        return text
    }

    /// A type as it was shown then: every type with fields is an object.
    private func typeName(_ schema: JSONNode, depth: Int = 0) -> String {
        guard depth < Explanation.deepest else { return "Object" }
        if let name = schemas.referenceName(schema) {
            return schemas.component(name).map { typeName($0, depth: depth + 1) } ?? "Object"
        }
        if let items = schema["items"] { return "[]\(typeName(items, depth: depth + 1))" }
        if let values = schema["additionalProperties"], values.kind == .object {
            return "map[string]\(typeName(values, depth: depth + 1))"
        }
        guard let type = schema["type"]?.stringValue, type != "object" else {
            return schema["x-kubernetes-int-or-string"]?.boolValue == true ? "string" : "Object"
        }
        return type
    }
}
