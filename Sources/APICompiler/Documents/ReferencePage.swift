import APIMachinery
public import APISchema
import JSON

/// The page in Markdown that tells people what a kind is and what its fields mean.
public struct ReferencePage {
    private let resource: ResourceDefinition
    private let types: [TypeName: TypeDefinition]

    /// - Parameters:
    ///   - resource: The resource that the page is about.
    ///   - types: Every type that can be reached from it, by OpenAPI name.
    public init(of resource: ResourceDefinition, types: [TypeName: TypeDefinition]) {
        self.resource = resource
        self.types = types
    }

    /// The page's text. It depends on the definition alone.
    public func markdown() -> String {
        var page = "# \(resource.kind)\n\n"
        page += "`\(resource.apiVersion)`, \(resource.scope.rawValue.lowercased())\n\n"
        if let root = types[resource.typeName] {
            page += paragraph(root.schema.description)
            if let file = root.definedIn { page += "Defined in `\(file)`.\n\n" }
        }
        if let warning = resource.deprecationWarning { page += "**Deprecated.** \(warning)\n\n" }
        page += summary()
        page += columns()
        for type in reachableTypes() { page += section(type) }
        return page
    }

    private func summary() -> String {
        var rows = [("Plural", "`\(resource.plural)`"), ("Singular", "`\(resource.singular)`")]
        if !resource.shortNames.isEmpty { rows.append(("Short names", code(resource.shortNames))) }
        if !resource.categories.isEmpty { rows.append(("Categories", code(resource.categories))) }
        rows.append(("Verbs", code(resource.verbs.map(\.rawValue))))
        for subresource in resource.subresources {
            let kind = subresource.kind.map { " (`\($0.apiVersion)` \($0.kind))" } ?? ""
            rows.append(("`/\(subresource.name)`", code(subresource.verbs.map(\.rawValue)) + kind))
        }
        if !resource.selectableFields.isEmpty {
            rows.append(("Field selectors", code(resource.selectableFields.map { String($0.description.dropFirst()) })))
        }
        if !resource.isStored { rows.append(("Stored", "No: requests are answered and nothing is kept.")) }
        return "| | |\n|---|---|\n" + rows.map { "| \($0.0) | \($0.1) |\n" }.joined() + "\n"
    }

    private func columns() -> String {
        guard !resource.columns.isEmpty else { return "" }
        var text = "## Columns\n\n| Column | Type | Value | Description |\n|---|---|---|---|\n"
        for column in resource.columns {
            let name = column.priority > 0 ? "\(column.name) (wide)" : column.name
            let value = column.path.map { "`\($0)`" } ?? "computed"
            text += "| \(cell(name)) | \(column.type) | \(value) | \(cell(column.description)) |\n"
        }
        return text + "\n"
    }

    /// The kind's own type and all that it mentions, in the order of their first mention.
    private func reachableTypes() -> [TypeDefinition] {
        var found: [TypeDefinition] = []
        var seen: Set<TypeName> = [resource.typeName]
        var queue = [resource.typeName]
        var next = 0
        while next < queue.count {
            defer { next += 1 }
            guard let type = types[queue[next]] else { continue }
            found.append(type)
            for name in type.schema.mentionedTypes where seen.insert(name).inserted { queue.append(name) }
        }
        return found
    }

    private func section(_ type: TypeDefinition) -> String {
        var text = "## \(type.swiftName)\n\n"
        if type.name != resource.typeName { text += paragraph(type.schema.description) }
        guard case .object(let object) = type.schema.type else {
            return text + "A value of type \(name(of: type.schema)).\n\n"
        }
        guard !object.fields.isEmpty else { return text + "It has no fields.\n\n" }
        text += "| Field | Type | Description |\n|---|---|---|\n"
        for field in object.fields {
            let required = field.isRequired ? " **required**" : ""
            let words = [field.schema.description ?? ""] + remarks(field)
            let description = words.filter { !$0.isEmpty }.joined(separator: " ")
            text += "| `\(field.name)`\(required) | \(name(of: field.schema)) | \(cell(description)) |\n"
        }
        return text + "\n"
    }

    private func remarks(_ field: Field) -> [String] {
        var remarks: [String] = []
        let schema = field.schema
        let constraints = schema.constraints
        if let value = schema.defaultValue { remarks.append("Default: `\(value)`.") }
        if !constraints.enum.isEmpty {
            let values = constraints.enum.map { "`\($0)`" }.joined(separator: ", ")
            remarks.append(constraints.enumIsOpen ? "Known values: \(values)." : "One of \(values).")
        }
        if let pattern = constraints.pattern { remarks.append("Pattern: `\(pattern)`.") }
        if let range = range("Length", constraints.minLength.map(String.init), constraints.maxLength.map(String.init)) {
            remarks.append(range)
        }
        if let range = range("Value", constraints.minimum?.text, constraints.maximum?.text) { remarks.append(range) }
        if let range = range("Elements", constraints.minItems.map(String.init), constraints.maxItems.map(String.init)) {
            remarks.append(range)
        }
        if case .array(let array) = schema.type, array.listType == .map, !array.listMapKeys.isEmpty {
            remarks.append("Elements are told apart by \(code(array.listMapKeys)).")
        }
        if field.isImmutable { remarks.append("It cannot be changed.") }
        if let deprecation = field.deprecation { remarks.append("Deprecated: \(deprecation)") }
        return remarks
    }

    private func range(_ what: String, _ low: String?, _ high: String?) -> String? {
        switch (low, high) {
        case (let low?, let high?): "\(what): \(low) to \(high)."
        case (let low?, nil): "\(what): at least \(low)."
        case (nil, let high?): "\(what): at most \(high)."
        case (nil, nil): nil
        }
    }

    private func name(of schema: Schema) -> String {
        switch schema.type {
        case .array(let array): "list of \(name(of: array.items))"
        case .map(let map): "map of \(name(of: map.values))"
        case .reference(let reference):
            types[reference].map { "[\($0.swiftName)](#\($0.swiftName.lowercased()))" } ?? "`\(reference)`"
        case .object: "object"
        case .anyObject: "any object"
        case .any: "any value"
        case .boolean: "bool"
        case .string: "string"
        case .bytes: "bytes"
        case .int32: "int32"
        case .int64: "int64"
        case .integer: "integer"
        case .double: "double"
        case .number: "number"
        case .quantity: "quantity"
        case .intOrString: "intOrString"
        case .time: "time"
        case .microTime: "microTime"
        case .duration: "duration"
        }
    }

    private func paragraph(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        return text + "\n\n"
    }

    private func code(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// Text that cannot break a table's cell.
    private func cell(_ text: String) -> String {
        text.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
    }
}

extension Schema {
    /// The types that a value of this schema may hold directly, in the order in which the schema mentions them.
    var mentionedTypes: [TypeName] {
        switch type {
        case .reference(let name): [name]
        case .array(let array): array.items.mentionedTypes
        case .map(let map): map.values.mentionedTypes
        case .object(let object): object.fields.flatMap(\.schema.mentionedTypes)
        default: []
        }
    }
}
