import APIMachinery
import APISchema
import JSON
import Testing

@Suite struct CompactFormTests {
    /// A set in which everything that a definition can say is said somewhere.
    static let everything: DefinitionSet = {
        var constraints = Constraints()
        constraints.enum = ["a", 1, .null, ["x": 1.5]]
        constraints.enumIsOpen = true
        constraints.minLength = 1
        constraints.maxLength = 2
        constraints.pattern = "^a\"é$"
        constraints.format = "uri"
        constraints.minimum = JSONNumber("-1.50")
        constraints.maximum = JSONNumber("1e400")
        constraints.exclusiveMinimum = true
        constraints.exclusiveMaximum = true
        constraints.multipleOf = JSONNumber("0.1")
        constraints.minItems = 3
        constraints.maxItems = 4
        constraints.uniqueItems = true
        constraints.minProperties = 5
        constraints.maxProperties = 6
        let scalars: [SchemaType] =
            [
                .string, .bytes, .boolean, .int32, .int64, .integer, .double, .number, .quantity, .intOrString, .time,
                .microTime, .duration, .any,
            ] + AnyObjectSchema.Meaning.allCases.map { .anyObject(AnyObjectSchema($0)) }
        var fields = scalars.enumerated().map {
            Field("f\($0.offset)", Schema($0.element, description: "The \($0.offset)th."))
        }
        fields.append(
            Field(
                "all",
                Schema(
                    .string, isNullable: true, defaultValue: "x", publishesDefault: false, constraints: constraints,
                    patchStrategy: [.merge, .retainKeys], patchMergeKey: "name",
                    rules: [
                        ValidationRule(
                            expression: "self", message: "m", messageExpression: "'m'", reason: "r", fieldPath: ".f",
                            optionalOldSelf: false
                        ),
                        ValidationRule(expression: "true"),
                    ], statedListType: .atomic, statedMapType: .granular, precision: .milli
                ), isRequired: true, presence: .explicitNull, isImmutable: true, deprecation: "since v1.2",
                protobuf: ProtobufField(7, inlinedIn: ["a", "b"], type: "sint32"), swiftName: "everything"
            )
        )
        for (index, presence) in Field.Presence.allCases.enumerated() {
            fields.append(Field("p\(index)", Schema(.string), presence: presence, protobuf: ProtobufField(index)))
        }
        fields += [
            Field("plain", Schema(.reference("org.example.v1.B"))),
            Field("described", Schema(.reference("org.example.v1.B"), description: "")),
            Field("elsewhere", Schema(.reference("io.k8s.api.core.v1.PodSpec"), description: "A pod.")),
            Field(
                "list", Schema(.array(ArraySchema(items: Schema(.string), listType: .map, listMapKeys: ["a", "b"])))),
            Field("set", Schema(.array(ArraySchema(items: Schema(.reference("org.example.v1.B")), listType: .set)))),
            Field("map", Schema(.map(MapSchema(values: Schema(.int32, description: "A number."), mapType: .atomic)))),
        ]
        let object = ObjectSchema(
            fields: fields, mapType: .atomic, preservesUnknownFields: true, isEmbeddedResource: true,
            unions: [
                Union(discriminator: "type", fields: ["a": "A", "b": "B"]),
                Union(discriminator: nil, fields: ["c": "C"]),
            ],
            inlines: [
                InlinedMessage(
                    name: "a", number: 1, message: "A", presence: .optional,
                    inlines: [InlinedMessage(name: "b", number: 2, message: "B")]
                )
            ]
        )
        let kind = GroupVersionKind(group: "example.org", version: "v1", kind: "A")
        let a = TypeDefinition(
            name: "org.example.v1.A", group: "example.org", version: "v1",
            schema: Schema(.object(object), description: "An A."),
            kinds: [kind, kind], isInEveryGroup: true,
            protobuf: ProtobufMessage(name: "example.v1.A", form: .schemaOrBool),
            swiftName: "A", definedIn: "example.org/v1/A.yaml"
        )
        let b = TypeDefinition(
            name: "org.example.v1.B", group: "example.org", version: "v1", schema: Schema(.string),
            protobuf: ProtobufMessage(name: "example.v1.B"), swiftName: "B"
        )
        let path = FieldPath([
            .member("a"), .index(-1), .each, .element(where: "type", equals: "Ready"), .member("x.y/z"),
        ])
        let full = ResourceDefinition(
            group: "example.org", version: "v1", kind: "A", plural: "as", singular: "a", shortNames: ["x"],
            categories: ["all"],
            scope: .cluster, verbs: Verb.offered, typeName: a.name, listKind: "AList", isStored: false,
            subresources: [
                Subresource(name: "status", verbs: [.get]),
                Subresource(
                    name: "scale", verbs: [.get, .update], kind: kind, requestType: "q", responseType: "a",
                    scale: ScalePaths(specReplicas: path, statusReplicas: path, labelSelector: path)
                ),
            ],
            columns: [
                Column(name: "A", type: "date", format: "f", description: "d", priority: 1, path: path),
                Column(name: "B", type: "string"),
            ], selectableFields: [path], isStorageVersion: false,
            storedAs: GroupVersionResource(group: "", version: "v2", resource: "bs"), deprecationWarning: "w",
            conversion: [FieldMapping(path: path, storagePath: path)], isNormalized: false, responseKind: kind,
            deletionAnswer: .object
        )
        let bare = ResourceDefinition(
            group: "", version: "v1", kind: "B", plural: "bs", singular: "b", scope: .namespaced, verbs: [.get],
            typeName: b.name
        )
        return DefinitionSet(types: [a.name: a, b.name: b], resources: [full, bare])
    }()

