internal import APISchema
internal import JSON

// Paths through the values of a type, for columns, subresources, selectable fields and conversions.
extension Compilation {
    /// The outcome of following a path.
    enum PathLookup {
        case found(Schema)
        /// A value that no schema describes, below which everything may be.
        case unknowable
        case missing(message: String, suggestion: String?)
    }

    /// Reads a path; `nil` after a diagnostic where it is none.
    func path(_ node: Node) -> FieldPath? { path(node.string ?? "", at: node.mark) }

    func path(_ text: String, at mark: Mark) -> FieldPath? {
        guard text.first == "." || text.first == "[" else {
            log.error(
                mark, "'\(text)' is no path such as .spec.replicas: it begins with no dot",
                suggestion: text.isEmpty ? nil : "." + text)
            return nil
        }
        do {
            return try FieldPath(parsing: text)
        } catch {
            log.error(mark, "'\(text)' is no path such as .spec.replicas: \(error.reason)")
            return nil
        }
    }

    /// The schema with references followed; `nil` where they lead nowhere.
    func resolved(_ schema: Schema) -> Schema? {
        var schema = schema
        for _ in 0..<16 {
            guard case .reference(let name) = schema.type else { return schema }
            guard let definition = scope.declaration(ofType: name)?.definition else { return nil }
            schema = definition.schema
        }
        return nil
    }

    /// Follows a path from values of a type.
    func follow(_ path: FieldPath, from typeName: TypeName) -> PathLookup {
        var schema = Schema(.reference(typeName))
        var walked = ""
        for step in path.steps {
            guard let current = resolved(schema) else { return .unknowable }
            let place = walked.isEmpty ? "the object" : "'\(walked)'"
            switch (current.type, step) {
            case (.object(let object), .member(let name)):
                guard let field = object.field(named: name) else {
                    if object.preservesUnknownFields { return .unknowable }
                    let near = NameSuggestion.nearest(to: name, among: object.fields.map(\.name))
                    return .missing(message: "\(place) has no field '\(name)'", suggestion: near)
                }
                schema = field.schema
            case (.map(let map), .member), (.map(let map), .each): schema = map.values
            case (.array(let array), .index), (.array(let array), .each): schema = array.items
            case (.array(let array), .element(let member, _)):
                guard case .object(let object)? = resolved(array.items)?.type else { return .unknowable }
                if object.field(named: member) == nil {
                    let near = NameSuggestion.nearest(to: member, among: object.fields.map(\.name))
                    return .missing(message: "the elements of \(place) have no field '\(member)'", suggestion: near)
                }
                schema = array.items
            case (.any, _), (.anyObject, .member), (.anyObject, .each), (.object, .each): return .unknowable
            case (.array, .member(let name)):
                return .missing(
                    message: "\(place) is a list: it has elements such as [0], not a field '\(name)'", suggestion: nil)
            case (let type, .member(let name)):
                return .missing(
                    message: "\(place) is \(Self.describe(type)): it has no field '\(name)'", suggestion: nil)
            case (let type, _):
                return .missing(message: "\(place) is \(Self.describe(type)), not a list", suggestion: nil)
            }
            walked += FieldPath([step]).description
        }
        return .found(schema)
    }

    /// Follows a path that a word gives and reports where it leads nowhere.
    ///
    /// - Returns: The path, and the schema at its end where that is known.
    func follow(_ use: Mapping.Use?, from typeName: TypeName) -> (path: FieldPath, schema: Schema?)? {
        guard let use, let path = path(use.value) else { return nil }
        switch follow(path, from: typeName) {
        case .found(let schema): return (path, resolved(schema))
        case .unknowable: return (path, nil)
        case .missing(let message, let suggestion):
            log.error(use.value.mark, message, suggestion: suggestion)
            return nil
        }
    }

    /// The members of elements of a list, and of what they are; `nil` where they are no structs.
    private func elementFields(_ schema: Schema) -> ObjectSchema? {
        guard case .array(let array)? = resolved(schema)?.type, case .object(let object)? = resolved(array.items)?.type
        else {
            return nil
        }
        return object
    }

    func checkMember(_ name: String, ofElementsOf schema: Schema, _ mark: Mark, _ what: String) {
        guard let object = elementFields(schema) else {
            // Elements whose type is not known have been reported.
            if case .array(let array)? = resolved(schema)?.type, let type = resolved(array.items)?.type, type != .any {
                log.error(mark, "\(what) names a field, but the elements are no structs")
            }
            return
        }
        if object.field(named: name) == nil {
            log.error(
                mark, "\(what) '\(name)' is no field of the elements",
                suggestion: NameSuggestion.nearest(to: name, among: object.fields.map(\.name)))
        }
    }

    func checkListMapKey(_ node: Node, _ array: ArraySchema) {
        guard let name = node.string else { return }
        checkMember(name, ofElementsOf: Schema(.array(array)), node.mark, "the key")
        guard case .object(let object)? = resolved(array.items)?.type, let field = object.field(named: name) else {
            return
        }
        switch resolved(field.schema)?.type {
        case .object?, .array?, .map?, .anyObject?, .any?:
            log.error(
                node.mark,
                "the key '\(name)' is no scalar: \(Self.describe(field.schema.type)) cannot identify an element")
        default: break
        }
        if !field.isRequired, field.presence == .optional, field.schema.defaultValue == nil {
            log.warning(
                node.mark,
                "the key '\(name)' is neither required nor has it a default: elements without it cannot be told apart")
        }
    }
}
