import JSON
import Testing

/// What RFC 8259 says is JSON, and what is not.
struct ParserTests {
    static let accepted: [(String, String)] = [
        ("null", "null"), ("true", "true"), ("false", "false"), ("0", "0"), ("-0", "-0"), ("1", "1"), ("-1", "-1"),
        ("10", "10"), ("1.0", "1.0"), ("1e0", "1e0"), ("1E+2", "1E+2"), ("1.5e-7", "1.5e-7"), ("0.0", "0.0"),
        ("0e1", "0e1"), ("-0.5", "-0.5"), ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"), ("9223372036854775808", "9223372036854775808"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("1e400", "1e400"),
        ("\"\"", "\"\""), ("\"a\"", "\"a\""), ("\"\u{7F}\"", "\"\u{7F}\""), ("\"é\"", "\"é\""), ("\"𝄞\"", "\"𝄞\""),
        (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#), (#""\u0041\u00e9\u20AC""#, "\"Aé€\""),
        (#""\uD834\uDD1E""#, "\"𝄞\""), (#""\u0000""#, #""\u0000""#), (#""\uFFFF""#, "\"\u{FFFF}\""),
        ("[]", "[]"), ("{}", "{}"), (" [ ] ", "[]"), ("\t{\n}\r", "{}"), ("[1,2 , 3]", "[1,2,3]"),
        ("[[],[[]]]", "[[],[[]]]"),
        (#"{"a":1}"#, #"{"a":1}"#), (#" { "a" : [ { "b" : null } ] } "#, #"{"a":[{"b":null}]}"#),
        (#"{"b":1,"a":2}"#, #"{"b":1,"a":2}"#), (#"{"":0}"#, #"{"":0}"#), (#"{"a\nb":0}"#, #"{"a\nb":0}"#),
        ("[true,false,null]", "[true,false,null]"), ("\"\u{2028}<>&\"", "\"\u{2028}<>&\""),
        ("{\"é\":1,\"e\u{301}\":2}", "{\"é\":1,\"e\u{301}\":2}"),
        (#"{"abcdefgh":1,"abcdefgi":2,"abcdefg":3}"#, #"{"abcdefgh":1,"abcdefgi":2,"abcdefg":3}"#),
    ]

    @Test(arguments: accepted)
    func acceptsAndWritesBack(text: String, written: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.description == written)
        let document = try JSONDocument(parsing: text)
        #expect(document.root.value == value)
        var writer = JSONWriter()
        writer.write(document.root)
        #expect(try JSONValue(parsing: writer.finish()) == value)
        #expect(try JSONValue(parsing: document.root.rawBytes) == value)
    }

    static let refused: [(String, Int)] = [
        ("", 0), (" ", 1), ("nul", 3), ("nulL", 3), ("True", 0), ("tru e", 3), ("truex", 4), ("nan", 1),
        ("Infinity", 0),
        ("-", 1), ("+1", 0), ("01", 1), ("-01", 2), ("00", 1), ("1.", 2), (".5", 0), ("1.e1", 2), ("1e", 2), ("1e+", 3),
        ("1ee1", 2), ("0x1", 1), ("1_000", 1), ("--1", 1), ("1a", 1), ("- 1", 1), ("1.5.", 3),
        ("\"", 1), ("\"a", 2), ("\"a\\", 3), (#""\x""#, 1), (#""\u12""#, 1), (#""\u12G4""#, 1), (#""\U0041""#, 1),
        ("\"\n\"", 1), ("\"a\tb\"", 2), ("\"\u{0}\"", 1), ("\"\u{1F}\"", 1), ("'a'", 0),
        (#""\uD800""#, 1), (#""\uDC00""#, 1), (#""\uD800\uD800""#, 1), (#""\uD800x""#, 1), (#""\uD83D\u0041""#, 1),
        (#""\uDE00\uD83D""#, 1), ("[", 1), ("]", 0), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3),
        ("[1}", 2),
        ("[1]]", 3), ("{", 1), ("}", 0), ("{\"a\"", 4), ("{\"a\":", 5), ("{\"a\":1", 6), ("{\"a\":1,", 7),
        ("{\"a\":1,}", 7),
        ("{,}", 1), ("{a:1}", 1), ("{1:1}", 1), ("{\"a\" 1}", 5), ("{\"a\":}", 5), ("{\"a\":1]", 6), ("{\"a\"}", 4),
        ("1 2", 2), ("{} {}", 3), ("[] //c", 3), ("/*c*/1", 0), ("\u{FEFF}1", 0), ("\u{A0}1", 0), ("\u{B}1", 0),
        ("\u{0}", 0),
        ("[1]\u{0}", 3), ("[\"a\",\n 01]", 8), ("{\"a\":1,\"b\":2,\"a\":3}", 13), ("{\"a\":{\"b\":1,\"b\":2}}", 12),
        (#"{"a":1,"\u0061":2}"#, 7), (#"{"\u0061":1,"a":2}"#, 12), (#"{"a/b":1,"a\/b":2}"#, 9),
        (#"{"a\"b":1,"a\"b":2}"#, 10), ("{\"\":1,\"\":2}", 6),
    ]

    @Test(arguments: refused)
    func refusesAtOffset(text: String, offset: Int) throws {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.offset == offset, "\(String(describing: error))")
        #expect(error.map { !$0.description.isEmpty } == true)
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    static let malformedUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x82],
        [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        [0xF0, 0x28, 0x8C, 0xBC],
    ]

    @Test(arguments: malformedUTF8)
    func refusesMalformedUTF8(_ bytes: [UInt8]) {
        for padding in 0..<10 {
            let before = [UInt8](repeating: 0x61, count: padding)
            for after in ["\"", "aaaaaaaaaaaaaaaa\""] {
                let text = [0x22] + before + bytes + Array(after.utf8)
                let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
                #expect(error?.reason == .invalidUTF8)
                #expect(error?.offset == 1 + padding)
                #expect(throws: JSONError.self) {
                    try JSONDocument(parsing: Array("{".utf8) + text + Array(":1}".utf8))
                }
            }
        }
        #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
    }

    @Test func everyControlCharacterIsRefusedAtEveryPlace() {
        for control in UInt8(0)..<0x20 {
            for padding in 0..<18 {
                let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + [control] + Array("bbbbbbbbbbb\"".utf8)
                let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
                #expect(error?.reason == .controlCharacter(control))
                #expect(error?.offset == 1 + padding)
            }
        }
    }

    @Test func everyScalarSurvives() throws {
        for first in stride(from: UInt32(0x20), to: 0x11_0000, by: 101) {
            var text = ""
            for value in first..<min(first + 3, 0x11_0000) {
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            let bytes = JSONValue.string(text).serialized()
            #expect(try JSONValue(parsing: bytes) == .string(text))
        }
    }

    @Test func errorsTellWhere() throws {
        let text = "{\n  \"metadata\": {\"name\": \"é\"},\n  \"items\": [1, {\"é\": tru}]\n}"
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == 3)
        #expect(error?.column == 25)
        #expect(error?.path.pointer.description == "/items/1/é")
        #expect(error?.path.description == "items[1].é")
        #expect(error?.reason == .unexpectedByte(UInt8(ascii: "}"), expected: "'true'"))
    }

    @Test func reasons() {
        func reason(_ text: String, _ options: JSONParsingOptions = JSONParsingOptions()) -> JSONError.Reason? {
            do {
                _ = try JSONDocument(parsing: text, options: options)
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason("") == .unexpectedEnd)
        #expect(reason("{} x") == .trailingData)
        #expect(reason("\u{FEFF}{}") == .byteOrderMark)
        #expect(reason("[01]") == .invalidNumber)
        #expect(reason(#"["\ud800"]"#) == .loneSurrogate)
        #expect(reason(#"["\q"]"#) == .invalidEscape)
        #expect(reason(#"{"a":0,"a":1}"#) == .duplicateKey("a"))
        #expect(reason("[[[]]]", JSONParsingOptions(maximumDepth: 2)) == .tooDeep(limit: 2))
        #expect(reason("[[]]", JSONParsingOptions(maximumDepth: 2)) == nil)
        #expect(reason("[1,2]", JSONParsingOptions(maximumSize: 4)) == .tooLarge(limit: 4))
        #expect(reason("1", JSONParsingOptions(maximumDepth: 0)) == nil)
        #expect(reason("[]", JSONParsingOptions(maximumDepth: 0)) == .tooDeep(limit: 0))
    }
}
