package import JSON

/// Renders schemas as CustomResourceDefinitions have them: whole, with every reference replaced by what it refers to.
///
/// A type that contains itself ends, where it comes up again, in an object whose fields are kept as they are.
package struct StructuralSchemaRenderer: Sendable {
    private let types: [TypeName: TypeDefinition]
    /// How many schemas are rendered before all further ones become such objects, so that types that refer to each
    /// other in many ways do not grow without bound.
    package static let maximumCount = 50_000
    /// How deeply schemas may nest before that.
    package static let maximumDepth = 64

    /// - Parameter types: The types that references resolve to.
    package init(types: [TypeName: TypeDefinition]) {
        self.types = types
    }

    /// The `openAPIV3Schema` of a kind.
    package func root(_ type: TypeDefinition) -> JSONObject {
        var state = State()
        var words = words(for: type.schema, in: &state, naming: type.name)
        var properties = words["properties"]?.objectValue ?? JSONObject()
        // The server describes these itself.
        for name in ["apiVersion", "kind"] where properties[name] != nil { properties[name] = ["type": "string"] }
        if properties["metadata"] != nil { properties["metadata"] = ["type": "object"] }
        words["properties"] = .object(properties)
        if let required = words["required"]?.arrayValue {
            let own = required.filter { $0 != "apiVersion" && $0 != "kind" && $0 != "metadata" }
            words["required"] = own.isEmpty ? Optional<JSONValue>.none : .array(own)
        }
        return words.object
    }

    /// A schema with all that it refers to.
    package func schema(_ schema: Schema) -> JSONObject {
        var state = State()
        return words(for: schema, in: &state, naming: nil).object
    }

    private struct State {
        /// The types that contain the place.
        var path: [TypeName] = []
        var count = 0
        var depth = 0
    }

    private func words(for schema: Schema, in state: inout State, naming name: TypeName?) -> Words {
        if let name { state.path.append(name) }
        state.depth += 1
        state.count += 1
        defer {
            if name != nil { state.path.removeLast() }
            state.depth -= 1
        }
        guard state.depth <= Self.maximumDepth, state.count <= Self.maximumCount else {
            return Self.open("This is as far as the schema goes; fields below are kept as they are.")
        }
        var words = type(schema.type, in: &state)
        if let description = schema.description, !description.isEmpty { words["description"] = .string(description) }
        if schema.isNullable { words["nullable"] = true }
        if let value = schema.defaultValue { words["default"] = value }
        if !schema.rules.isEmpty {
            let inner = words["x-kubernetes-validations"]?.arrayValue ?? []
            words["x-kubernetes-validations"] = .array(inner + schema.rules.map { .object($0.openAPI) })
        }
        var constraints = schema.constraints
        // Structural schemas have no unique items; a set says the same.
        constraints.uniqueItems = false
        if constraints.enumIsOpen { constraints.enum = [] }
        constraints.add(to: &words)
        if let mapType = schema.statedMapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        return words
    }

    private func type(_ type: SchemaType, in state: inout State) -> Words {
        var words = Words()
        switch type {
        case .string, .duration: words["type"] = "string"
        case .bytes: (words["type"], words["format"]) = ("string", "byte")
        case .boolean: words["type"] = "boolean"
        case .int32: (words["type"], words["format"]) = ("integer", "int32")
        case .int64: (words["type"], words["format"]) = ("integer", "int64")
        case .integer: words["type"] = "integer"
        case .double: (words["type"], words["format"]) = ("number", "double")
        case .number: words["type"] = "number"
        case .time, .microTime: (words["type"], words["format"]) = ("string", "date-time")
        case .quantity:
            words = Self.intOrString
            words["pattern"] = .string(Self.quantityPattern)
        case .intOrString: words = Self.intOrString
        case .any: words["x-kubernetes-preserve-unknown-fields"] = true
        case .anyObject(let object):
            (words["type"], words["x-kubernetes-preserve-unknown-fields"]) = ("object", true)
            if object.meaning == .embeddedResource { words["x-kubernetes-embedded-resource"] = true }
        case .reference(let name):
            guard let target = types[name] else {
                return Self.open("The type \(name) is not known here; its fields are kept as they are.")
            }
            if state.path.contains(name) {
                return Self.open("The type contains itself here; fields below are kept as they are.")
            }
            if let message = target.protobuf,
                message.form == .schemaOrArray || message.form == .schemaOrBool
                    || message.form == .schemaOrStringArray
            {
                words["x-kubernetes-preserve-unknown-fields"] = true
                return words
            }
            return self.words(for: target.schema, in: &state, naming: name)
        case .array(let array):
            words["type"] = "array"
            words["items"] = .object(self.words(for: array.items, in: &state, naming: nil).object)
            array.addListType(to: &words)
        case .map(let map):
            words["type"] = "object"
            words["additionalProperties"] = .object(self.words(for: map.values, in: &state, naming: nil).object)
            if let mapType = map.mapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        case .object(let object): add(object, to: &words, in: &state)
        }
        return words
    }

    private func add(_ object: ObjectSchema, to words: inout Words, in state: inout State) {
        words["type"] = "object"
        if !object.fields.isEmpty {
            var properties: [(String, JSONValue)] = []
            for field in object.fields {
                var property = self.words(for: field.schema, in: &state, naming: nil)
                if field.isImmutable {
                    let rule = ValidationRule(
                        expression: "self == oldSelf", message: "the value cannot change", reason: "FieldValueForbidden"
                    )
                    property["x-kubernetes-validations"] = .array(
                        (property["x-kubernetes-validations"]?.arrayValue ?? []) + [.object(rule.openAPI)])
                }
                properties.append((field.name, .object(property.object)))
            }
            words["properties"] = .object(JSONObject(uniqueKeysWithValues: properties.sorted { $0.0 < $1.0 }))
            let required = object.fields.filter(\.isRequired)
            if !required.isEmpty { words["required"] = .array(required.map { .string($0.name) }) }
        }
        if let mapType = object.mapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        if object.preservesUnknownFields { words["x-kubernetes-preserve-unknown-fields"] = true }
        if object.isEmbeddedResource { words["x-kubernetes-embedded-resource"] = true }
    }

    /// An object whose fields are kept as they are.
    private static func open(_ description: String) -> Words {
        var words = Words()
        words["description"] = .string(description)
        (words["type"], words["x-kubernetes-preserve-unknown-fields"]) = ("object", true)
        return words
    }

    private static var intOrString: Words {
        var words = Words()
        words["anyOf"] = [["type": "integer"], ["type": "string"]]
        words["x-kubernetes-int-or-string"] = true
        return words
    }

    /// What the text of a quantity looks like.
    static let quantityPattern = "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"
}
