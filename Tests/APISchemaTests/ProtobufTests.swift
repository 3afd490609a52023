import APIMachinery
import APISchema
import JSON
import Testing

/// The wire format on small definitions, with good and bad bytes.
@Suite struct ProtobufTests {
    private static let kind = GroupVersionKind(group: "example.org", version: "v1", kind: "Thing")

    private static func type(
        _ name: String, kinds: [GroupVersionKind] = [], form: ProtobufMessage.Form = .fields,
        inlines: [InlinedMessage] = [],
        _ fields: [Field]
    ) -> TypeDefinition {
        let schema: SchemaType = form == .fields ? .object(ObjectSchema(fields: fields, inlines: inlines)) : .any
        return TypeDefinition(
            name: "org.example.v1.\(name)", group: "example.org", version: "v1", schema: Schema(schema), kinds: kinds,
            protobuf: ProtobufMessage(name: "example.org.v1.\(name)", form: form), swiftName: name)
    }

    private static func field(
        _ name: String, _ number: Int, _ type: SchemaType, _ presence: Field.Presence = .optional,
        in path: [String] = [],
        as override: String? = nil
    ) -> Field {
        Field(name, Schema(type), presence: presence, protobuf: ProtobufField(number, inlinedIn: path, type: override))
    }

    private static func list(_ type: SchemaType) -> SchemaType { .array(ArraySchema(items: Schema(type))) }
    private static func map(_ type: SchemaType) -> SchemaType { .map(MapSchema(values: Schema(type))) }

