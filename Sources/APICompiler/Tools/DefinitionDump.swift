internal import APIMachinery
package import APISchema
internal import JSON

/// Renders the representation for people, as indented JSON with the words of the definition language.
package enum DefinitionDump {
    /// JSON text with the types and resources of a set, sorted by name.
    package static func render(_ set: DefinitionSet) -> [UInt8] {
        var types = JSONObject()
        for name in set.types.keys.sorted() {
            if let definition = set.types[name] { types.append(uniqueKey: name, type(definition)) }
        }
        let root: JSONObject = ["types": .object(types), "resources": .array(set.resources.map(resource))]
        return JSONValue.object(root).serialized(indent: 2) + [UInt8(ascii: "\n")]
    }

    /// The words of one schema as a JSON object.
    static func renderWords(of schema: Schema) -> [UInt8] { self.schema(schema).serialized() }

    // MARK: Types

    private static func type(_ definition: TypeDefinition) -> JSONValue {
        var object: JSONObject = [
            "group": .string(definition.group), "version": .string(definition.version),
            "swiftName": .string(definition.swiftName),
        ]
        object["definedIn"] = definition.definedIn.map(JSONValue.string)
        if !definition.kinds.isEmpty { object["kinds"] = .array(definition.kinds.map { .string($0.description) }) }
        if definition.isInEveryGroup { object["everyGroup"] = true }
        if let message = definition.protobuf {
            object["protobuf"] = ["message": .string(message.name), "form": .string(message.form.rawValue)]
        }
        object["schema"] = schema(definition.schema)
        return .object(object)
    }

    private static func schema(_ schema: Schema) -> JSONValue {
        var object = JSONObject()
        object["description"] = schema.description.map(JSONValue.string)
        addType(schema.type, to: &object)
        if schema.isNullable { object["nullable"] = true }
        object["default"] = schema.defaultValue
        if schema.defaultValue != nil, !schema.publishesDefault { object["publishDefault"] = false }
        addConstraints(schema.constraints, to: &object)
        if !schema.patchStrategy.isEmpty {
            object["patchStrategy"] = .array(schema.patchStrategy.map(\.rawValue).sorted().map(JSONValue.string))
        }
        object["patchMergeKey"] = schema.patchMergeKey.map(JSONValue.string)
        if let listType = schema.statedListType { object["listType"] = .string(listType.rawValue) }
        if let precision = schema.precision { object["roundUp"] = .string(precision.rawValue) }
        if let mapType = schema.statedMapType { object["mapType"] = .string(mapType.rawValue) }
        if !schema.rules.isEmpty { object["rules"] = .array(schema.rules.map(rule)) }
        return .object(object)
    }

    private static func addType(_ type: SchemaType, to object: inout JSONObject) {
        switch type {
        case .string: object["type"] = "string"
        case .bytes: object["type"] = "bytes"
        case .boolean: object["type"] = "bool"
        case .int32: object["type"] = "int32"
        case .int64: object["type"] = "int64"
        case .integer: object["type"] = "integer"
        case .double: object["type"] = "double"
        case .number: object["type"] = "number"
        case .quantity: object["type"] = "quantity"
        case .intOrString: object["type"] = "intOrString"
        case .time: object["type"] = "time"
        case .microTime: object["type"] = "microTime"
        case .duration: object["type"] = "duration"
        case .any: object["type"] = "any"
        case .reference(let name): object["type"] = .string(name)
        case .anyObject(let any):
            object["type"] = .string(
                any.meaning == .free || any.meaning == .embeddedResource ? "object" : any.meaning.rawValue)
            if any.meaning == .embeddedResource { object["embeddedResource"] = true }
        case .array(let array):
            object["type"] = "list"
            object["items"] = schema(array.items)
            object["listType"] = array.listType.map { .string($0.rawValue) }
            if !array.listMapKeys.isEmpty { object["listMapKeys"] = .array(array.listMapKeys.map(JSONValue.string)) }
        case .map(let map):
            object["type"] = "map"
            object["values"] = schema(map.values)
            object["mapType"] = map.mapType.map { .string($0.rawValue) }
        case .object(let structure): addFields(structure, to: &object)
        }
    }

    private static func addFields(_ structure: ObjectSchema, to object: inout JSONObject) {
        object["mapType"] = structure.mapType.map { .string($0.rawValue) }
        if structure.preservesUnknownFields { object["preserveUnknownFields"] = true }
        if structure.isEmbeddedResource { object["embeddedResource"] = true }
        if !structure.unions.isEmpty {
            object["unions"] = .array(
                structure.unions.map { union in
                    var value = JSONObject()
                    value["discriminator"] = union.discriminator.map(JSONValue.string)
                    value["fields"] = .object(
                        JSONObject(
                            uniqueKeysWithValues: union.fields.sorted { $0.key < $1.key }.map {
                                ($0.key, .string($0.value))
                            }))
                    return .object(value)
                })
        }
        if !structure.inlines.isEmpty { object["inlines"] = .array(structure.inlines.map(inline)) }
        var fields = JSONObject()
        for field in structure.fields { fields[field.name] = self.field(field) }
        object["fields"] = .object(fields)
    }

    private static func inline(_ message: InlinedMessage) -> JSONValue {
        var object: JSONObject = [
            "name": .string(message.name), "number": .integer(Int64(message.number)),
            "message": .string(message.message),
            "presence": .string(message.presence.rawValue),
        ]
        if !message.inlines.isEmpty { object["inlines"] = .array(message.inlines.map(inline)) }
        return .object(object)
    }

    private static func field(_ field: Field) -> JSONValue {
        guard case .object(var object) = schema(field.schema) else { return .null }
        if field.isRequired { object["required"] = true }
        if field.presence != .optional { object["presence"] = .string(field.presence.rawValue) }
        if field.isImmutable { object["immutable"] = true }
        object["deprecated"] = field.deprecation.map(JSONValue.string)
        object["swiftName"] = field.swiftName.map(JSONValue.string)
        if let protobuf = field.protobuf {
            var value: JSONObject = ["number": .integer(Int64(protobuf.number))]
            if !protobuf.inlinedIn.isEmpty { value["inlinedIn"] = .array(protobuf.inlinedIn.map(JSONValue.string)) }
            value["type"] = protobuf.type.map(JSONValue.string)
            object["protobuf"] = value.count == 1 ? .integer(Int64(protobuf.number)) : .object(value)
        }
        return .object(object)
    }

    private static func addConstraints(_ constraints: Constraints, to object: inout JSONObject) {
        if !constraints.enum.isEmpty { object[constraints.enumIsOpen ? "openEnum" : "enum"] = .array(constraints.enum) }
        for (word, count) in [
            ("minLength", constraints.minLength), ("maxLength", constraints.maxLength),
            ("minItems", constraints.minItems),
            ("maxItems", constraints.maxItems), ("minProperties", constraints.minProperties),
            ("maxProperties", constraints.maxProperties),
        ] {
            object[word] = count.map { .integer(Int64($0)) }
        }
        for (word, number) in [
            ("minimum", constraints.minimum), ("maximum", constraints.maximum), ("multipleOf", constraints.multipleOf),
        ] {
            object[word] = number.map(JSONValue.number)
        }
        for (word, flag) in [
            ("exclusiveMinimum", constraints.exclusiveMinimum), ("exclusiveMaximum", constraints.exclusiveMaximum),
            ("uniqueItems", constraints.uniqueItems),
        ] where flag {
            object[word] = true
        }
        object["pattern"] = constraints.pattern.map(JSONValue.string)
        object["format"] = constraints.format.map(JSONValue.string)
    }

    private static func rule(_ rule: ValidationRule) -> JSONValue {
        var object: JSONObject = ["expression": .string(rule.expression)]
        object["message"] = rule.message.map(JSONValue.string)
        object["messageExpression"] = rule.messageExpression.map(JSONValue.string)
        object["reason"] = rule.reason.map(JSONValue.string)
        object["fieldPath"] = rule.fieldPath.map(JSONValue.string)
        object["optionalOldSelf"] = rule.optionalOldSelf.map(JSONValue.bool)
        return .object(object)
    }

    // MARK: Resources

    private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    private static func resource(_ resource: ResourceDefinition) -> JSONValue {
        var object: JSONObject = [
            "group": .string(resource.group), "version": .string(resource.version), "kind": .string(resource.kind),
            "type": .string(resource.typeName), "scope": .string(resource.scope.rawValue),
            "plural": .string(resource.plural),
            "singular": .string(resource.singular),
        ]
        object["list"] = resource.listKind.map(JSONValue.string)
        if !resource.shortNames.isEmpty { object["shortNames"] = strings(resource.shortNames) }
        if !resource.categories.isEmpty { object["categories"] = strings(resource.categories) }
        object["verbs"] = strings(resource.verbs.map(\.rawValue))
        object["stored"] = .bool(resource.isStored)
        object["storage"] = .bool(resource.isStorageVersion)
        object["storedAs"] = resource.storedAs.map { .string($0.description) }
        object["normalized"] = .bool(resource.isNormalized)
        object["deprecated"] = resource.deprecationWarning.map(JSONValue.string)
        object["responseKind"] = resource.responseKind.map { .string($0.description) }
        if resource.deletionAnswer != .status { object["deletionAnswers"] = .string(resource.deletionAnswer.rawValue) }
        if !resource.subresources.isEmpty { object["subresources"] = .array(resource.subresources.map(subresource)) }
        if !resource.columns.isEmpty { object["columns"] = .array(resource.columns.map(column)) }
        if !resource.selectableFields.isEmpty {
            object["selectableFields"] = strings(resource.selectableFields.map(\.description))
        }
        if !resource.conversion.isEmpty {
            object["conversion"] = .array(
                resource.conversion.map {
                    ["path": .string($0.path.description), "storagePath": .string($0.storagePath.description)]
                })
        }
        return .object(object)
    }

    private static func subresource(_ subresource: Subresource) -> JSONValue {
        var object: JSONObject = [
            "name": .string(subresource.name), "verbs": strings(subresource.verbs.map(\.rawValue)),
        ]
        object["kind"] = subresource.kind.map { .string($0.description) }
        object["request"] = subresource.requestType.map(JSONValue.string)
        object["response"] = subresource.responseType.map(JSONValue.string)
        if let scale = subresource.scale {
            object["specReplicasPath"] = .string(scale.specReplicas.description)
            object["statusReplicasPath"] = .string(scale.statusReplicas.description)
            object["labelSelectorPath"] = scale.labelSelector.map { .string($0.description) }
        }
        return .object(object)
    }

    private static func column(_ column: Column) -> JSONValue {
        var object: JSONObject = ["name": .string(column.name), "type": .string(column.type)]
        if !column.format.isEmpty { object["format"] = .string(column.format) }
        if !column.description.isEmpty { object["description"] = .string(column.description) }
        if column.priority != 0 { object["priority"] = .integer(Int64(column.priority)) }
        if let path = column.path { object["path"] = .string(path.description) } else { object["computed"] = true }
        return .object(object)
    }
}
