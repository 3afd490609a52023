internal import APIMachinery
internal import JSON

extension DefinitionSet {
    /// The set whose compact form ``compact()`` made; descriptions are missing, see ``addDescriptions(compact:)``.
    ///
    /// - Throws: ``CompactFormError`` for text that is no compact form or of another format.
    public init(compact: [UInt8]) throws(CompactFormError) {
        let root = try Self.root(compact)
        guard let names = root["names"], let types = root["types"], let resources = root["resources"] else {
            throw .malformed("names, types or resources are missing")
        }
        self.init()
        let reader = CompactFormReader(names: try names.compactStrings())
        self.types.reserveCapacity(types.count)
        for node in types.elements {
            let type = try reader.type(node)
            self.types[type.name] = type
        }
        self.resources.reserveCapacity(resources.count)
        for node in resources.elements { self.resources.append(try reader.resource(node)) }
    }

    /// The resources of a compact form alone, for programs that need the names of resources and not their fields.
    ///
    /// - Throws: ``CompactFormError`` for text that is no compact form or of another format.
    public static func resources(compact: [UInt8]) throws(CompactFormError) -> [ResourceDefinition] {
        let root = try Self.root(compact)
        guard let names = root["names"], let nodes = root["resources"] else {
            throw .malformed("names or resources are missing")
        }
        guard nodes.count > 0 else { return [] }
        let reader = CompactFormReader(names: try names.compactStrings())
        var resources: [ResourceDefinition] = []
        resources.reserveCapacity(nodes.count)
        for node in nodes.elements { resources.append(try reader.resource(node)) }
        return resources
    }

    private static func root(_ compact: [UInt8]) throws(CompactFormError) -> JSONNode {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: compact)
        } catch {
            throw CompactFormError("compact definitions are no JSON: \(error)")
        }
        guard let format = document.root["apus"]?.int64Value else { throw .malformed("the format number is missing") }
        guard format == CompactForm.format else {
            throw CompactFormError(
                "compact definitions of format \(format); this program reads format \(CompactForm.format)")
        }
        return document.root
    }
}

extension JSONNode {
    func compactString() throws(CompactFormError) -> String {
        guard let text = stringValue else { throw .malformed("a string is expected") }
        return text
    }

    func compactInt() throws(CompactFormError) -> Int {
        guard let number = int64Value else { throw .malformed("a whole number is expected") }
        return Int(number)
    }

    func compactStrings() throws(CompactFormError) -> [String] {
        var strings: [String] = []
        strings.reserveCapacity(count)
        for element in elements { strings.append(try element.compactString()) }
        return strings
    }

    func compactElements(atLeast minimum: Int) throws(CompactFormError) -> [JSONNode] {
        let elements = Array(elements)
        guard elements.count >= minimum else { throw .malformed("a list has too few elements") }
        return elements
    }

    func compactCase<Value: RawRepresentable>(_: Value.Type) throws(CompactFormError) -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try compactString()) else { throw .malformed("an unknown \(Value.self)") }
        return value
    }

    func compactKind() throws(CompactFormError) -> GroupVersionKind {
        let parts = try compactStrings()
        guard parts.count == 3 else { throw .malformed("a kind has group, version and kind") }
        return GroupVersionKind(group: parts[0], version: parts[1], kind: parts[2])
    }

    func compactPath() throws(CompactFormError) -> FieldPath {
        var steps: [FieldPath.Step] = []
        for element in elements {
            if let name = element.stringValue {
                steps.append(.member(name))
            } else if let index = element.int64Value {
                steps.append(.index(Int(index)))
            } else if element.boolValue != nil {
                steps.append(.each)
            } else {
                let parts = try element.compactElements(atLeast: 2)
                steps.append(.element(where: try parts[0].compactString(), equals: parts[1].value))
            }
        }
        return FieldPath(steps)
    }
}

/// Reads the parts of a compact form. The depth of its recursion is that of the JSON text, which the parser bounds.
private struct CompactFormReader {
    let names: [TypeName]

    func name(_ position: Int64) throws(CompactFormError) -> TypeName {
        guard position >= 0, position < Int64(names.count) else { throw .malformed("a name that is not in names") }
        return names[Int(position)]
    }

