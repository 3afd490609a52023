import APISchema
import Foundation
import JSON
import Testing

/// Values as deep as they may be, handled on the smallest stack that a pool's thread has anywhere, 512 KiB. That these tests
/// end at all, in debug builds too, is what they show.
@Suite struct SmallStackTests {
    private static func type(_ name: String, _ fields: [Field]) -> TypeDefinition {
        TypeDefinition(
            name: name, group: "example.org", version: "v1", schema: Schema(.object(ObjectSchema(fields: fields))),
            protobuf: ProtobufMessage(name: "example.org.v1.\(name)"), swiftName: name)
    }

    /// A type that holds itself in every way that a type can.
    private static let types: [TypeName: TypeDefinition] = {
        let reference = Schema(.reference("Node"))
        let node = type(
            "Node",
            [
                Field("one", reference, protobuf: ProtobufField(1)),
                Field(
                    "list",
                    Schema(
                        .array(ArraySchema(items: reference, listType: .map, listMapKeys: ["name"])),
                        patchStrategy: [.merge], patchMergeKey: "name"),
                    protobuf: ProtobufField(2)),
                Field("map", Schema(.map(MapSchema(values: reference))), protobuf: ProtobufField(3)),
                Field("any", Schema(.any), protobuf: ProtobufField(4)),
                Field("raw", Schema(.anyObject(AnyObjectSchema(.rawExtension))), protobuf: ProtobufField(5)),
                Field(
                    "name", Schema(.string, defaultValue: "x"), isRequired: true, presence: .implicit,
                    protobuf: ProtobufField(6)),
            ])
        return [node.name: node]
    }()

    /// Runs the body on a thread of its own with a small stack.
    private func onSmallStack(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread { continuation.resume(with: Result { try body() }) }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    /// A value of objects within objects.
    private static func nested(_ levels: Int, _ wrap: (JSONValue) -> JSONValue) -> JSONValue {
        var value: JSONValue = ["name": "x"]
        for _ in 0..<levels { value = wrap(value) }
        return value
    }

    @Test(arguments: ["one", "list", "map", "any", "raw"])
    func schemas(field: String) async throws {
        try await onSmallStack {
            let schema = try #require(
                SchemaResolver([DefinitionSet(types: Self.types)]).schema(named: "Node"))
            for levels in [20, 60, JSONParsingOptions.maximumTreeDepth / 2 - 2] {
                let value = Self.nested(levels) { inner in
                    switch field {
                    case "list": ["list": [inner], "name": "x"]
                    case "map": ["map": ["k": inner], "name": "x"]
                    case "one": ["one": inner, "name": "x"]
                    default: [field: ["deep": inner], "name": "x"]
                    }
                }
                for steps: Preparation in [.builtIn, .customResource] { _ = schema.prepared(value, steps) }
                _ = schema.validate(value, replacing: value)
                _ = schema.validate(value, replacing: ["name": "y"])
                _ = schema.decodingProblems(of: value)
                _ = schema.deprecationWarnings(for: value)
                _ = try? StrategicMergePatch.apply(value, to: value, schema: schema)
            }
        }
    }

    /// A message may be as deep as the limit, and hold JSON that is as deep as its limit.
    @Test(arguments: ["one", "list", "map"])
    func protobuf(field: String) async throws {
        try await onSmallStack {
            let codec = try #require(try ProtobufTranscoder(types: Self.types).codec(for: "Node"))
            let depth = JSONParsingOptions.maximumTreeDepth
            let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            var deepest = 0
            for levels in 1..<120 {
                var value: JSONValue = ["name": "x"]
                for _ in 0..<levels {
                    switch field {
                    case "list": value = ["list": [value], "name": "x"]
                    case "map": value = ["map": ["k": value], "name": "x"]
                    default: value = ["one": value, "name": "x"]
                    }
                }
                guard let bytes = try? codec.encodeMessage(value) else { break }
                let read = try codec.decodeMessage(bytes)
                #expect(read == value && read.hashValue == value.hashValue)
                #expect(read.serialized() == value.serialized())
                deepest = levels
            }
            #expect(deepest == 63)
            // JSON as deep as it may be is a raw value only where the whole is no deeper than a tree from text.
            let raw: JSONValue = ["any": try JSONValue(parsing: json)]
            let bytes = try codec.encodeMessage(raw)
            #expect(throws: ProtobufError.self) { try codec.decodeMessage(bytes) }
        }
    }

    @Test func compactForms() async throws {
        try await onSmallStack {
            // Structs in place are types of their own, so that what nests are lists and maps.
            var schema = Schema(.string, description: "A text.")
            for level in 0..<32 {
                schema =
                    level % 3 == 0
                    ? Schema(.object(ObjectSchema(fields: [Field("f", schema)])))
                    : level % 3 == 1
                        ? Schema(.array(ArraySchema(items: schema))) : Schema(.map(MapSchema(values: schema)))
            }
            let set = DefinitionSet(types: [
                "Deep": TypeDefinition(
                    name: "Deep", group: "example.org", version: "v1", schema: schema, swiftName: "Deep")
            ])
            var read = try DefinitionSet(compact: set.compact())
            try read.addDescriptions(compact: set.compactDescriptions())
            #expect(read == set)
            _ = OpenAPISchemaRenderer(types: read.types).schema(schema)
            _ = SchemaResolver([read]).schema(named: "Deep")?.prepared(["f": [["x": "y"]]], .builtIn)
        }
    }
}