    static let types: [TypeName: TypeDefinition] = {
        let types = [
            type(
                "Thing", kinds: [kind],
                inlines: [InlinedMessage(name: "common", number: 3, message: "example.org.v1.Common")],
                [
                    Field("kind", Schema(.string), presence: .implicit),
                    Field("apiVersion", Schema(.string), presence: .implicit),
                    field("name", 1, .string, .always), field("count", 2, .int32),
                    field("shared", 1, .boolean, .implicit, in: ["common"]),
                    field("values", 4, list(.int64), .implicit), field("labels", 5, map(.string), .implicit),
                    field("part", 6, .reference("org.example.v1.Part")),
                    field("raw", 7, .anyObject(AnyObjectSchema(.rawExtension)), .always),
                    field("when", 8, .time, .always), field("exact", 9, .microTime), field("span", 10, .duration),
                    field("size", 11, .quantity),
                    field("port", 12, .intOrString), field("data", 13, .bytes, .implicit), field("ratio", 14, .double),
                    field("verbs", 15, list(.string), .optional, as: "Verbs"), field("blobs", 16, map(.bytes)),
                    field("any", 17, .any), field("parts", 18, list(.reference("org.example.v1.Part")), .always),
                    field("scope", 19, .string, .explicitNull),
                    field("extra", 20, map(list(.string)), as: "map<string, Extra>"),
                    field("big", 2000, .int64, .implicit),
                ]),
            type("Part", [field("next", 1, .reference("org.example.v1.Part")), field("label", 2, .string, .implicit)]),
            type(
                "JSONSchemaProps",
                [
                    field("id", 1, .string, .implicit), field("items", 2, .reference("org.example.v1.Array")),
                    field("open", 3, .reference("org.example.v1.Bool")),
                    field("needs", 4, .reference("org.example.v1.Strings")),
                    field("enum", 5, list(.any), .implicit),
                ]),
            type("Array", form: .schemaOrArray, []), type("Bool", form: .schemaOrBool, []),
            type("Strings", form: .schemaOrStringArray, []),
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    }()
    private let transcoder = ProtobufTranscoder(types: types)

    private func codec(_ name: String = "Thing") throws -> ProtobufCodec {
        let codec = try transcoder.codec(for: "org.example.v1.\(name)")
        return try #require(codec)
    }

    /// The error that something throws.
    private func failure(_ body: () throws -> some Any) -> ProtobufError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? ProtobufError
        }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.filter { $0 != " " }.map { UInt8($0.hexDigitValue ?? 0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static let full: JSONValue = [
        "name": "a", "count": -1, "shared": true, "values": [1, 300], "labels": ["b": "2", "a": "1"],
        "part": ["next": ["label": "x"], "label": "y"], "raw": ["kind": "X", "n": [1, 2.5]],
        "when": "2024-02-29T12:00:00Z",
        "exact": "1969-12-31T23:59:59.999999Z", "span": "1h30m0s", "size": "100m", "port": "http", "data": "AQI=",
        "ratio": 0.5,
        "verbs": ["get"], "blobs": ["k": ""], "any": [true, .null], "parts": [[:], ["label": "z"]], "scope": "s",
        "extra": ["e": ["1"]],
        "big": 9_007_199_254_740_993,
    ]

    // MARK: Both ways

    @Test func fieldsStandInTheOrderOfNumbers() throws {
        let encoded = try codec().encodeMessage(["name": "a", "count": 150, "labels": ["b": "2", "a": "1"], "big": 1])
        // name, count, common{shared: false}, two entries, raw, when, big; pointers, lists and bytes that are absent
        // are left out.
        #expect(
            hex(encoded) == "0a0161" + "109601" + "1a020800" + "2a060a016112" + "0131" + "2a060a0162120132" + "3a00"
                + "4200" + "807d01")
    }

    @Test func everyKindOfValueComesBack() throws {
        let encoded = try codec().encodeMessage(Self.full)
        #expect(try codec().decodeMessage(encoded) == Self.full)
        #expect(try codec().decodeMessage(encoded).objectValue?.keys.prefix(3) == ["name", "count", "shared"])
    }

    @Test func nothingAtAllIsAMessage() throws {
        let decoded = try codec().decodeMessage([])
        #expect(decoded == ["name": "", "raw": .null, "when": .null, "parts": .null, "scope": .null])
        // Of the empty values, those that are no pointers are written.
        #expect(hex(try codec().encodeMessage(decoded)) == "0a00" + "1a020800" + "3a00" + "4200" + "807d00")
    }

    @Test func whatIsLeftOutIsBounded() throws {
        // An empty message of two bytes stands for two hundred values that are always in JSON.
        let fields = (1...200).map { Self.field("f\($0)", $0, .string, .always) }
        let wide = Self.type("Wide", fields)
        let holder = Self.type("Holder", [Self.field("all", 1, Self.list(.reference("org.example.v1.Wide")))])
        let transcoder = ProtobufTranscoder(types: [wide.name: wide, holder.name: holder])
        let codec = try #require(try transcoder.codec(for: "org.example.v1.Holder"))
        let few = try codec.decodeMessage(
            (0..<10).flatMap { _ in [0x0a, 0x00] as [UInt8] })
        #expect(few["all"]?.arrayValue?.count == 10)
        let many = (0..<100_000).flatMap { _ in [0x0a, 0x00] as [UInt8] }
        #expect(throws: ProtobufError(.expandsTooMuch, path: "all[175].f1")) { try codec.decodeMessage(many) }
        // What is on the wire, empty or not, is not counted.
        let written = try codec.encodeMessage(.object(["all": .array(Array(repeating: [:], count: 2_000))]))
        #expect(try codec.decodeMessage(written)["all"]?.arrayValue?.count == 2_000)
    }

    @Test func objectsTravelInAnEnvelope() throws {
        let object: JSONValue = ["kind": "Thing", "apiVersion": "example.org/v1", "name": "a"]
        let encoded = try codec().encode(object)
        #expect(encoded.starts(with: [0x6B, 0x38, 0x73, 0x00]))
        let envelope = try ProtobufEnvelope(reading: encoded)
        #expect(envelope.apiVersion == "example.org/v1" && envelope.kind == "Thing")
        #expect(hex(Array(encoded.suffix(4))) == "1a002200")
        #expect(try transcoder.decode(encoded)["name"] == "a")
        #expect(try transcoder.decode(encoded)["kind"] == "Thing")
    }

    @Test func aFrameHasALengthAndABareEvent() throws {
        let object = try codec().encode(["kind": "Thing", "apiVersion": "example.org/v1", "name": "a"])
        let frame = ProtobufWatchFrame.frame(type: "ADDED", object: object)
        #expect(frame.prefix(4).reduce(0) { $0 << 8 | Int($1) } == frame.count - 4)
        #expect(hex(Array(frame[4..<11])) == "0a054144444544")
        #expect(Array(frame.suffix(object.count)) == object)
    }

    @Test func anEnvelopeMayStandAsARawValue() throws {
        let inner = try codec().encode(["kind": "Thing", "apiVersion": "example.org/v1", "name": "inner"])
        // raw { raw: envelope }
        let message = bytes("3a") + [UInt8(inner.count + 2)] + bytes("0a") + [UInt8(inner.count)] + inner
        #expect(try codec().decodeMessage(message)["raw"]?["name"] == "inner")
    }

    @Test func schemasMayStandForListsAndBooleans() throws {
        let values: [JSONValue] = [
            ["items": ["id": "a"]], ["items": [["id": "a"], [:]]], ["open": true], ["open": false],
            ["open": ["id": "b"]],
            ["needs": ["x", "y"]], ["needs": ["id": "c"]], ["enum": [.null, 1, "a"]],
        ]
        for value in values {
            #expect(try codec("JSONSchemaProps").decodeMessage(codec("JSONSchemaProps").encodeMessage(value)) == value)
        }
        #expect(hex(try codec("Bool").encodeMessage(true)) == "0801")
    }

    // MARK: What others may write

    @Test func unknownFieldsAreSkipped() throws {
        // Field 99 as varint, eight bytes, bytes with length, four bytes.
        let decoded = try codec().decodeMessage(
            bytes("98 06 01" + "99 06 0102030405060708" + "9a 06 02 aabb" + "9d 06 01020304" + "0a 01 61"))
        #expect(decoded["name"] == "a")
    }

    @Test func laterValuesWinAndMessagesAreMerged() throws {
        // name a, name b; part{label: x}, part{next{}}; two of the same key.
        let decoded = try codec().decodeMessage(
            bytes(
                "0a0161" + "0a0162" + "32 03 12 01 78" + "32 02 0a 00" + "2a 06 0a0161 120131" + "2a 06 0a0161 120132"))
        #expect(decoded["name"] == "b")
        #expect(decoded["part"] == ["next": [:], "label": "x"])
        #expect(decoded["labels"] == ["a": "2"])
    }

    @Test func listsOfNumbersMayBePacked() throws {
        #expect(try codec().decodeMessage(bytes("22 03 01 ac02" + "20 05"))["values"] == [1, 300, 5])
    }

    // MARK: Bad bytes

    @Test(arguments: [
        ("0a", ProtobufError.Reason.truncated), ("0a05", .lengthOutOfBounds), ("10", .truncated), ("1080", .truncated),
        ("10ffffffffffffffffff7f", .varintTooLong), ("10ffffffffffffffffffff01", .varintTooLong),
        ("0201", .invalidFieldNumber),
        ("0b", .group), ("0c", .group), ("0801", .wrongWireType), ("0a01ff", .notUTF8), ("0e", .wrongWireType),
        ("0affffffffffffffffff01", .lengthOutOfBounds), ("71", .truncated), ("4202 0a00", .wrongWireType),
        ("3a030a017b", .invalidRawValue),
        ("4209 08ffffffffffffff7f", .notRepresentable), ("71000000000000f07f", .notRepresentable),
        ("9d06 0102", .truncated),
        ("6202 0802", .notRepresentable), ("2a02 0801", .wrongWireType), ("7a02 0801", .wrongWireType),
        ("808080808001", .invalidFieldNumber),
    ])
    func badBytesAreRefused(_ hex: String, _ reason: ProtobufError.Reason) throws {
        let codec = try codec()
        #expect(failure { try codec.decodeMessage(bytes(hex)) }?.reason == reason)
    }

    @Test func errorsNameTheField() throws {
        let codec = try codec()
        // parts[1].label is no UTF-8.
        #expect(failure { try codec.decodeMessage(bytes("920100" + "920103" + "1201ff")) }?.path == "parts[1].label")
    }

    @Test func messagesMayNotNestTooDeeply() throws {
        var deep: [UInt8] = []
        for _ in 0..<63 { deep = [0x0A] + varint(deep.count) + deep }
        let shallow = try codec("Part").decodeMessage(deep)
        #expect(shallow["next"] != nil)
        for _ in 0..<2000 { deep = [0x0A] + varint(deep.count) + deep }
        #expect(throws: ProtobufError.self) { try codec("Part").decodeMessage(deep) }
        var json: JSONValue = [:]
        for _ in 0..<200 { json = ["next": json] }
        #expect(throws: ProtobufError.self) { try codec("Part").encodeMessage(json) }
    }

    private func varint(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + varint(value >> 7)
    }

    @Test func envelopesThatAreNoneAreRefused() throws {
        let thing: [UInt8] = try codec().encode(["kind": "Thing", "apiVersion": "example.org/v1"])
        #expect(throws: ProtobufError.self) { try transcoder.decode([]) }
        #expect(throws: ProtobufError.self) { try transcoder.decode(Array(thing.dropFirst())) }
        #expect(throws: ProtobufError.self) { try transcoder.decode(Array("k8s".utf8)) }
        let other = try codec().encode(["kind": "Other", "apiVersion": "example.org/v1"])
        #expect(
            failure { try transcoder.decode(other) }?.reason
                == .unknownKind(apiVersion: "example.org/v1", kind: "Other"))
        // gzip as content encoding
        let zipped = Array(thing.dropLast(4)) + bytes("1a04677a6970")
        #expect(failure { try transcoder.decode(zipped) }?.reason == .contentEncoding("gzip"))
    }

