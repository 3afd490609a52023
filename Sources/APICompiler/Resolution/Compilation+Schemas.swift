internal import APIMachinery
internal import APISchema
internal import JSON

extension Compilation {
    // MARK: Types

    /// Builds the definition of a declared type.
    func build(_ declaration: TypeDeclaration) {
        let file = declaration.file
        let kind = GroupVersionKind(group: file.group, version: file.version, kind: declaration.name)
        var definition = TypeDefinition(
            name: declaration.typeName, group: file.group, version: file.version, schema: Schema(.any),
            swiftName: declaration.name, definedIn: file.relativePath)
        switch declaration.origin {
        case .kind:
            definition.schema = structure(of: declaration)
            definition.schema.description = file.mapping.string("description")
            definition.schema.rules = rules(file.mapping)
            definition.kinds = [kind]
        case .list(let element):
            definition.schema = listSchema(of: element, declaration)
            definition.kinds = [kind]
        case .named, .inline:
            if let syntax = declaration.syntax {
                definition.schema = declaration.fields == nil ? schema(syntax, in: file) : structure(of: declaration)
                if declaration.fields != nil, let mapping = syntax.mapping {
                    // What is said of a type as a whole; a field of a struct that is defined in place keeps the rest.
                    definition.schema.description = mapping.string("description")
                    definition.schema.rules = rules(mapping)
                    if case .named = declaration.origin { applyWords(of: syntax, to: &definition.schema, in: file) }
                }
            }
        }
        applyTypeWords(of: declaration, kind: kind, to: &definition)
        if declaration.hasProtobuf {
            var form = ProtobufMessage.Form.fields
            if declaration.mapping?.group == .type || declaration.isKind,
                let written = declaration.mapping?["protobuf"]?.value.members?.first(where: { $0.key == "form" })?.value
                    .string
            {
                form = ProtobufMessage.Form(rawValue: written) ?? .fields
            }
            definition.protobuf = ProtobufMessage(name: declaration.messageName, form: form)
        }
        declaration.definition = definition
    }

    private func applyTypeWords(
        of declaration: TypeDeclaration, kind: GroupVersionKind, to definition: inout TypeDefinition
    ) {
        guard let mapping = declaration.mapping, mapping.group == .type || declaration.isKind else { return }
        if let use = mapping["swiftName"] {
            let name = use.value.string ?? ""
            if Names.isTypeName(name) {
                definition.swiftName = name
            } else {
                log.error(
                    use.value.mark,
                    "'\(name)' cannot be the name of a Swift type: it is a capital followed by letters and digits")
            }
        }
        if let use = mapping["protobuf"], use.value.members != nil { _ = Mapping(use.value, .protobufMessage, log) }
        guard mapping.group == .type else { return }
        if mapping.boolean("kind") == true {
            if declaration.fields == nil {
                log.error(mapping.mark(of: "kind"), "a kind is a struct; describe it with 'fields'")
            }
            definition.kinds = [kind]
        }
        if let use = mapping["kinds"] {
            if mapping.boolean("kind") == true { log.error(use.mark, "'kinds' and 'kind: true' exclude each other") }
            definition.kinds = (use.value.list ?? []).compactMap { kindReference($0) }
        }
        definition.isInEveryGroup = mapping.boolean("everyGroup") ?? false
        if definition.isInEveryGroup, definition.kinds.isEmpty {
            log.error(mapping.mark(of: "everyGroup"), "'everyGroup' needs the kind that every group knows: say 'kinds'")
        }
    }

    func kindReference(_ node: Node) -> GroupVersionKind? {
        guard let reference = KindReference(node.string ?? "") else {
            log.error(node.mark, "'\(node.string ?? "")' is no kind written group/version.Kind, as apps/v1.Deployment")
            return nil
        }
        return GroupVersionKind(group: reference.group, version: reference.version, kind: reference.name)
    }

    // MARK: Structs

    /// The struct that a declaration's fields describe.
    private func structure(of declaration: TypeDeclaration) -> Schema {
        var object = ObjectSchema(fields: [])
        let written = declaration.fields ?? []
        let implicit = declaration.hasImplicitMetadata ? implicitFields(written, declaration) : []
        object.fields = implicit + written.map { field($0, in: declaration.file) }
        if let mapping = declaration.mapping {
            object.mapType = mapping.string("mapType").flatMap(MapType.init)
            object.preservesUnknownFields = mapping.boolean("preserveUnknownFields") ?? false
            object.isEmbeddedResource = mapping.boolean("embeddedResource") ?? false
            object.unions = unions(mapping, fields: written)
            object.inlines = (mapping["inlines"]?.value.list ?? []).map {
                inlinedMessage($0, in: declaration.file, depth: 0)
            }
        }
        checkFields(written, of: declaration)
        later { [self] in checkProtobuf(of: declaration) }
        return Schema(.object(object))
    }

