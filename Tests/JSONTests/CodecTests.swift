import JSON
import Testing

/// A model as the generator writes them.
private struct Probe: Sendable, Equatable, JSONCodable {
    var port = 0
    var host: String?
    var headers: [Header]?
    var labels: [String: String]?
    var next: CopyOnWriteBox<Probe>?
    var unknownFields = UnknownFields()

    init() {}

    static let fieldNames = JSONFieldNames("port,host,headers,labels,next")

    init(json: JSONNode) throws(JSONDecodingError) {
        self.init()
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&port)
            case 1: try object.read(&host)
            case 2: try object.read(&headers)
            case 3: try object.read(&labels)
            case 4:
                var inner: Probe?
                try object.read(&inner)
                next = inner.map { CopyOnWriteBox($0) }
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("port", port)
        writer.field("host", host)
        writer.field("headers", headers)
        writer.field("labels", labels)
        writer.field("next", next?.value)
        writer.endObject(unknownFields)
    }
}

private struct Header: Sendable, Equatable, JSONCodable {
    var name = ""
    var unknownFields = UnknownFields()

    static let fieldNames = JSONFieldNames("name")

    init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            if field == 0 { try object.read(&name) }
        }
        unknownFields = object.unknownFields
    }

    func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.endObject(unknownFields)
    }
}

struct CodecTests {
    private func decode<Value: JSONDecodable>(_ text: String, _: Value.Type = Value.self) throws -> Value {
        try Value(parsing: Array(text.utf8))
    }

    private func text(_ value: some JSONEncodable) -> String { String(decoding: value.encodedJSON(), as: UTF8.self) }

