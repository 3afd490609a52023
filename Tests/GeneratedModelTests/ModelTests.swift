import APIMachinery
import GoldenExtension
import GoldenModels
import JSON
import Testing

/// How generated models behave in a program.
@Suite struct ModelTests {
    private func read<Model: JSONCodable>(_ text: String, as type: Model.Type = Model.self) throws -> Model {
        try Model(parsing: Array(text.utf8))
    }

    private func written(_ model: some JSONCodable) -> String {
        String(decoding: model.encodedJSON(), as: UTF8.self)
    }

    @Test func requiredFieldsComeFirstAndOptionalOnesMayBeLeftOut() {
        let book = LibraryV1.Book(
            metadata: ObjectMeta(name: "dune"),
            spec: LibraryV1.BookSpec(
                title: "Dune", copies: 2, binding: .paperback, authors: [.init(name: "Frank Herbert")]))
        #expect(book.spec.title == "Dune")
        #expect(book.spec.isbn == nil)
        #expect(book.status == nil)
        #expect(book.spec.binding == "Paperback")
    }

    @Test func requiredValuesThatAreAbsentOrNullAreEmpty() throws {
        for text in [
            "{}",
            #"{"text":null,"small":null,"flag":null,"number":null,"data":null,"amount":null,"texts":null,"table":null,"policy":null}"#,
        ] {
            let value: ValuesV1.Required = try read(text)
            #expect(value == ValuesV1.Required())
            #expect(value.text.isEmpty && value.small == 0 && !value.flag && value.texts.isEmpty && value.table.isEmpty)
            #expect(value.policy == "")
        }
    }

    @Test func requiredValuesAreWrittenThoughEmpty() throws {
        let value = try JSONValue(parsing: ValuesV1.Required().encodedJSON())
        for name in [
            "text", "small", "flag", "number", "data", "amount", "port", "period", "anything", "texts", "table",
            "policy",
        ] {
            #expect(value[name] != nil, "\(name)")
        }
    }

    @Test func optionalValuesTellEmptyFromAbsent() throws {
        let empty: ValuesV1.Everything = try read(
            #"{"text":"","small":0,"flag":false,"texts":[],"table":{},"optional":null}"#)
        #expect(empty.text == "" && empty.small == 0 && empty.flag == false && empty.texts == [] && empty.table == [:])
        #expect(empty.large == nil && empty.optional == nil)
        #expect(written(empty).contains(#""text":"","small":0"#))
        #expect(!written(empty).contains("large"))
    }

    @Test func aRequiredNullableValueIsWrittenAsNull() throws {
        let value = try JSONValue(parsing: ValuesV1.Everything().encodedJSON())
        #expect(value["requiredNull"] == .null)
        #expect(value["optional"] == nil)
    }

    @Test func openEnumsKeepValuesThatTheyDoNotKnow() throws {
        let value: ValuesV1.Everything = try read(#"{"policy":"Sometimes","named":"Recycle","choices":["Red","Blue"]}"#)
        #expect(value.policy?.rawValue == "Sometimes")
        #expect(value.policy != .always)
        #expect(value.choices == [.red, "Blue"])
        #expect(written(value).contains(#""named":"Recycle""#))
    }

    @Test func namesWithAMeaningInSwiftWork() throws {
        var torment = TormentV1.Torment(default: "d", self_: "s")
        torment.class = "c"
        torment.in = 1
        torment.type = .ipv4
        torment.ref = "plain"
        torment.ref_2 = "dollar"
        torment.shiny = "renamed"
        torment.unknownFields_ = "mine"
        torment.text = TormentV1.String(value: "v", other: TormentV1.Type_(value: TormentV1.Protocol_(value: 1)))
        let value = try JSONValue(parsing: torment.encodedJSON())
        #expect(value["default"] == "d" && value["self"] == "s" && value["class"] == "c" && value["in"] == 1)
        #expect(value["$ref"] == "dollar" && value["ref"] == "plain" && value["type"] == "IPv4")
        #expect(value["renamed"] == "renamed" && value["unknownFields"] == "mine")
        #expect(try TormentV1.Torment(parsing: torment.encodedJSON()) == torment)
    }

    @Test func copiesOfValuesOnTheHeapAreIndependent() {
        var one = TreesV1.Large(a: "one")
        one.q = TreesV1.Node(name: "root")
        var two = one
        #expect(one == two)
        two.a = "two"
        two.q?.children = [TreesV1.Node(name: "leaf")]
        two.unknownFields["x"] = 1
        #expect(one.a == "one" && one.q?.children == nil && one.unknownFields.isEmpty)
        #expect(two.a == "two" && two.q?.children?.count == 1)
        #expect(one != two)
    }

    @Test func recursiveTypesHoldThemselves() throws {
        let text = #"{"not":{"not":{"title":"deep"}},"items":[{"title":"first"}]}"#
        let schema: TreesV1.Schema = try read(text)
        #expect(schema.not?.not?.title == "deep")
        #expect(written(schema) == text)
        let ring: TreesV1.Ring = try read(#"{"name":"a","next":{"ring":{"name":"b"}}}"#)
        #expect(ring.next?.ring?.name == "b")
    }

    @Test func deepValuesAreRefused() {
        let text = String(repeating: #"{"not":"#, count: 400) + "{}" + String(repeating: "}", count: 400)
        #expect(throws: (any Error).self) { try read(text, as: TreesV1.Schema.self) }
    }

    @Test func smallStructsAreStoredInPlace() {
        #expect(MemoryLayout<TreesV1.Large>.size == MemoryLayout<Int>.size)
        #expect(MemoryLayout<TreesV1.Schema>.size == MemoryLayout<Int>.size)
        #expect(MemoryLayout<TreesV1.Node>.size > MemoryLayout<Int>.size)
    }

    @Test func aGroupMaySpanModules() {
        let shelf = LibraryV1.Shelf(
            spec: LibraryV1.ShelfSpec(curator: .init(name: "Ada"), books: [.init(title: "Dune")]))
        #expect(shelf.apiVersion == "library.example.org/v1")
        #expect(GoldenExtensionRegistrations.libraryV1.resources.map(\.plural) == ["shelves"])
    }

    @Test func registrationsCarryTheirDocuments() throws {
        for registration in GoldenModelsRegistrations.all {
            let definitions = try JSONValue(parsing: registration.definitions.bytes)
            #expect(definitions["definitions"] == .string("\(registration.group)/\(registration.version)"))
            let text = String(decoding: registration.descriptions.bytes, as: UTF8.self)
            #expect(text == ####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####)
        }
    }
}