    /// The fields that every kind has, unless the definition gives them itself.
    private func implicitFields(_ written: [FieldSyntax], _ declaration: TypeDeclaration) -> [Field] {
        let names = Set(written.map(\.name))
        var fields: [Field] = []
        if !names.contains("kind") { fields.append(Self.kindField) }
        if !names.contains("apiVersion") { fields.append(Self.apiVersionField) }
        if !names.contains("metadata") {
            fields.append(
                Field(
                    "metadata",
                    Schema(
                        .reference(BuiltInDefinitions.metaV1 + ".ObjectMeta"),
                        description: "What every object has: its name, labels and the like."),
                    presence: .always, protobuf: declaration.hasProtobuf ? ProtobufField(1) : nil))
        }
        return fields
    }

    private static var kindField: Field {
        Field(
            "kind", Schema(.string, description: "The kind of the object, which says which fields it has."),
            presence: .implicit)
    }

    private static var apiVersionField: Field {
        Field(
            "apiVersion",
            Schema(.string, description: "The group and version of the API in which the object is written."),
            presence: .implicit)
    }

    private func listSchema(of element: TypeDeclaration, _ declaration: TypeDeclaration) -> Schema {
        let hasProtobuf = element.hasProtobuf
        let fields = [
            Self.kindField, Self.apiVersionField,
            Field(
                "metadata",
                Schema(
                    .reference(BuiltInDefinitions.metaV1 + ".ListMeta"),
                    description: "What every list has: the revision that it shows, and how to read on."),
                presence: .always, protobuf: hasProtobuf ? ProtobufField(1) : nil),
            Field(
                "items",
                Schema(.array(ArraySchema(items: Schema(.reference(element.typeName)))), description: "The objects."),
                isRequired: true, presence: .always, protobuf: hasProtobuf ? ProtobufField(2) : nil),
        ]
        return Schema(
            .object(ObjectSchema(fields: fields)), description: "A list of objects of the kind \(element.name).")
    }

    private func unions(_ mapping: Mapping, fields: [FieldSyntax]) -> [Union] {
        let names = Set(fields.map(\.name))
        return (mapping["unions"]?.value.list ?? []).map { node in
            let union = Mapping(node, .union, log)
            if let use = union["discriminator"], let name = use.value.string, !names.contains(name) {
                log.error(
                    use.value.mark, "no field '\(name)' to discriminate by",
                    suggestion: NameSuggestion.nearest(to: name, among: names))
            }
            var members: [String: String] = [:]
            for member in union["fields"]?.value.members ?? [] {
                if !names.contains(member.key) {
                    log.error(
                        member.mark, "no field '\(member.key)'",
                        suggestion: NameSuggestion.nearest(to: member.key, among: names))
                }
                members[member.key] = member.value.string ?? ""
            }
            return Union(discriminator: union.string("discriminator"), fields: members)
        }
    }

    private func inlinedMessage(_ node: Node, in file: FileSyntax, depth: Int) -> InlinedMessage {
        let mapping = Mapping(node, .inlinedMessage, log)
        checkProtobufNumber(mapping.count("number"), at: mapping.valueMark(of: "number"))
        return InlinedMessage(
            name: mapping.string("name") ?? "", number: mapping.count("number") ?? 0,
            message: TypeDeclaration.qualified(mapping.string("message") ?? "", in: file),
            presence: mapping.string("presence").flatMap(Field.Presence.init) ?? .always,
            inlines: depth > 8
                ? [] : (mapping["inlines"]?.value.list ?? []).map { inlinedMessage($0, in: file, depth: depth + 1) })
    }

    // MARK: Fields

    private func field(_ syntax: FieldSyntax, in file: FileSyntax) -> Field {
        var field = Field(syntax.name, schema(syntax.schema, in: file))
        guard let mapping = syntax.schema.mapping else { return field }
        field.isRequired = mapping.boolean("required") ?? false
        field.presence = mapping.string("presence").flatMap(Field.Presence.init) ?? .optional
        field.isImmutable = mapping.boolean("immutable") ?? false
        if let use = mapping["deprecated"] {
            if let text = use.value.string {
                field.deprecation = text
            } else if use.value.boolean == true {
                field.deprecation = "the field \(syntax.name) is deprecated"
            }
        }
        if let use = mapping["swiftName"] {
            let name = use.value.string ?? ""
            if Names.isIdentifier(name) {
                field.swiftName = name
            } else {
                log.error(use.value.mark, "'\(name)' cannot be the name of a Swift property")
            }
        }
        field.protobuf = protobufField(mapping)
        return field
    }