    @Test func roundTrip() throws {
        let set = Self.everything
        var read = try DefinitionSet(compact: set.compact())
        #expect(read != set)
        try read.addDescriptions(compact: set.compactDescriptions())
        #expect(read == set)
        #expect(try DefinitionSet(compact: DefinitionSet().compact()) == DefinitionSet())
    }

    /// Tables show them, and nobody loads descriptions for that.
    @Test func descriptionsOfColumnsStay() throws {
        let set = try DefinitionSet(compact: Self.everything.compact())
        let columns = set.resources.flatMap(\.columns)
        #expect(columns.contains { !$0.description.isEmpty })
        #expect(columns == Self.everything.resources.flatMap(\.columns))
    }

    @Test func whatOpenAPIRefersToKeepsThatItIsDescribed() throws {
        var set = Self.everything
        let wellKnown = WellKnownType.allCases.flatMap { type in
            [
                Field("\(type)Plain", Schema(type.schemaType)),
                Field("\(type)Blank", Schema(type.schemaType, description: "")),
                Field(
                    "\(type)List", Schema(.array(ArraySchema(items: Schema(type.schemaType, description: "A text."))))),
            ]
        }
        set.types["org.example.v1.C"] = TypeDefinition(
            name: "org.example.v1.C", group: "example.org", version: "v1",
            schema: Schema(.object(ObjectSchema(fields: wellKnown))), swiftName: "C")
        let read = try DefinitionSet(compact: set.compact())
        func field(_ name: String, of type: String = "org.example.v1.A") throws -> Schema {
            guard case .object(let object)? = read.types[type]?.schema.type else { throw CompactFormTestError() }
            return try #require(object.field(named: name)).schema
        }
        #expect(try field("plain").description == nil)
        #expect(try field("described").description == "")
        #expect(try field("elsewhere").description == "")
        #expect(try field("f0").description == nil)
        #expect(read.types["org.example.v1.A"]?.definedIn == nil)
        for type in WellKnownType.allCases {
            #expect(try field("\(type)Plain", of: "org.example.v1.C") == Schema(type.schemaType))
            #expect(try field("\(type)Blank", of: "org.example.v1.C") == Schema(type.schemaType, description: ""))
            let list = ArraySchema(items: Schema(type.schemaType, description: ""))
            #expect(try field("\(type)List", of: "org.example.v1.C") == Schema(.array(list)))
        }
        // So OpenAPI without texts is the same before and after, and with the texts once these are back.
        var described = read
        try described.addDescriptions(compact: set.compactDescriptions())
        #expect(described == set)
        let before = OpenAPISchemaRenderer(types: set.types, includesDescriptions: false)
        let after = OpenAPISchemaRenderer(types: read.types, includesDescriptions: false)
        for (name, type) in set.types {
            let bare = try #require(read.types[name])
            #expect(before.component(type, in: nil) == after.component(bare, in: nil), "\(name)")
        }
    }