    // MARK: Bad JSON

    @Test(
        arguments: [
            (["name": 1], "name"), (["count": "1"], "count"), (["count": 2_147_483_648], "count"),
            (["count": 1.5], "count"),
            (["shared": 0], "shared"), (["values": 1], "values"), (["values": [1, "2"]], "values[1]"),
            (["labels": ["a": 1]], "labels[a]"),
            (["labels": []], "labels"), (["part": []], "part"), (["part": ["next": ["label": 5]]], "part.next.label"),
            (["raw": "x"], "raw"),
            (["when": "yesterday"], "when"), (["exact": 5], "exact"), (["span": "1"], "span"), (["size": [:]], "size"),
            (["port": true], "port"),
            (["data": "!"], "data"), (["ratio": "1"], "ratio"), (["verbs": "get"], "verbs"),
            (["parts": [1]], "parts[0]"),
            (["extra": ["e": "1"]], "extra[e]"), (["verbs": ["a", 1]], "verbs[1]"),
        ] as [(JSONValue, String)])
    func valuesOfOtherTypesAreRefusedWithTheirPath(_ value: JSONValue, _ path: String) throws {
        let codec = try codec()
        #expect(failure { try codec.encodeMessage(value) }?.path == path)
    }

    @Test func aMessageThatNeverEndsIsRefused() throws {
        let types = [
            Self.type("A", [Self.field("b", 1, .reference("org.example.v1.B"), .always)]),
            Self.type(
                "B", [Self.field("a", 1, .reference("org.example.v1.A"), .implicit), Self.field("s", 2, .string)]),
            Self.type("C", [Self.field("c", 1, .reference("org.example.v1.C"))]),
        ]
        let transcoder = ProtobufTranscoder(types: Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) }))
        #expect(failure { try transcoder.codec(for: "org.example.v1.A") }?.reason == .endless)
        #expect(failure { try transcoder.codec(for: "org.example.v1.C") } == nil)
    }

    @Test func nullIsAbsence() throws {
        let nulls = JSONObject(uniqueKeysWithValues: (Self.full.objectValue ?? [:]).keys.map { ($0, JSONValue.null) })
        #expect(try codec().encodeMessage(.object(nulls)) == codec().encodeMessage([:]))
    }

    @Test func aTypeThatNoMessageCanHoldIsRefused() throws {
        let bad = Self.type("Bad", [Self.field("x", 1, .object(ObjectSchema(fields: [])))])
        let transcoder = ProtobufTranscoder(types: [bad.name: bad])
        #expect(failure { try transcoder.codec(for: bad.name) }?.reason == .noProtobufForm)
        let other = try transcoder.codec(for: "Nobody")
        #expect(other == nil)
    }
}
