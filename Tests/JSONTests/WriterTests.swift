import JSON
import Testing

struct WriterTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func indented() throws {
        let value: JSONValue = ["a": [1, [], .null, ["b": .null]], "c": [:], "d": "x"]
        let expected = """
            {
              "a": [
                1,
                [],
                null,
                {
                  "b": null
                }
              ],
              "c": {},
              "d": "x"
            }
            """
        #expect(text(value.serialized(indent: 2)) == expected)
        let document = try JSONDocument(parsing: value.serialized())
        var writer = JSONWriter(indent: 2)
        writer.write(document.root)
        #expect(text(writer.finish()) == expected)
        #expect(text((1 as JSONValue).serialized(indent: 4)) == "1")
        #expect(text(([1] as JSONValue).serialized(indent: 0)) == "[\n1\n]")
    }

    @Test func everyAsciiCharacterAtEveryPlace() throws {
        for scalar in UInt8(0)..<0x80 {
            for padding in [0, 1, 2, 3, 4, 6, 7, 8, 9, 15, 16, 17, 31] {
                for tail in [0, 1, 4, 9] {
                    let string =
                        String(repeating: "x", count: padding) + String(UnicodeScalar(scalar))
                        + String(repeating: "y", count: tail)
                    let bytes = JSONValue.string(string).serialized()
                    #expect(!bytes.contains { $0 < 0x20 })
                    let document = try JSONDocument(parsing: bytes)
                    #expect(document.root.stringValue == string)
                    var writer = JSONWriter()
                    writer.write(document.root)
                    #expect(writer.finish() == bytes)
                }
            }
        }
    }

    @Test func escapesAsRFC8259() {
        #expect(
            JSONValue.string("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é𝄞<>&\u{2028}").description
                == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}é𝄞<>&\u{2028}\"")
    }

    @Test func escapesHTMLOnRequest() throws {
        let string = "<a href=\"x\">&\u{2028}\u{2029}\u{2027}é</a>"
        let expected = #""\u003ca href=\"x\"\u003e\u0026\u2028\u2029"# + "\u{2027}é" + #"\u003c/a\u003e""#
        var writer = JSONWriter(escapesHTML: true)
        writer.write(JSONValue.string(string))
        #expect(text(writer.finish()) == expected)
        writer.write(try JSONDocument(parsing: JSONValue.string(string).serialized()).root)
        #expect(text(writer.finish()) == expected)
    }

    @Test func placesCommas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("a", 1)
        writer.field("none", nil as String?)
        writer.field("b", ["x", "{"])
        writer.key("c[")
        writer.beginArray()
        writer.element()
        writer.writeNull()
        writer.element(true)
        writer.element([] as [Int])
        writer.endArray()
        writer.key("d" as String)
        writer.write(verbatim: Array(#"{"raw":1}"#.utf8))
        writer.field("e", 2.5)
        #expect(writer.count == writer.bytes.count)
        writer.endObject()
        #expect(text(writer.bytes) == #"{"a":1,"b":["x","{"],"c[":[null,true,[]],"d":{"raw":1},"e":2.5}"#)
        _ = writer.finish()
        #expect(writer.count == 0)
        writer.beginArray()
        writer.endArray()
        #expect(text(writer.finish()) == "[]")
    }

    @Test func growsWithoutLoss() throws {
        let long = String(repeating: "0123456789é\n", count: 5_000)
        let value: JSONValue = .array((0..<20).map { .string("\($0)" + long) })
        #expect(try JSONValue(parsing: value.serialized()) == value)
    }

    @Test func partOfADocument() throws {
        let document = try JSONDocument(parsing: #"{"a" : [ 1 , {"b" : "\u0041\/"} ], "c":2}"#)
        var writer = JSONWriter()
        writer.write(try #require(document.root["a"]))
        #expect(text(writer.finish()) == #"[1,{"b":"\u0041\/"}]"#)
        writer.write(try #require(document.root["c"]))
        #expect(text(writer.finish()) == "2")
    }
}