    private func protobufField(_ mapping: Mapping) -> ProtobufField? {
        guard let use = mapping["protobuf"] else { return nil }
        if let number = mapping.count("protobuf") {
            checkProtobufNumber(number, at: use.value.mark)
            return ProtobufField(number)
        }
        let words = Mapping(use.value, .protobufField, log)
        checkProtobufNumber(words.count("number"), at: words.valueMark(of: "number"))
        let inlinedIn = words.string("inlinedIn").map { [$0] } ?? words.strings("inlinedIn") ?? []
        return ProtobufField(words.count("number") ?? 0, inlinedIn: inlinedIn, type: words.string("type"))
    }

    private func checkProtobufNumber(_ number: Int?, at mark: Mark) {
        guard let number else { return }
        if !(1...536_870_911).contains(number) {
            log.error(mark, "a protobuf number is between 1 and 536870911, not \(number)")
        } else if (19_000...19_999).contains(number) {
            log.error(mark, "protobuf reserves the numbers 19000 to 19999")
        }
    }

    // MARK: Values

    /// The schema of a value as it is written where it is used.
    func schema(_ syntax: SchemaSyntax, in file: FileSyntax) -> Schema {
        var result: Schema
        if let declaration = syntax.declaration {
            result = Schema(.reference(declaration.typeName))
        } else if let items = syntax.items {
            result = Schema(.array(ArraySchema(items: schema(items, in: file))))
        } else if let values = syntax.values {
            result = Schema(.map(MapSchema(values: schema(values, in: file))))
        } else if let type = syntax.type {
            result = Schema(self.type(type, syntax, in: file))
        } else {
            result = Schema(.any)
        }
        applyWords(of: syntax, to: &result, in: file)
        return result
    }

    private func type(_ expression: TypeExpression, _ syntax: SchemaSyntax, in file: FileSyntax) -> SchemaType {
        switch expression {
        case .scalar(let scalar): return type(scalar, syntax.mapping)
        case .named(let name): return reference(scope.find(name, from: file), syntax)
        case .qualified(let group, let version, let name):
            return reference(scope.find(group: group, version: version, name: name), syntax)
        case .list(let element): return .array(ArraySchema(items: Schema(type(element, inside: syntax, in: file))))
        case .map(let value): return .map(MapSchema(values: Schema(type(value, inside: syntax, in: file))))
        case .bareList, .bareMap: return .any
        }
    }

    /// A type between `<` and `>`, to which the words beside it do not belong.
    private func type(_ expression: TypeExpression, inside syntax: SchemaSyntax, in file: FileSyntax) -> SchemaType {
        if case .scalar(let scalar) = expression { return type(scalar, nil) }
        return type(expression, syntax, in: file)
    }

    private func reference(_ lookup: Scope.Lookup, _ syntax: SchemaSyntax) -> SchemaType {
        switch lookup {
        case .found(let declaration): return .reference(declaration.typeName)
        case .missing(let message, let suggestion):
            log.error(syntax.typeMark, message, suggestion: suggestion)
            return .any
        }
    }

    private func type(_ scalar: TypeExpression.Scalar, _ mapping: Mapping?) -> SchemaType {
        switch scalar {
        case .string: .string
        case .int32: .int32
        case .int64: .int64
        case .integer: .integer
        case .double: .double
        case .number: .number
        case .bool: .boolean
        case .bytes: .bytes
        case .quantity: .quantity
        case .intOrString: .intOrString
        case .time: .time
        case .microTime: .microTime
        case .duration: .duration
        case .any: .any
        case .rawExtension: .anyObject(AnyObjectSchema(.rawExtension))
        case .fieldsV1: .anyObject(AnyObjectSchema(.fieldsV1))
        case .patch: .anyObject(AnyObjectSchema(.patch))
        case .object:
            // An embedded resource, unless only unknown fields are said to be kept.
            .anyObject(
                AnyObjectSchema(
                    mapping?.boolean("embeddedResource") ?? (mapping?.boolean("preserveUnknownFields") != true)
                        ? .embeddedResource : .free))
        }
    }
}