    @Test func textsAreDeterministic() throws {
        let set = Self.everything
        let again = try DefinitionSet(compact: set.compact())
        #expect(again.compact() == set.compact())
        var rebuilt = DefinitionSet(resources: set.resources)
        for name in set.types.keys.sorted().reversed() { rebuilt.types[name] = set.types[name] }
        #expect(rebuilt.compact() == set.compact())
        #expect(rebuilt.compactDescriptions() == set.compactDescriptions())
    }

    @Test func badTextsAreRefused() {
        #expect(throws: CompactFormError.self) { try DefinitionSet(compact: Array("".utf8)) }
        #expect(throws: CompactFormError.self) { try DefinitionSet(compact: Array("{}".utf8)) }
        #expect(throws: CompactFormError.self) { try DefinitionSet(compact: Array("[1]".utf8)) }
        do {
            _ = try DefinitionSet(compact: Array(#"{"apus":2,"names":[],"types":[],"resources":[]}"#.utf8))
            Issue.record("another format is read")
        } catch {
            #expect("\(error)" == "compact definitions of format 2; this program reads format 1")
        }
        let bad = [
            #"{"apus":1,"names":[],"types":[[0,"","v1","s","A"]],"resources":[]}"#,
            #"{"apus":1,"names":["a"],"types":[[0,"","v1","?","A"]],"resources":[]}"#,
            #"{"apus":1,"names":["a"],"types":[[0,"","v1",{"t":"["},"A"]],"resources":[]}"#,
            #"{"apus":1,"names":["a"],"types":[[0,"","v1",-1,"A"]],"resources":[]}"#,
            #"{"apus":1,"names":["a"],"types":[[0]],"resources":[]}"#,
            #"{"apus":1,"names":["a"],"types":[],"resources":[{"b":["fly"]}]}"#,
        ]
        for text in bad { #expect(throws: CompactFormError.self) { try DefinitionSet(compact: Array(text.utf8)) } }
    }

    /// Truncated or altered texts are refused or read, and never crash.
    @Test func damagedTextsDoNotCrash() {
        let text = Self.everything.compact()
        for length in stride(from: 0, to: text.count, by: 37) {
            _ = try? DefinitionSet(compact: Array(text[..<length]))
        }
        for position in stride(from: 0, to: text.count, by: 11) {
            var damaged = text
            damaged[position] = UInt8(ascii: "9")
            _ = try? DefinitionSet(compact: damaged)
        }
    }

    /// A property that is added to the representation has to be added to the compact form: this test counts them.
    @Test func nothingIsForgotten() {
        func count(_ value: Any) -> Int { Mirror(reflecting: value).children.count }
        #expect(count(Schema(.string)) == 12)
        #expect(count(Constraints()) == 16)
        #expect(count(Field("a", Schema(.string))) == 8)
        #expect(count(ObjectSchema(fields: [])) == 7)
        #expect(count(ArraySchema(items: Schema(.string))) == 3)
        #expect(count(MapSchema(values: Schema(.string))) == 2)
        #expect(count(ProtobufField(1)) == 3)
        #expect(count(InlinedMessage(name: "", number: 1, message: "")) == 5)
        #expect(count(ValidationRule(expression: "")) == 6)
        #expect(count(Self.everything.resources[0]) == 22)
        #expect(count(Self.everything.resources[0].subresources[0]) == 6)
        #expect(count(Column(name: "", type: "")) == 6)
        #expect(count(TypeDefinition(name: "", group: "", version: "", schema: Schema(.string), swiftName: "")) == 9)
        #expect(count(ProtobufMessage(name: "")) == 2)
        #expect(count(DefinitionSet()) == 2)
    }
}

private struct CompactFormTestError: Error {}