    func type(_ node: JSONNode) throws(CompactFormError) -> TypeDefinition {
        let parts = try node.compactElements(atLeast: 5)
        guard let position = parts[0].int64Value else { throw .malformed("a type without name") }
        var type = TypeDefinition(
            name: try name(position), group: try parts[1].compactString(), version: try parts[2].compactString(),
            schema: try schema(parts[3]), swiftName: try parts[4].compactString()
        )
        guard parts.count > 5 else { return type }
        for (key, value) in parts[5].members {
            switch key {
            case "k": for kind in value.elements { type.kinds.append(try kind.compactKind()) }
            case "e": type.isInEveryGroup = true
            case "p":
                type.protobuf = ProtobufMessage(name: try value.compactString(), form: type.protobuf?.form ?? .fields)
            case "f": type.protobuf?.form = try value.compactCase(ProtobufMessage.Form.self)
            default: throw .malformed("a type has no member \(key)")
            }
        }
        return type
    }

    func schema(_ node: JSONNode) throws(CompactFormError) -> Schema {
        if let position = node.int64Value { return Schema(.reference(try name(position))) }
        if let letter = node.stringValue {
            // A struct without fields has nothing beside its type.
            if letter == CompactForm.object { return Schema(.object(ObjectSchema(fields: []))) }
            guard let type = CompactForm.scalars[letter] else { throw .malformed("an unknown type \(letter)") }
            return Schema(type)
        }
        guard let typeNode = node["t"] else { throw .malformed("a schema without type") }
        var schema = Schema(try type(typeNode, of: node))
        try addWords(of: node, to: &schema)
        return schema
    }

    // Each function that recurses does one thing, which keeps its stack frame small also in debug builds.

    private func type(_ typeNode: JSONNode, of node: JSONNode) throws(CompactFormError) -> SchemaType {
        if let position = typeNode.int64Value { return .reference(try name(position)) }
        let letter = try typeNode.compactString()
        switch letter {
        case CompactForm.list:
            guard let items = node["i"] else { throw .malformed("a list without items") }
            return .array(ArraySchema(items: try schema(items)))
        case CompactForm.map:
            guard let values = node["i"] else { throw .malformed("a map without values") }
            return .map(MapSchema(values: try schema(values)))
        case CompactForm.object: return .object(try object(node))
        default:
            guard let type = CompactForm.scalars[letter] else { throw .malformed("an unknown type \(letter)") }
            return type
        }
    }

    /// Reads what is said beside the type.
    private func addWords(of node: JSONNode, to schema: inout Schema) throws(CompactFormError) {
        for (key, value) in node.members {
            switch key {
            case "d": schema.description = ""
            case "l":
                guard case .array(var array) = schema.type else { throw .malformed("a list type without list") }
                array.listType = try value.compactCase(ArraySchema.ListType.self)
                schema.type = .array(array)
            case "m":
                guard case .array(var array) = schema.type else { throw .malformed("list map keys without list") }
                array.listMapKeys = try value.compactStrings()
                schema.type = .array(array)
            case "y":
                guard case .map(var map) = schema.type else { continue }
                map.mapType = try value.compactCase(MapType.self)
                schema.type = .map(map)
            case "n": schema.isNullable = true
            case "v": schema.defaultValue = value.value
            case "h": schema.publishesDefault = false
            case "c": schema.constraints = try constraints(value)
            case "s":
                for name in value.elements { schema.patchStrategy.insert(try name.compactCase(PatchStrategy.self)) }
            case "k": schema.patchMergeKey = try value.compactString()
            case "r": for element in value.elements { schema.rules.append(try rule(element)) }
            case "L": schema.statedListType = try value.compactCase(ArraySchema.ListType.self)
            case "P": schema.precision = try value.compactCase(QuantityPrecision.self)
            case "Y": schema.statedMapType = try value.compactCase(MapType.self)
            default: continue
            }
        }
    }