    @Test func keepsUnknownFieldsInOrder() throws {
        let probe: Probe = try decode(
            #"{"z":[1.0],"labels":{"b":"2","a":"1"},"port":80,"new":{"k":null},"headers":[{"name":"x","more":1}],"host":null}"#
        )
        #expect(probe.port == 80)
        #expect(probe.host == nil)
        #expect(probe.labels == ["a": "1", "b": "2"])
        #expect(probe.headers?.first?.name == "x")
        #expect(probe.unknownFields["new"] == ["k": .null])
        #expect(probe.unknownFields.map(\.key) == ["z", "new"])
        #expect(
            text(probe)
                == #"{"port":80,"headers":[{"name":"x","more":1}],"labels":{"a":"1","b":"2"},"z":[1.0],"new":{"k":null}}"#
        )
        #expect(try decode(text(probe), Probe.self) == probe)
    }

    @Test(arguments: ["{}", #"{"port":null,"host":null,"headers":null}"#])
    func absentAndNullAreEmpty(_ json: String) throws {
        let probe: Probe = try decode(json)
        #expect(probe == Probe())
        #expect(probe.unknownFields.isEmpty)
        #expect(text(probe) == #"{"port":0}"#)
    }

    @Test func escapedNamesAreFields() throws {
        let probe: Probe = try decode(#"{"\u0070ort":1,"h\u006Fst":"x","p\u00f6rt":2}"#)
        #expect(probe.port == 1)
        #expect(probe.host == "x")
        #expect(probe.unknownFields["pört"] == 2)
    }

    @Test(arguments: [
        (#"[]"#, "", "expected an object, found an array"),
        (#"{"port":"80"}"#, "port", "expected a number, found a string"),
        (#"{"port":1.5}"#, "port", "1.5 is no whole number of 64 bits"),
        (#"{"headers":[{"name":"a"},{"name":1}]}"#, "headers[1].name", "expected a string, found a number"),
        (#"{"headers":[null]}"#, "headers[0]", "expected an object, found null"),
        (#"{"headers":{}}"#, "headers", "expected an array, found an object"),
        (#"{"labels":{"a.b/c":true}}"#, "labels.a.b/c", "expected a string, found a boolean"),
        (#"{"next":{"next":{"port":[]}}}"#, "next.next.port", "expected a number, found an array"),
    ])
    func errorsNameThePath(json: String, path: String, message: String) throws {
        let error = #expect(throws: JSONDecodingError.self) { try decode(json, Probe.self) }
        #expect(error?.path == path)
        #expect(error?.message == message)
        #expect(error?.description == (path.isEmpty ? message : "\(path): \(message)"))
    }

    @Test func recursionIsBounded() throws {
        @Sendable func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: #"{"next":"#, count: levels) + "{}" + String(repeating: "}", count: levels)).utf8)
        }
        try onSmallStack {
            let deepest = nested(JSONObjectReader.maximumDepth - 1)
            let probe = try Probe(parsing: deepest)
            #expect(probe.next != nil)
            let tooDeep = nested(JSONObjectReader.maximumDepth)
            let error = #expect(throws: JSONDecodingError.self) { try Probe(parsing: tooDeep) }
            #expect(error?.message.contains("more than") == true)
        }
    }

    @Test func standardTypes() throws {
        #expect(try decode("true", Bool.self))
        #expect(try decode("-5", Int32.self) == -5)
        #expect(try decode("5.0", Int.self) == 5)
        #expect(try decode("9223372036854775807", Int64.self) == .max)
        #expect(try decode("1e2", Double.self) == 100)
        #expect(try decode("[1,null]", [Int?].self) == [1, nil])
        #expect(try decode("null", String?.self) == nil)
        #expect(try decode(#"{"a":[1]}"#, [String: [Int]].self) == ["a": [1]])
        #expect(try decode(#"{"a":1.0}"#, JSONObject.self)["a"] == 1)
        #expect(try decode(#"[1.50]"#, JSONValue.self).description == "[1.50]")
        #expect(try decode("12345678901234567890", JSONNumber.self).text == "12345678901234567890")
        #expect(text([1, nil] as [Int?]) == "[1,null]")
        #expect(text(["b": 1, "a": 2, "é": 3, "B": 4]) == #"{"B":4,"a":2,"b":1,"é":3}"#)
        #expect(text(Int32.min) == "-2147483648")
        for (json, type) in [
            ("1", Bool.self), ("true", Int.self), ("2147483648", Int32.self), ("9223372036854775808", Int64.self),
            ("null", Int.self),
            ("\"1\"", Double.self), ("1", String.self), ("null", String.self), ("[]", JSONObject.self),
            ("\"1\"", JSONNumber.self),
            ("[]", [String: Int].self), ("{}", [Int].self),
        ] as [(String, any JSONDecodable.Type)] {
            #expect(throws: JSONDecodingError.self) { try type.init(parsing: Array(json.utf8)) }
        }
    }

    @Test func bytesAreBase64() throws {
        #expect(try decode(#""Zm\r\n9v""#, JSONBytes.self).bytes == [0x66, 0x6F, 0x6F])
        #expect(try JSONBytes(parsing: JSONBytes([0xFB, 0xFF]).encodedJSON()) == JSONBytes([0xFB, 0xFF]))
        #expect(JSONBytes(base64: "Zg") == nil)
        #expect(throws: JSONDecodingError.self) { try decode(#""é""#, JSONBytes.self) }
    }

    @Test func boxCopiesOnWrite() {
        let first = CopyOnWriteBox([1])
        var second = first
        second.value.append(2)
        #expect(first.value == [1])
        #expect(second.value == [1, 2])
        #expect(first != second)
        #expect(first == CopyOnWriteBox([1]))
        #expect(first.hashValue == CopyOnWriteBox([1]).hashValue)
    }

    @Test func unknownFields() {
        var fields = UnknownFields()
        #expect(fields.isEmpty)
        #expect(MemoryLayout<UnknownFields>.size == MemoryLayout<Int>.size)
        fields["a"] = nil
        #expect(fields.isEmpty)
        fields["a"] = 1
        var other = UnknownFields(["a": 1.0])
        #expect(fields == other)
        #expect(fields.hashValue == other.hashValue)
        other["a"] = nil
        #expect(other.isEmpty)
        #expect(fields != other)
        #expect(fields.object == ["a": 1])
    }

    @Test func manyUnknownFieldsTakeLinearTime() throws {
        let members = (0..<20_000).map { "\"u\($0)\":\($0)" }
        let probe: Probe = try decode("{" + members.joined(separator: ",") + "}")
        #expect(probe.unknownFields.object.count == 20_000)
        #expect(probe.unknownFields["u19999"] == 19_999)
    }

    @Test func fieldNames() {
        let names = JSONFieldNames("a,bc,,d")
        #expect(names.count == 3)
        #expect((0..<3).map { names[$0] } == ["a", "bc", "d"])
        #expect(JSONFieldNames("").count == 0)
        #expect(JSONFieldNames("x")[0] == "x")
    }
}
