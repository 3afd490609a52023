package import APIMachinery
package import JSON

/// Renders schemas as OpenAPI v3 schemas, the way Kubernetes' documents have them.
///
/// Members are in alphabetical order. Two things there do not stand in the representation, as they follow from it: a
/// field whose empty value is written (``Field/Presence/always``) has that value as its default, and a reference with
/// anything beside it is an `allOf` of one.
package struct OpenAPISchemaRenderer: Sendable {
    private let types: [TypeName: TypeDefinition]
    private let includesDescriptions: Bool

    /// - Parameters:
    ///   - types: The types that references resolve to.
    ///   - includesDescriptions: Whether texts for people are rendered.
    package init(types: [TypeName: TypeDefinition], includesDescriptions: Bool = true) {
        self.types = types
        self.includesDescriptions = includesDescriptions
    }

    /// The component for a type.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - document: The group and version of the document, which a type that is in every group lists among its kinds.
    package func component(_ type: TypeDefinition, in document: APIVersion?) -> JSONObject {
        var words = words(for: type.schema, defaultValue: type.schema.defaultValue, isComponent: true)
        var kinds = type.kinds
        if type.isInEveryGroup, let document {
            for kind in type.kinds {
                let own = GroupVersionKind(group: document.group, version: document.version, kind: kind.kind)
                if !kinds.contains(own) { kinds.append(own) }
            }
        }
        if !kinds.isEmpty {
            words["x-kubernetes-group-version-kind"] = .array(
                kinds.map { ["group": .string($0.group), "kind": .string($0.kind), "version": .string($0.version)] })
        }
        return words.object
    }

    /// The component for a well-known type.
    package func component(_ type: WellKnownType) -> JSONObject {
        guard includesDescriptions else { return type.component }
        var words = Words(type.component)
        words["description"] = .string(type.summary)
        return words.object
    }

    /// A schema that stands inline.
    package func schema(_ schema: Schema) -> JSONObject {
        words(for: schema, defaultValue: schema.publishesDefault ? schema.defaultValue : nil, isComponent: false).object
    }

    private func schema(of field: Field) -> JSONObject {
        var defaultValue = field.schema.publishesDefault ? field.schema.defaultValue : nil
        if defaultValue == nil, field.presence == .always { defaultValue = emptyValue(field.schema.type) }
        return words(for: field.schema, defaultValue: defaultValue, isComponent: false).object
    }

    /// The empty value that Kubernetes' documents state as the default of what is always written; `nil` where they
    /// state none.
    private func emptyValue(_ type: SchemaType) -> JSONValue? {
        switch type {
        case .string: ""
        case .boolean: false
        case .int32, .int64, .integer, .double, .number: 0
        case .object(let object) where !object.fields.isEmpty: .object(JSONObject())
        case .reference(let name):
            // A name that no definition has is taken for a struct's, which nearly all are.
            switch types[name]?.schema.type {
            case .object(let object) where !object.fields.isEmpty: .object(JSONObject())
            case nil: .object(JSONObject())
            default: .none
            }
        default: .none
        }
    }

    private func words(for schema: Schema, defaultValue: JSONValue?, isComponent: Bool) -> Words {
        var words = Words()
        words["default"] = defaultValue
        if includesDescriptions, let description = schema.description, !description.isEmpty {
            words["description"] = .string(description)
        }
        if schema.isNullable { words["nullable"] = true }
        if let listType = schema.statedListType { words["x-kubernetes-list-type"] = .string(listType.rawValue) }
        if !schema.patchStrategy.isEmpty {
            let names = schema.patchStrategy.map(\.rawValue).sorted()
            words["x-kubernetes-patch-strategy"] = .string(names.joined(separator: ","))
        }
        words["x-kubernetes-patch-merge-key"] = schema.patchMergeKey.map(JSONValue.string)
        if !schema.rules.isEmpty {
            words["x-kubernetes-validations"] = .array(schema.rules.map { .object($0.openAPI) })
        }
        schema.constraints.add(to: &words)

        if isComponent, let wellKnown = WellKnownType(schema.type) {
            for (key, value) in wellKnown.component { words[key] = value }
        } else {
            addType(schema, isComponent: isComponent, to: &words)
        }
        if let mapType = schema.statedMapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        return words
    }

    private func addType(_ schema: Schema, isComponent: Bool, to words: inout Words) {
        switch schema.type {
        case .string: words["type"] = "string"
        case .bytes: (words["type"], words["format"]) = ("string", "byte")
        case .boolean: words["type"] = "boolean"
        case .int32: (words["type"], words["format"]) = ("integer", "int32")
        case .int64: (words["type"], words["format"]) = ("integer", "int64")
        case .integer: words["type"] = "integer"
        case .double: (words["type"], words["format"]) = ("number", "double")
        case .number: words["type"] = "number"
        case .time, .microTime, .duration, .quantity, .intOrString, .any:
            if let wellKnown = WellKnownType(schema.type) {
                addReference(to: wellKnown.typeName, describedBy: schema.description, to: &words)
            }
        case .anyObject(let object):
            switch object.meaning {
            case .rawExtension, .fieldsV1, .patch:
                if let wellKnown = WellKnownType(schema.type) {
                    addReference(to: wellKnown.typeName, describedBy: schema.description, to: &words)
                }
            case .free:
                (words["type"], words["x-kubernetes-preserve-unknown-fields"]) = ("object", true)
            case .embeddedResource:
                (words["type"], words["x-kubernetes-preserve-unknown-fields"]) = ("object", true)
                words["x-kubernetes-embedded-resource"] = true
            }
        case .reference(let name):
            addReference(to: name, describedBy: schema.description, to: &words)
        case .array(let array):
            words["type"] = "array"
            words["items"] = .object(self.schema(array.items))
            array.addListType(to: &words)
        case .map(let map):
            words["type"] = "object"
            words["additionalProperties"] = .object(self.schema(map.values))
            if let mapType = map.mapType { words["x-kubernetes-map-type"] = .string(mapType.rawValue) }
        case .object(let object):
            add(object, to: &words)
        }
    }

    private func addReference(to name: TypeName, describedBy description: String?, to words: inout Words) {
        let reference = JSONValue.string(Self.reference(to: name))
        if words.isEmpty, description == nil {
            words["$ref"] = reference
        } else {
            words["allOf"] = [["$ref": reference]]
        }
    }

    private func add(_ object: ObjectSchema, to words: inout Words) {
        words["type"] = "object"
        if !object.fields.isEmpty {
            let properties = object.fields.map { ($0.name, JSONValue.object(schema(of: $0))) }
            words["properties"] = .object(JSONObject(uniqueKeysWithValues: properties.sorted { $0.0 < $1.0 }))
            let required = object.fields.filter(\.isRequired)
            if !required.isEmpty { words["required"] = .array(required.map { .string($0.name) }) }
        }
        object.addTraits(to: &words)
    }

    /// The reference to a component.
    package static func reference(to name: TypeName) -> String {
        "#/components/schemas/\(name)"
    }
}
