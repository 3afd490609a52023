import APICompiler
import APIMachinery
import APISchema
import JSON
import Testing

/// Compiles definitions that stand in a test, with what goes without saying filled in.
enum Compile {
    static func files(_ files: [String: String], references: [String: String] = [:]) -> DefinitionCompiler.Output {
        DefinitionCompiler(
            set: files.map { SourceFile(path: $0.key, text: $0.value) },
            references: references.map { SourceFile(directory: "ref", path: $0.key, text: $0.value) }
        ).compile()
    }

    /// Compiles the kind `Thing` of `example.org/v1`; the text is what follows the head.
    static func thing(_ text: String) -> DefinitionCompiler.Output {
        files(["example.org/v1/Thing.yaml": "group: example.org\nversion: v1\nkind: Thing\nscope: Namespaced\n" + text])
    }
}

@Suite struct LanguageTests {
    static let book = """
        group: library.example.org
        version: v1
        kind: Book
        description: A title that the library lends.
        scope: Namespaced
        names: {plural: books, shortNames: [bk], categories: [all]}
        verbs: [create, get, list, watch, update, patch, delete, deletecollection]
        fields:
          spec:
            required: true
            fields:
              title:   {type: string, required: true, minLength: 1, maxLength: 200, description: As printed on the cover.}
              isbn:    {type: string, pattern: '^97[89][0-9]{10}$', immutable: true}
              copies:  {type: int32, default: 1, minimum: 0}
              binding: {type: string, enum: [Hardcover, Paperback, Ebook], default: Paperback}
              authors: {type: list<Author>, listType: map, listMapKeys: [name]}
              labels:  map<string>
          status:
            fields:
              lent: int32
              conditions: {type: list<meta/v1.Condition>, listType: map, listMapKeys: [type]}
        types:
          Author:
            fields:
              name:  {type: string, required: true}
              email: string
        rules:
          - {expression: 'self.spec.copies >= 0', message: copies cannot be negative}
        subresources:
          status: {}
          scale: {specReplicasPath: .spec.copies, statusReplicasPath: .status.lent}
        columns:
          - {name: Title, type: string, path: .spec.title}
          - {name: Age, type: date, path: .metadata.creationTimestamp}
        selectableFields: [.spec.binding]
        """

    @Test func bookOfTheReferencePage() throws {
        let output = Compile.files(["library.example.org/v1/Book.yaml": Self.book])
        #expect(
            output.diagnostics.map(\.description) == [
                "library.example.org/v1/Book.yaml:28:18: warning: the rule is published, but not enforced yet"
            ])
        let set = output.result.own
        let package = "org.example.library.v1."
        #expect(
            set.types.keys.sorted() == ["Author", "Book", "BookList", "BookSpec", "BookStatus"].map { package + $0 })
        let book = try #require(set.resources.first)
        #expect(book.plural == "books")
        #expect(book.singular == "book")
        #expect(book.listKind == "BookList")
        #expect(book.verbs == Verb.offered)
        #expect(book.subresources.map(\.name) == ["status", "scale"])
        #expect(book.subresources.last?.scale?.specReplicas.description == ".spec.copies")
        #expect(book.columns.map(\.name) == ["Title", "Age"])
        guard case .object(let root)? = set.types[package + "Book"]?.schema.type else {
            Issue.record("no struct"); return
        }
        #expect(root.fields.map(\.name) == ["kind", "apiVersion", "metadata", "spec", "status"])
        #expect(root.field(named: "spec")?.schema.type == .reference(package + "BookSpec"))
        guard case .object(let spec)? = set.types[package + "BookSpec"]?.schema.type else {
            Issue.record("no struct"); return
        }
        #expect(spec.field(named: "title")?.isRequired == true)
        #expect(spec.field(named: "copies")?.schema.defaultValue == 1)
        #expect(spec.field(named: "isbn")?.isImmutable == true)
    }
}

// What the words mean in the representation.
extension LanguageTests {
    private func fields(_ output: DefinitionCompiler.Output, _ type: String = "Thing") throws -> ObjectSchema {
        #expect(!output.hasErrors, "\(output.diagnostics)")
        let definition = try #require(output.result.own.types["org.example.v1." + type])
        guard case .object(let object) = definition.schema.type else { throw NoStruct() }
        return object
    }

    private struct NoStruct: Error {}