    private func object(_ node: JSONNode) throws(CompactFormError) -> ObjectSchema {
        var fields: [Field] = []
        var mapType: MapType?
        var preservesUnknownFields = false
        var isEmbeddedResource = false
        var unions: [Union] = []
        var inlines: [InlinedMessage] = []
        for (key, value) in node.members {
            switch key {
            case "f":
                fields.reserveCapacity(value.count)
                for element in value.elements { fields.append(try field(element)) }
            case "y": mapType = try value.compactCase(MapType.self)
            case "u": preservesUnknownFields = true
            case "E": isEmbeddedResource = true
            case "o": for element in value.elements { unions.append(try union(element)) }
            case "x": for element in value.elements { inlines.append(try inline(element)) }
            default: continue
            }
        }
        return ObjectSchema(
            fields: fields, mapType: mapType, preservesUnknownFields: preservesUnknownFields,
            isEmbeddedResource: isEmbeddedResource, unions: unions, inlines: inlines
        )
    }

    private func field(_ node: JSONNode) throws(CompactFormError) -> Field {
        let parts = try node.compactElements(atLeast: 2)
        var field = Field(try parts[0].compactString(), try schema(parts[1]))
        guard parts.count > 2 else { return field }
        let flags = Int64(try parts[2].compactInt())
        field.isRequired = flags & CompactForm.requiredFlag != 0
        field.isImmutable = flags & CompactForm.immutableFlag != 0
        field.presence = Field.Presence.allCases[Int((flags >> CompactForm.presenceShift) & 3)]
        guard parts.count > 3 else { return field }
        let number = try parts[3].compactInt()
        if number != 0 { field.protobuf = ProtobufField(number) }
        guard parts.count > 4 else { return field }
        for (key, value) in parts[4].members {
            switch key {
            case "w": field.deprecation = try value.compactString()
            case "s": field.swiftName = try value.compactString()
            case "p": field.protobuf = ProtobufField(number)
            case "i": field.protobuf?.inlinedIn = try value.compactStrings()
            case "t": field.protobuf?.type = try value.compactString()
            default: throw .malformed("a field has no option \(key)")
            }
        }
        return field
    }

    private func union(_ node: JSONNode) throws(CompactFormError) -> Union {
        let parts = try node.compactElements(atLeast: 2)
        var fields: [String: String] = [:]
        for pair in parts[1].elements {
            let pair = try pair.compactStrings()
            guard pair.count == 2 else { throw .malformed("a union's field") }
            fields[pair[0]] = pair[1]
        }
        return Union(discriminator: parts[0].isNull ? nil : try parts[0].compactString(), fields: fields)
    }

    private func inline(_ node: JSONNode) throws(CompactFormError) -> InlinedMessage {
        let parts = try node.compactElements(atLeast: 5)
        var inlines: [InlinedMessage] = []
        for element in parts[4].elements { inlines.append(try inline(element)) }
        return InlinedMessage(
            name: try parts[0].compactString(), number: try parts[1].compactInt(),
            message: try parts[2].compactString(),
            presence: try parts[3].compactCase(Field.Presence.self), inlines: inlines
        )
    }

    private func rule(_ node: JSONNode) throws(CompactFormError) -> ValidationRule {
        var rule = ValidationRule(expression: "")
        for (key, value) in node.members {
            switch key {
            case "e": rule.expression = try value.compactString()
            case "m": rule.message = try value.compactString()
            case "x": rule.messageExpression = try value.compactString()
            case "r": rule.reason = try value.compactString()
            case "p": rule.fieldPath = try value.compactString()
            case "o": rule.optionalOldSelf = value.boolValue
            default: throw .malformed("a rule has no member \(key)")
            }
        }
        return rule
    }

    private func constraints(_ node: JSONNode) throws(CompactFormError) -> Constraints {
        func number(_ node: JSONNode) throws(CompactFormError) -> JSONNumber {
            guard let number = JSONNumber(try node.compactString()) else { throw .malformed("a bound is no number") }
            return number
        }
        var constraints = Constraints()
        for (key, value) in node.members {
            switch key {
            case "e": constraints.enum = value.elements.map(\.value)
            case "o": constraints.enumIsOpen = true
            case "l": constraints.minLength = try value.compactInt()
            case "L": constraints.maxLength = try value.compactInt()
            case "p": constraints.pattern = try value.compactString()
            case "f": constraints.format = try value.compactString()
            case "n": constraints.minimum = try number(value)
            case "N": constraints.maximum = try number(value)
            case "x": constraints.exclusiveMinimum = true
            case "X": constraints.exclusiveMaximum = true
            case "m": constraints.multipleOf = try number(value)
            case "i": constraints.minItems = try value.compactInt()
            case "I": constraints.maxItems = try value.compactInt()
            case "u": constraints.uniqueItems = true
            case "r": constraints.minProperties = try value.compactInt()
            case "R": constraints.maxProperties = try value.compactInt()
            default: throw .malformed("constraints have no member \(key)")
            }
        }
        return constraints
    }

