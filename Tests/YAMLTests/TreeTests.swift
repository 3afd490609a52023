import JSON
import Testing
import YAML

@Suite struct TreeTests {
    private func mark(_ line: Int, _ column: Int) -> YAMLMark { YAMLMark(line: line, column: column) }

    @Test func everyKeyAndValueHasItsPlace() throws {
        let root = try YAMLNode.parseSingle(
            """
            # comment
            spec:
              - name: "é𝄞"  # counts scalars
                value: |
                  text
              - &x !!str flow
              - {a: [1, 2], b: *x}
            empty:
            """)
        #expect(root.mark == mark(2, 1))
        let members = try #require(root.members)
        #expect(members.map(\.key.mark) == [mark(2, 1), mark(8, 1)])
        #expect(members[1].value.mark == mark(8, 7))
        #expect(members[1].value.scalarText == "")
        let elements = try #require(root["spec"]?.elements)
        #expect(elements.map(\.mark) == [mark(3, 5), mark(6, 5), mark(7, 5)])
        let name = try #require(elements[0].members?.first)
        #expect(name.key.mark == mark(3, 5))
        #expect(name.value.mark == mark(3, 11))
        #expect(name.value.end == mark(3, 15))
        #expect(name.value.style == .doubleQuoted)
        #expect(elements[0]["value"]?.style == .literal)
        #expect(elements[1].tag == "tag:yaml.org,2002:str")
        #expect(elements[2].style == .flow)
        #expect(elements[2].end == mark(7, 23))
        #expect(elements[2]["a"]?[1]?.mark == mark(7, 13))
        let alias = try #require(elements[2]["b"])
        #expect(alias.isAlias)
        #expect(alias.mark == mark(7, 20))
        #expect(alias.scalarText == "flow")
        #expect(root["spec"]?.mark == mark(3, 3))
        #expect(root["spec"]?.end == mark(7, 23))
        #expect(root["none"] == nil)
        #expect(elements[2]["a"]?[2] == nil)
    }

    @Test(arguments: [
        ("{}", "a mapping"), ("[]", "a sequence"), ("", "null"), ("on", "a boolean"), ("0x1", "a number"),
        ("1.5", "a number"), ("2001-01-01", "a string"), ("'1'", "a string"), ("!!int x", "a string"),
    ])
    func kinds(text: String, kind: String) throws {
        #expect(try YAMLNode.parseSingle(text).kindDescription == kind)
    }

    @Test(
        arguments: [
            ("", []), ("# nothing\n", []), ("---\n", [.null]), ("---\n---\n...\n", [.null, .null]),
            ("a: 1\n---\nb\n", [["a": 1], "b"]),
            ("%YAML 1.1\n---\na\n...\n%TAG ! tag:x,2000:\n---\n!y b\n", ["a", "b"]), ("--- a\n--- b\n", ["a", "b"]),
            ("\u{FEFF}a: 1", [["a": 1]]), ("a: 1\r\nb:\r\n- 2\r\n", [["a": 1, "b": [2]]]),
            ("a: |\r\n  x\r\n  y\r\n", [["a": "x\ny\n"]]),
            ("a:\t1", [["a": 1]]), ("[a,\n\tb]", [["a", "b"]]), ("? a\n: b\n? c\n", [["a": "b", "c": .null]]),
            ("\"\\u263A \\x41 \\U0001F600 \\/ \\N \\_\"", ["☺ A 😀 / \u{85} \u{A0}"]),
            ("--- >-\n  a\n  b\n\n  c\n", ["a b\nc"]),
        ] as [(String, [JSONValue])])
    func documents(text: String, expected: [JSONValue]) throws {
        #expect(try JSONValue.documents(yaml: text.utf8) == expected, "\(text)")
    }

    @Test func onlyOneDocument() throws {
        #expect(throws: YAMLError("expected a single document", at: mark(3, 1))) { try JSONValue(yaml: "a\n---\nb\n") }
        #expect(try JSONValue(yaml: "") == .null)
        #expect(try JSONValue(yaml: [UInt8]()) == .null)
    }

    @Test func utf16() throws {
        let text = "a: \"é😀\"\nb: [1]\n"
        let expected: JSONValue = ["a": "é😀", "b": [1]]
        let little: [UInt8] = text.utf16.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        let big: [UInt8] = text.utf16.reduce(into: [0xFE, 0xFF]) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF)] }
        #expect(try JSONValue(yaml: little) == expected)
        #expect(try JSONValue(yaml: big) == expected)
        let invalid = YAMLError("the text is not valid UTF-16", at: .start)
        #expect(throws: invalid) { try JSONValue(yaml: little.dropLast()) }
        #expect(throws: invalid) { try JSONValue(yaml: [0xFE, 0xFF, 0xD8, 0] as [UInt8]) }
        #expect(throws: YAMLError("the text is UTF-32; YAML is read as UTF-8 or UTF-16", at: .start)) {
            try JSONValue(yaml: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0] as [UInt8])
        }
    }

    @Test func collectionsThatAreNotContiguous() throws {
        #expect(try JSONValue(yaml: "a: 1".utf8.lazy.filter { _ in true }.map { $0 }) == ["a": 1])
    }
}