    @Test func scalars() throws {
        let object = try fields(
            Compile.thing(
                """
                fields: {a: string, b: int32, c: int64, d: integer, e: double, f: number, g: bool, h: bytes, i: quantity,
                  j: intOrString, k: time, l: microTime, m: duration, n: any, o: object, p: rawExtension, q: fieldsV1,
                  r: "map< list<int32> >", s: {type: object, preserveUnknownFields: true}}
                """))
        let types = object.fields.dropFirst(3).map(\.schema.type)
        #expect(
            types == [
                .string, .int32, .int64, .integer, .double, .number, .boolean, .bytes, .quantity, .intOrString, .time,
                .microTime,
                .duration, .any, .anyObject(AnyObjectSchema(.embeddedResource)),
                .anyObject(AnyObjectSchema(.rawExtension)),
                .anyObject(AnyObjectSchema(.fieldsV1)),
                .map(MapSchema(values: Schema(.array(ArraySchema(items: Schema(.int32)))))),
                .anyObject(AnyObjectSchema(.free)),
            ])
    }

    @Test func namesOfFieldsAreTakenAsWritten() throws {
        let object = try fields(Compile.thing("fields: {on: bool, y: string, 1: string, null: string, 0x10: string}"))
        #expect(object.fields.dropFirst(3).map(\.name) == ["on", "y", "1", "null", "0x10"])
    }

    @Test func kindsHaveTheirMetadata() throws {
        let object = try fields(Compile.thing(""))
        #expect(object.fields.map(\.name) == ["kind", "apiVersion", "metadata"])
        #expect(object.fields.map(\.presence) == [.implicit, .implicit, .always])
        #expect(object.fields.map(\.isRequired) == [false, false, false])
        let list = try fields(Compile.thing(""), "ThingList")
        #expect(list.fields.map(\.name) == ["kind", "apiVersion", "metadata", "items"])
        #expect(list.fields.last?.isRequired == true)
        #expect(Compile.thing("verbs: [create, get]").result.own.types.count == 1)
    }

    @Test func defaultsOfNames() {
        let files = ["Policy", "Box", "Day", "Ingress", "Batch"].map { kind in
            ("example.org/v1/\(kind).yaml", "group: example.org\nversion: v1\nkind: \(kind)\nscope: Cluster\n")
        }
        let output = Compile.files(Dictionary(uniqueKeysWithValues: files))
        #expect(output.diagnostics.isEmpty)
        #expect(output.result.own.resources.map(\.plural) == ["batches", "boxes", "days", "ingresses", "policies"])
        #expect(output.result.own.resources.map(\.singular) == ["batch", "box", "day", "ingress", "policy"])
    }

    @Test func namesOfPackages() {
        let output = Compile.files([
            "core/v1/Thing.yaml":
                "group: core\nversion: v1\nkind: Thing\nscope: Cluster\nfields: {a: {type: string, protobuf: 2}}\n",
            "kube-x.io/v1/Thing.yaml":
                "group: kube-x.io\nversion: v1\nkind: Thing\nscope: Cluster\nopenAPIPackage: io.k8s.kube-x.v1\nprotobuf: true\n",
        ])
        #expect(output.diagnostics.isEmpty, "\(output.diagnostics)")
        let types = output.result.own.types
        #expect(types["io.k8s.api.core.v1.Thing"]?.protobuf?.name == "k8s.io.api.core.v1.Thing")
        #expect(types["io.k8s.api.core.v1.Thing"]?.group == "")
        #expect(types["io.k8s.api.core.v1.ThingList"]?.protobuf?.name == "k8s.io.api.core.v1.ThingList")
        #expect(types["io.k8s.kube-x.v1.Thing"]?.protobuf?.name == "k8s.io.kube_x.v1.Thing")
    }

    @Test func protobufNumbers() throws {
        let output = Compile.thing(
            """
            fields:
              handler: {type: string, protobuf: {number: 1, inlinedIn: common}}
              size: {type: integer, protobuf: {number: 3, type: int64}, presence: implicit}
            inlines: [{name: common, number: 2, message: Common}]
            """)
        let object = try fields(output)
        #expect(object.field(named: "metadata")?.protobuf == ProtobufField(1))
        #expect(object.field(named: "handler")?.protobuf == ProtobufField(1, inlinedIn: ["common"]))
        #expect(object.field(named: "size")?.protobuf == ProtobufField(3, type: "int64"))
        #expect(object.field(named: "size")?.presence == .implicit)
        #expect(object.inlines == [InlinedMessage(name: "common", number: 2, message: "org.example.v1.Common")])
        #expect(try fields(output, "ThingList").fields.map(\.protobuf?.number) == [nil, nil, 1, 2])
    }

    @Test func structsInPlaceAreNamedAfterTheirPath() throws {
        let output = Compile.thing(
            """
            fields:
              spec:
                description: What is wanted.
                fields:
                  x-address: {fields: {street: string}}
                  parts: {type: list, items: {fields: {name: string}}}
                  byName: {values: {typeName: Named, fields: {name: string}}}
            """)
        #expect(
            output.result.own.types.keys.sorted().map { $0.dropFirst("org.example.v1.".count) } == [
                "Named", "Thing", "ThingList", "ThingSpec", "ThingSpecParts", "ThingSpecXAddress",
            ])
        #expect(output.result.own.types["org.example.v1.ThingSpec"]?.schema.description == "What is wanted.")
        let location = output.result.sources["org.example.v1.ThingSpec"]?.fields["parts"]
        #expect(location == SourceLocation(path: "example.org/v1/Thing.yaml", line: 10, column: 7))
    }

    @Test func kindsWithoutResource() throws {
        let output = Compile.thing(
            """
            subresources: {loan: {verbs: [create], kind: example.org/v1.Loan}}
            types:
              Loan: {kind: true, fields: {reader: string}}
              Everywhere: {kinds: [core/v1.Everywhere], everyGroup: true, fields: {a: string}}
            """)
        #expect(try fields(output, "Loan").fields.map(\.name) == ["kind", "apiVersion", "metadata", "reader"])
        let subresource = try #require(output.result.own.resources.first?.subresources.first)
        #expect(subresource.kind?.description == "example.org/v1.Loan")
        #expect(subresource.requestType == "org.example.v1.Loan")
        #expect(output.result.own.types["org.example.v1.Everywhere"]?.isInEveryGroup == true)
        #expect(output.result.own.types["org.example.v1.Everywhere"]?.kinds.map(\.apiVersion) == ["v1"])
    }

    @Test func kindsThatAreNotStored() throws {
        let resource = try #require(Compile.thing("stored: false\nnormalized: false\n").result.own.resources.first)
        #expect(!resource.isStored)
        #expect(!resource.isNormalized)
        #expect(resource.verbs == [.create])
        #expect(resource.listKind == nil)
    }

    @Test func everyConstraint() throws {
        let object = try fields(
            Compile.thing(
                """
                fields:
                  a: {type: string, minLength: 1, maxLength: 9, pattern: '^a', format: uri}
                  b: {type: double, minimum: 0.5, maximum: 9, exclusiveMinimum: true, exclusiveMaximum: true, multipleOf: 0.5}
                  c: {type: list<string>, minItems: 1, maxItems: 9, uniqueItems: true}
                  d: {type: map<string>, minProperties: 1, maxProperties: 9}
                  e: {type: string, openEnum: [k, l]}
                  f: {type: int32, enum: [1, 2], default: 2, publishDefault: false, nullable: true}
                """))
        let constraints = object.fields.dropFirst(3).map(\.schema.constraints)
        #expect(constraints[0].minLength == 1 && constraints[0].maxLength == 9)
        #expect(constraints[0].pattern == "^a" && constraints[0].format == "uri")
        #expect(constraints[1].minimum?.text == "0.5" && constraints[1].maximum?.text == "9")
        #expect(
            constraints[1].exclusiveMinimum && constraints[1].exclusiveMaximum
                && constraints[1].multipleOf?.double == 0.5)
        #expect(constraints[2].minItems == 1 && constraints[2].maxItems == 9 && constraints[2].uniqueItems)
        #expect(constraints[3].minProperties == 1 && constraints[3].maxProperties == 9)
        #expect(constraints[4].enum == ["k", "l"] && constraints[4].enumIsOpen)
        #expect(constraints[5].enum == [1, 2] && !constraints[5].enumIsOpen)
        let last = try #require(object.fields.last?.schema)
        #expect(last.defaultValue == 2 && !last.publishesDefault && last.isNullable)
    }
}