    func resource(_ node: JSONNode) throws(CompactFormError) -> ResourceDefinition {
        var resource = ResourceDefinition(
            group: "", version: "", kind: "", plural: "", singular: "", scope: .namespaced, verbs: [], typeName: ""
        )
        for (key, value) in node.members {
            switch key {
            case "g": resource.group = try value.compactString()
            case "v": resource.version = try value.compactString()
            case "k": resource.kind = try value.compactString()
            case "p": resource.plural = try value.compactString()
            case "s": resource.singular = try value.compactString()
            case "t": resource.typeName = try value.compactString()
            case "h": resource.shortNames = try value.compactStrings()
            case "c": resource.categories = try value.compactStrings()
            case "C": resource.scope = .cluster
            case "b": resource.verbs = try verbs(value)
            case "l": resource.listKind = try value.compactString()
            case "x": resource.isStored = false
            case "S": for element in value.elements { resource.subresources.append(try subresource(element)) }
            case "T": for element in value.elements { resource.columns.append(try column(element)) }
            case "f": for element in value.elements { resource.selectableFields.append(try element.compactPath()) }
            case "o": resource.isStorageVersion = false
            case "O":
                let place = try value.compactStrings()
                guard place.count == 3 else { throw .malformed("a stored resource has a group, a version and a name") }
                resource.storedAs = GroupVersionResource(group: place[0], version: place[1], resource: place[2])
            case "w": resource.deprecationWarning = try value.compactString()
            case "m":
                for element in value.elements {
                    let pair = try element.compactElements(atLeast: 2)
                    resource.conversion.append(
                        FieldMapping(path: try pair[0].compactPath(), storagePath: try pair[1].compactPath())
                    )
                }
            case "z": resource.isNormalized = false
            case "r": resource.responseKind = try value.compactKind()
            case "d": resource.deletionAnswer = .object
            default: throw .malformed("a resource has no member \(key)")
            }
        }
        return resource
    }

    private func verbs(_ node: JSONNode) throws(CompactFormError) -> [Verb] {
        var verbs: [Verb] = []
        for element in node.elements {
            let verb = try element.compactCase(Verb.self)
            guard Verb.offered.contains(verb) else { throw .malformed("an unknown verb") }
            verbs.append(verb)
        }
        return verbs
    }

    private func subresource(_ node: JSONNode) throws(CompactFormError) -> Subresource {
        var subresource = Subresource(name: "", verbs: [])
        for (key, value) in node.members {
            switch key {
            case "n": subresource.name = try value.compactString()
            case "b": subresource.verbs = try verbs(value)
            case "k": subresource.kind = try value.compactKind()
            case "q": subresource.requestType = try value.compactString()
            case "a": subresource.responseType = try value.compactString()
            case "c":
                let paths = try value.compactElements(atLeast: 2)
                subresource.scale = ScalePaths(
                    specReplicas: try paths[0].compactPath(), statusReplicas: try paths[1].compactPath(),
                    labelSelector: paths.count > 2 ? try paths[2].compactPath() : nil
                )
            default: throw .malformed("a subresource has no member \(key)")
            }
        }
        return subresource
    }

    private func column(_ node: JSONNode) throws(CompactFormError) -> Column {
        var column = Column(name: "", type: "")
        for (key, value) in node.members {
            switch key {
            case "n": column.name = try value.compactString()
            case "t": column.type = try value.compactString()
            case "f": column.format = try value.compactString()
            case "d": column.description = try value.compactString()
            case "o": column.priority = try value.compactInt()
            case "p": column.path = try value.compactPath()
            default: throw .malformed("a column has no member \(key)")
            }
        }
        return column
    }
}
