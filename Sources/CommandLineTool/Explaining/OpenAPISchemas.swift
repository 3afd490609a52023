internal import APIMachinery
internal import JSON

/// The schemas of an OpenAPI v3 document, as `explain` reads them.
struct OpenAPISchemas {
    private let components: JSONNode
    private let paths: JSONNode?

    /// The schemas of a document.
    ///
    /// - Throws: `CommandError` for what is no OpenAPI v3 document.
    init(parsing bytes: [UInt8]) throws(CommandError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw CommandError("the OpenAPI document cannot be read: \(error)")
        }
        guard let components = document.root["components"]?["schemas"] else {
            throw CommandError("the OpenAPI document has no schemas")
        }
        self.components = components
        paths = document.root["paths"]
    }

    /// All schemas by name.
    var all: JSONNode.Members { components.members }

    /// What a method does at a path.
    func operation(_ path: String, _ method: String) -> JSONNode? { paths?[path]?[method] }

    /// The schema of a kind.
    func schema(of kind: GroupVersionKind) -> JSONNode? { name(of: kind).flatMap(component) }

    /// The name of the schema of a kind.
    func name(of kind: GroupVersionKind) -> String? {
        for (name, schema) in components.members {
            guard let kinds = schema["x-kubernetes-group-version-kind"] else { continue }
            for own in kinds.elements
            where own["group"]?.stringValue == kind.group && own["version"]?.stringValue == kind.version
                && own["kind"]?.stringValue == kind.kind
            {
                return name
            }
        }
        return nil
    }

    /// The name of the schema that another refers to; `nil` where it describes its values itself.
    func referenceName(_ schema: JSONNode) -> String? {
        if let reference = schema["$ref"]?.stringValue {
            let prefix = "#/components/schemas/"
            return reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : nil
        }
        guard let parts = schema["allOf"], parts.count == 1 else { return nil }
        return parts[0].flatMap(referenceName)
    }

    func component(_ name: String) -> JSONNode? { components[name] }

    /// The schema that describes the members of a value: behind references, lists and maps.
    func structure(_ schema: JSONNode) -> JSONNode {
        var schema = schema
        // More steps than any document has types in a row; a circle of references ends here too.
        for _ in 0..<64 {
            if let name = referenceName(schema), let target = component(name) {
                schema = target
            } else if let items = schema["items"] {
                schema = items
            } else if let values = schema["additionalProperties"], values.kind == .object {
                schema = values
            } else {
                return schema
            }
        }
        return schema
    }

    /// The schema of a field, `nil` where there is none of that name.
    func field(_ name: String, of schema: JSONNode) -> JSONNode? { structure(schema)["properties"]?[name] }

    /// The schema of the field that a path leads to.
    ///
    /// - Throws: `CommandError` where there is none.
    func field(_ path: [String], of root: JSONNode) throws(CommandError) -> JSONNode {
        var schema = root
        for name in path {
            guard let field = field(name, of: schema) else {
                throw CommandError("field \(quoted(path.last ?? name)) does not exist")
            }
            schema = field
        }
        return schema
    }

    /// The schema of the elements of a list or map, of lists of lists too; any other as it is.
    func element(_ schema: JSONNode) -> JSONNode {
        var schema = schema
        while true {
            if let items = schema["items"] {
                schema = items
            } else if let values = schema["additionalProperties"], values.kind == .object {
                schema = values
            } else {
                return schema
            }
        }
    }

    /// The schema's own description and those of what it refers to.
    func descriptions(_ schema: JSONNode, _ seen: Set<String> = []) -> [String] {
        var texts: [String] = []
        if let own = schema["description"]?.stringValue, !own.isEmpty { texts.append(own) }
        if let name = referenceName(schema) {
            guard !seen.contains(name), let target = component(name) else { return texts }
            texts += descriptions(target, seen.union([name]))
        } else if let items = schema["items"] {
            texts += descriptions(items, seen)
        } else if let values = schema["additionalProperties"], values.kind == .object {
            texts += descriptions(values, seen)
        }
        return texts
    }

    /// A type as `explain` shows it: `string`, `[]Container`, `map[string]string`.
    func typeName(_ schema: JSONNode, depth: Int = 0) -> String {
        guard depth < 16 else { return "Object" }
        if let name = referenceName(schema) {
            // A named type that is a plain string or number is shown as that.
            if let type = component(name)?["type"]?.stringValue, type != "object", type != "array" { return type }
            return name.split(separator: ".").last.map(String.init) ?? name
        }
        if let items = schema["items"] { return "[]\(typeName(items, depth: depth + 1))" }
        if let values = schema["additionalProperties"], values.kind == .object {
            return "map[string]\(typeName(values, depth: depth + 1))"
        }
        if schema["x-kubernetes-int-or-string"]?.boolValue == true { return "IntOrString" }
        guard let type = schema["type"]?.stringValue else { return "Object" }
        return type == "object" ? "Object" : type
    }
}
