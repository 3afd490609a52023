import JSON
import Testing
import YAML

@Suite struct SyntaxErrorTests {
    @Test(arguments: [
        ("a: b: c", "1:5: mapping values are not allowed in this context"),
        ("a:\n  b: 1\n c: 2\n", "3:2: did not find expected key while parsing a block mapping that begins at 1:1"),
        ("a: [1, 2\n", "2:1: did not find expected ',' or ']' while parsing a flow sequence that begins at 1:4"),
        ("a: \"x\n", "2:1: found unexpected end of stream while scanning a quoted scalar that begins at 1:4"),
        ("a: 'x\n---\n", "2:1: found unexpected document indicator while scanning a quoted scalar that begins at 1:4"),
        ("a:\n\t- b\n", "2:1: found character that cannot start any token while scanning for the next token"),
        ("a: *x", "1:4: unknown anchor `x`"), ("a: &x [1, *x]", "1:11: the anchor `x` contains itself"),
        ("a: &x 1\n---\nb: *x\n", "3:4: unknown anchor `x`"),
        ("a: @b", "1:4: found character that cannot start any token while scanning for the next token"),
        ("a: \"\\q\"", "1:5: found unknown escape character while parsing a quoted scalar that begins at 1:4"),
        ("a: !x!y z", "1:4: found undefined tag handle while parsing a node"),
        ("%YAML 2.0\n---\n", "1:1: found incompatible YAML document"),
        (
            "a: \"\\uD83D\\uDE00\"",
            "1:7: found invalid Unicode character escape code while parsing a quoted scalar that begins at 1:4"
        ),
        ("a: é\u{0}", "1:5: the control character U+0000 is not allowed; write it as an escape in double quotes"),
        (
            "é: 1\r\nb: \u{85}c: \u{7F}",
            "3:4: the control character U+007F is not allowed; write it as an escape in double quotes"
        ),
        ("a: \u{9F}", "1:4: the control character U+009F is not allowed; write it as an escape in double quotes"),
        ("a: \u{FFFE}", "1:4: the control character U+FFFE is not allowed; write it as an escape in double quotes"),
    ])
    func messages(text: String, message: String) {
        do {
            let value = try JSONValue(yaml: text)
            Issue.record("\(text) was read as \(value)")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF0, 0x9F, 0x98], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: YAMLError("the text is not valid UTF-8", at: YAMLMark(line: 2, column: 4))) {
            try JSONValue(yaml: Array("a: é\nb: ".utf8) + bytes)
        }
    }
}
