internal import APIMachinery
internal import JSON

extension DefinitionSet {
    /// The set as compact JSON text, without descriptions and defining files; equal sets give equal bytes.
    ///
    /// Where OpenAPI has a reference (``SchemaType/isReferenceInOpenAPI``), the text tells whether there is a description:
    /// `init(compact:)` makes it `""` rather than `nil`, since OpenAPI renders the two differently. The key of each type
    /// must be its name.
    package func compact() -> [UInt8] {
        var writer = CompactFormWriter(names: names())
        return writer.write(self).serialized()
    }

    /// All names of types that the set defines or refers to, sorted.
    private func names() -> [TypeName] {
        var names = Set(types.keys)
        func collect(_ schema: Schema) {
            switch schema.type {
            case .reference(let name): names.insert(name)
            case .array(let array): collect(array.items)
            case .map(let map): collect(map.values)
            case .object(let object): object.fields.forEach { collect($0.schema) }
            default: break
            }
        }
        types.values.forEach { collect($0.schema) }
        return names.sorted()
    }
}

/// Makes the JSON value of a compact form.
private struct CompactFormWriter {
    let names: [TypeName]
    let positions: [TypeName: Int64]

    init(names: [TypeName]) {
        self.names = names
        positions = Dictionary(uniqueKeysWithValues: zip(names, 0...))
    }

    mutating func write(_ set: DefinitionSet) -> JSONValue {
        var root = Members()
        root.add("apus", .integer(CompactForm.format))
        root.add("names", .array(names.map { .string($0) }))
        root.add("types", .array(set.types.values.sorted { $0.name < $1.name }.map(type)))
        root.add("resources", .array(set.resources.map(resource)))
        return root.value
    }

    private func type(_ type: TypeDefinition) -> JSONValue {
        var elements: [JSONValue] = [
            .integer(positions[type.name] ?? -1), .string(type.group), .string(type.version), schema(type.schema),
            .string(type.swiftName),
        ]
        var options = Members()
        options.add("k", list: type.kinds.map(kind))
        options.add("e", type.isInEveryGroup)
        if let message = type.protobuf {
            options.add("p", .string(message.name))
            if message.form != .fields { options.add("f", .string(message.form.rawValue)) }
        }
        if !options.isEmpty { elements.append(options.value) }
        return .array(elements)
    }

    private func kind(_ kind: GroupVersionKind) -> JSONValue {
        .array([.string(kind.group), .string(kind.version), .string(kind.kind)])
    }

    private func schema(_ schema: Schema) -> JSONValue {
        var members = Members()
        let type: JSONValue
        switch schema.type {
        case .reference(let name):
            type = .integer(positions[name] ?? -1)
            members.add("t", type)
        case .array(let array):
            type = .string(CompactForm.list)
            members.add("t", type)
            members.add("i", self.schema(array.items))
            members.add("l", array.listType?.rawValue)
            members.add("m", strings: array.listMapKeys)
        case .map(let map):
            type = .string(CompactForm.map)
            members.add("t", type)
            members.add("i", self.schema(map.values))
            members.add("y", map.mapType?.rawValue)
        case .object(let object):
            type = .string(CompactForm.object)
            members.add("t", type)
            members.add("f", list: object.fields.map(field))
            members.add("y", object.mapType?.rawValue)
            members.add("u", object.preservesUnknownFields)
            members.add("E", object.isEmbeddedResource)
            members.add("o", list: object.unions.map(union))
            members.add("x", list: object.inlines.map(inline))
        default:
            type = .string(CompactForm.scalar(schema.type) ?? "")
            members.add("t", type)
        }
        members.add("d", schema.description != nil && schema.type.isReferenceInOpenAPI)
        members.add("n", schema.isNullable)
        if let value = schema.defaultValue { members.add("v", value) }
        members.add("h", !schema.publishesDefault)
        if schema.constraints != Constraints() { members.add("c", constraints(schema.constraints)) }
        members.add("s", strings: schema.patchStrategy.map(\.rawValue).sorted())
        members.add("k", schema.patchMergeKey)
        members.add("r", list: schema.rules.map(rule))
        members.add("L", schema.statedListType?.rawValue)
        members.add("Y", schema.statedMapType?.rawValue)
        members.add("P", schema.precision?.rawValue)
        return members.count == 1 ? type : members.value
    }

    private func field(_ field: Field) -> JSONValue {
        var flags = Int64(Field.Presence.allCases.firstIndex(of: field.presence) ?? 0) << CompactForm.presenceShift
        if field.isRequired { flags |= CompactForm.requiredFlag }
        if field.isImmutable { flags |= CompactForm.immutableFlag }
        var options = Members()
        options.add("w", field.deprecation)
        options.add("s", field.swiftName)
        if let protobuf = field.protobuf {
            options.add("p", protobuf.number <= 0)
            options.add("i", strings: protobuf.inlinedIn)
            options.add("t", protobuf.type)
        }
        let number = Int64(field.protobuf?.number ?? 0)
        var elements: [JSONValue] = [.string(field.name), schema(field.schema)]
        if flags != 0 || number != 0 || !options.isEmpty { elements.append(.integer(flags)) }
        if number != 0 || !options.isEmpty { elements.append(.integer(number)) }
        if !options.isEmpty { elements.append(options.value) }
        return .array(elements)
    }

