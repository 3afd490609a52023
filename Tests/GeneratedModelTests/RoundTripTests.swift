import APICompiler
import APIMachinery
import APISchema
import Foundation
import GoldenExtension
import GoldenModels
import JSON
import TestSupport
import Testing

/// The definitions from which the golden modules are generated.
enum Definitions {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("APICompilerTests/Golden")

    static let all = DefinitionCompiler.compile(
        directory: folder.appendingPathComponent("GoldenExtension/api-definitions").path,
        references: [folder.appendingPathComponent("GoldenModels/api-definitions").path]
    ).result.all

    static let registrations = GoldenModelsRegistrations.all + GoldenExtensionRegistrations.all

    /// The resources with a model, by the model.
    static let resources: [(definition: ResourceDefinition, type: any APIResource.Type)] = registrations.flatMap {
        registration in
        registration.resources.compactMap { entry in
            all.resources.first {
                $0.group == registration.group && $0.version == registration.version && $0.plural == entry.plural
            }.map { ($0, entry.type) }
        }
    }
}

@Suite struct RoundTripTests {
    /// Reads a value into its model and writes it again.
    private func rewritten<Model: JSONCodable>(_ value: JSONValue, as type: Model.Type) throws -> JSONValue {
        try JSONValue(parsing: Model(parsing: value.serialized()).encodedJSON())
    }

    @Test func everyResourceHasItsModel() {
        #expect(Definitions.resources.count == Definitions.registrations.reduce(0) { $0 + $1.resources.count })
        #expect(Definitions.resources.count == Definitions.all.resources.count)
        for (definition, type) in Definitions.resources {
            #expect(type.plural == definition.plural)
            #expect(type.groupVersionKind == definition.groupVersionKind)
            #expect(type.listKind == definition.listKind ?? type.listKind)
            #expect((type.scope == .namespaced) == (definition.scope == .namespaced))
        }
    }

    @Test func randomObjectsAreKept() throws {
        for (definition, type) in Definitions.resources {
            var random = RandomObjects(types: Definitions.all.types, seed: 1)
            for _ in 0..<20 {
                let object = random.object(of: definition)
                let result = try rewritten(object, as: type)
                #expect(result == object, "\(definition.kind): \(object) became \(result)")
            }
        }
    }

    @Test func unknownFieldsAreKeptAtEveryDepth() throws {
        for (definition, type) in Definitions.resources {
            var random = RandomObjects(types: Definitions.all.types, seed: 2)
            var count = 0
            let object = Self.addingUnknown(
                to: random.object(of: definition), Schema(.reference(definition.typeName)), Definitions.all.types,
                &count)
            #expect(count > 0)
            let result = try rewritten(object, as: type)
            #expect(result == object, "\(definition.kind): \(object) became \(result)")
        }
    }

    /// Adds a member that no type knows to each struct in a value.
    private static func addingUnknown(
        to value: JSONValue, _ schema: Schema, _ types: [TypeName: TypeDefinition], _ count: inout Int
    ) -> JSONValue {
        switch (schema.type, value) {
        case (.reference(let name), _):
            guard let type = types[name] else { return value }
            return addingUnknown(to: value, type.schema, types, &count)
        case (.object(let object), .object(var members)):
            for field in object.fields {
                if let member = members[field.name] {
                    members[field.name] = addingUnknown(to: member, field.schema, types, &count)
                }
            }
            count += 1
            members["newer\(count)"] = ["since": .integer(Int64(count)), "null": .null]
            return .object(members)
        case (.array(let array), .array(let elements)):
            return .array(elements.map { addingUnknown(to: $0, array.items, types, &count) })
        case (.map(let map), .object(let members)):
            var result = JSONObject()
            for (key, member) in members { result[key] = addingUnknown(to: member, map.values, types, &count) }
            return .object(result)
        default:
            return value
        }
    }

    @Test func valuesOfTheWrongTypeNameTheirPlace() throws {
        let wrong: JSONValue = [
            "apiVersion": "library.example.org/v1", "kind": "Book",
            "spec": ["title": "Dune", "authors": [["name": 1]]],
        ]
        #expect(throws: JSONDecodingError.self) { try LibraryV1.Book(parsing: wrong.serialized()) }
        do {
            _ = try LibraryV1.Book(parsing: wrong.serialized())
        } catch let error as JSONDecodingError {
            #expect(error.path == "spec.authors[0].name")
        }
        for (_, type) in Definitions.resources {
            for text in ["[]", "null", "1", "\"\"", "{\"kind\":1}", "{\"metadata\":[]}"] {
                #expect(throws: (any Error).self) { try type.init(parsing: Array(text.utf8)) }
            }
        }
    }

    @Test func aModelReadsItsOwnKindOnly() throws {
        func read(_ value: JSONValue) throws -> LibraryV1.Book { try LibraryV1.Book(parsing: value.serialized()) }
        #expect(throws: JSONDecodingError.self) { try read(["apiVersion": "library.example.org/v1", "kind": "Shelf"]) }
        #expect(throws: JSONDecodingError.self) {
            try read(["apiVersion": "library.example.org/v1beta1", "kind": "Book"])
        }
        // Items of lists say neither, and then neither is written.
        let item = try read(["metadata": ["name": "dune"], "spec": ["title": "Dune"]])
        #expect(item.kind.isEmpty && item.apiVersion.isEmpty)
        #expect(
            try JSONValue(parsing: item.encodedJSON()) == ["metadata": ["name": "dune"], "spec": ["title": "Dune"]])
        #expect(LibraryV1.Book().kind == "Book")
        #expect(LibraryV1.Book().apiVersion == "library.example.org/v1")
    }

    @Test func listsHoldTheirItems() throws {
        let list = LibraryV1.BookList(items: [
            LibraryV1.Book(metadata: ObjectMeta(name: "dune"), spec: .init(title: "Dune"))
        ])
        let value = try JSONValue(parsing: list.encodedJSON())
        #expect(value["kind"] == "BookList")
        #expect(try LibraryV1.BookList(parsing: list.encodedJSON()) == list)
    }

    @Test func modelsPassThroughCodable() throws {
        func throughFoundation<Model: JSONCodable>(_ value: JSONValue, as type: Model.Type) throws -> JSONValue {
            let model = CodableModel(wrappedValue: try Model(parsing: value.serialized()))
            let read = try JSONDecoder().decode(CodableModel<Model>.self, from: JSONEncoder().encode(model))
            return try JSONValue(parsing: read.wrappedValue.encodedJSON())
        }
        for (definition, type) in Definitions.resources {
            var random = RandomObjects(types: Definitions.all.types, seed: 3)
            let object = random.object(of: definition)
            #expect(try throughFoundation(object, as: type) == object)
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CodableModel<LibraryV1.Book>.self, from: Data(#"{"kind":"Shelf"}"#.utf8))
        }
    }
}