    private func union(_ union: Union) -> JSONValue {
        let fields = union.fields.sorted { $0.key < $1.key }.map {
            JSONValue.array([.string($0.key), .string($0.value)])
        }
        return .array([union.discriminator.map { .string($0) } ?? .null, .array(fields)])
    }

    private func inline(_ inline: InlinedMessage) -> JSONValue {
        .array([
            .string(inline.name), .integer(Int64(inline.number)), .string(inline.message),
            .string(inline.presence.rawValue), .array(inline.inlines.map(self.inline)),
        ])
    }

    private func rule(_ rule: ValidationRule) -> JSONValue {
        var members = Members()
        members.add("e", .string(rule.expression))
        members.add("m", rule.message)
        members.add("x", rule.messageExpression)
        members.add("r", rule.reason)
        members.add("p", rule.fieldPath)
        if let optional = rule.optionalOldSelf { members.add("o", .bool(optional)) }
        return members.value
    }

    private func constraints(_ constraints: Constraints) -> JSONValue {
        func number(_ number: JSONNumber?) -> String? { number?.text }
        var members = Members()
        members.add("e", list: constraints.enum)
        members.add("o", constraints.enumIsOpen)
        members.add("l", constraints.minLength)
        members.add("L", constraints.maxLength)
        members.add("p", constraints.pattern)
        members.add("f", constraints.format)
        members.add("n", number(constraints.minimum))
        members.add("N", number(constraints.maximum))
        members.add("x", constraints.exclusiveMinimum)
        members.add("X", constraints.exclusiveMaximum)
        members.add("m", number(constraints.multipleOf))
        members.add("i", constraints.minItems)
        members.add("I", constraints.maxItems)
        members.add("u", constraints.uniqueItems)
        members.add("r", constraints.minProperties)
        members.add("R", constraints.maxProperties)
        return members.value
    }

    private func resource(_ resource: ResourceDefinition) -> JSONValue {
        var members = Members()
        members.add("g", .string(resource.group))
        members.add("v", .string(resource.version))
        members.add("k", .string(resource.kind))
        members.add("p", .string(resource.plural))
        members.add("s", .string(resource.singular))
        members.add("t", .string(resource.typeName))
        members.add("h", strings: resource.shortNames)
        members.add("c", strings: resource.categories)
        members.add("C", resource.scope == .cluster)
        members.add("b", strings: resource.verbs.map(\.rawValue))
        members.add("l", resource.listKind)
        members.add("x", !resource.isStored)
        members.add("S", list: resource.subresources.map(subresource))
        members.add("T", list: resource.columns.map(column))
        members.add("f", list: resource.selectableFields.map(path))
        members.add("o", !resource.isStorageVersion)
        if let place = resource.storedAs { members.add("O", strings: [place.group, place.version, place.resource]) }
        members.add("w", resource.deprecationWarning)
        members.add("m", list: resource.conversion.map { .array([path($0.path), path($0.storagePath)]) })
        members.add("z", !resource.isNormalized)
        if let kind = resource.responseKind { members.add("r", self.kind(kind)) }
        members.add("d", resource.deletionAnswer == .object)
        return members.value
    }

    private func subresource(_ subresource: Subresource) -> JSONValue {
        var members = Members()
        members.add("n", .string(subresource.name))
        members.add("b", strings: subresource.verbs.map(\.rawValue))
        if let kind = subresource.kind { members.add("k", self.kind(kind)) }
        members.add("q", subresource.requestType)
        members.add("a", subresource.responseType)
        if let scale = subresource.scale {
            members.add(
                "c",
                list: [scale.specReplicas, scale.statusReplicas].map(path)
                    + (scale.labelSelector.map { [path($0)] } ?? []))
        }
        return members.value
    }

    private func column(_ column: Column) -> JSONValue {
        var members = Members()
        members.add("n", .string(column.name))
        members.add("t", .string(column.type))
        members.add("f", column.format.isEmpty ? nil : column.format)
        // Tables show it, so it does not travel apart as those of schemas do.
        members.add("d", column.description.isEmpty ? nil : column.description)
        if column.priority != 0 { members.add("o", column.priority) }
        if let path = column.path { members.add("p", self.path(path)) }
        return members.value
    }

    private func path(_ path: FieldPath) -> JSONValue {
        .array(
            path.steps.map { step in
                switch step {
                case .member(let name): .string(name)
                case .index(let index): .integer(Int64(index))
                case .each: .bool(true)
                case .element(let member, let value): .array([.string(member), value])
                }
            }
        )
    }
}

/// The members of a JSON object in the making; what has its default value is not added.
private struct Members {
    private var object = JSONObject()

    var isEmpty: Bool { object.isEmpty }
    var count: Int { object.count }
    var value: JSONValue { .object(object) }

    mutating func add(_ key: String, _ value: JSONValue) { object[key] = value }
    mutating func add(_ key: String, _ flag: Bool) { if flag { object[key] = .integer(1) } }
    mutating func add(_ key: String, _ text: String?) { if let text { object[key] = .string(text) } }
    mutating func add(_ key: String, _ number: Int?) { if let number { object[key] = .integer(Int64(number)) } }
    mutating func add(_ key: String, list: [JSONValue]) { if !list.isEmpty { object[key] = .array(list) } }
    mutating func add(_ key: String, strings: [String]) { add(key, list: strings.map { .string($0) }) }
}
