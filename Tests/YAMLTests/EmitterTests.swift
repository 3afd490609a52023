import JSON
import Testing
import YAML

@Suite struct EmitterTests {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), (.integer(-5), "-5"), (.object([:]), "{}"), (.array([]), "[]"),
            ("plain text", "plain text"), ("", "\"\""), ("yes", "\"yes\""), ("y", "\"y\""), ("null", "\"null\""),
            ("~", "\"~\""),
            ("12", "\"12\""), ("0x1F", "\"0x1F\""), ("0o17", "\"0o17\""), ("1e3", "\"1e3\""), ("1.5", "\"1.5\""),
            (".inf", "\".inf\""),
            ("1:30", "\"1:30\""), ("1:30.5", "\"1:30.5\""), ("2001-01-01", "\"2001-01-01\""),
            ("2024-05-01T10:00:00Z", "\"2024-05-01T10:00:00Z\""), ("1e400", "\"1e400\""),
            ("0x1FFFFFFFFFFFFFFFFF", "\"0x1FFFFFFFFFFFFFFFFF\""),
            (".5_", "\".5_\""), ("0b_", "\"0b_\""), ("<<", "\"<<\""), ("=", "\"=\""), ("1.2.3", "1.2.3"),
            ("10.0.0.1", "10.0.0.1"),
            ("10.0.0.1:80", "10.0.0.1:80"),
            ("8f14e45f-ceea-467f-a0e6-b0d0b1f1f7a1", "8f14e45f-ceea-467f-a0e6-b0d0b1f1f7a1"),
            ("100m", "100m"), ("1Gi", "1Gi"), ("a: b", "'a: b'"), ("a:", "'a:'"), ("a:b", "a:b"), ("a #b", "'a #b'"),
            ("a#b", "a#b"),
            ("#a", "'#a'"), ("- a", "'- a'"), ("-a", "-a"), ("-", "'-'"), ("--- a", "'--- a'"), ("...", "'...'"),
            ("? a", "'? a'"),
            (":a", ":a"), ("*a", "'*a'"), ("&a", "'&a'"), ("!a", "'!a'"), ("%a", "'%a'"), ("@a", "'@a'"),
            ("`a", "'`a'"), ("|", "'|'"),
            (">", "'>'"), ("[a", "'[a'"), ("{a", "'{a'"), ("a, b]", "a, b]"), ("it's", "it's"), ("'a'", "'''a'''"),
            ("\"a\"", "'\"a\"'"),
            (" a", "' a'"), ("a ", "'a '"), (" ", "' '"), ("a\tb", "\"a\\tb\""), ("\\", "\\"), ("é", "é"),
            ("😀", "\"\\U0001F600\""),
            ("\u{85}", "\"\\x85\""), ("\u{2028}\u{2029}", "\"\\u2028\\u2029\""), ("\u{7F}\u{1}\r", "\"\\x7F\\x01\\r\""),
            ("\u{FEFF}a", "\"\\uFEFFa\""), ("\u{FFFE}", "\"\\uFFFE\""), ("\u{A0}", "\u{A0}"),
            ("a\nb", "|-\n  a\n  b"), ("a\nb\n", "|\n  a\n  b"), ("a\n\nb\n\n", "|+\n  a\n\n  b\n"),
            (" a\nb\n", "|2\n   a\n  b"),
            ("\na\n", "|2\n\n  a"), ("\ta\n", "|2\n  \ta"), ("a \nb", "\"a \\nb\""), ("a\nb ", "\"a\\nb \""),
            ("\n", "\"\\n\""),
            ("a\r\nb", "\"a\\r\\nb\""), ("a\n😀", "\"a\\n\\U0001F600\""), ("a\n\tb: #c\n", "|\n  a\n  \tb: #c"),
        ] as [(JSONValue, String)])
    func scalars(value: JSONValue, text: String) throws {
        #expect(value.yaml() == text + "\n")
        #expect(try JSONValue(yaml: value.yaml()) == value)
    }

    @Test(arguments: [
        ("1.0", "1.0"), ("1e3", "1.0e+3"), ("1E-7", "1.0e-7"), ("-1.5e+10", "-1.5e+10"),
        ("18446744073709551616", "18446744073709551616"),
        ("-0", "-0"), ("0.10", "0.10"),
    ])
    func numbersKeepTheirText(number: String, text: String) throws {
        #expect(JSONValue.number(try #require(JSONNumber(number))).yaml() == text + "\n")
    }

    @Test func layout() throws {
        let value: JSONValue = [
            "apiVersion": "v1",
            "metadata": ["name": "a", "labels": [:], "finalizers": []],
            "list": ["a", ["b": 1, "c": [1, 2]], [["x"], []], [:], "t\nu\n"],
            "on": ["1": "one", "": "empty", "a: b": .null],
            "script": "#!/bin/sh\necho\n",
        ]
        let text = """
            apiVersion: v1
            metadata:
              name: a
              labels: {}
              finalizers: []
            list:
            - a
            - b: 1
              c:
              - 1
              - 2
            - - - x
              - []
            - {}
            - |
              t
              u
            "on":
              "1": one
              "": empty
              'a: b': null
            script: |
              #!/bin/sh
              echo

            """
        #expect(value.yaml() == text)
        #expect(try JSONValue(yaml: text) == value)
    }

    @Test func sortedAsKubectlSorts() {
        let value: JSONValue = [
            "b": 1, "a10": 1, "a2": 1, "A": 1, "a": ["z": 1, "_": 1, "0": 1], "10": 1, "9": 1, "a-b": 1, "ab": 1,
        ]
        let text = """
            "9": 1
            "10": 1
            A: 1
            a:
              _: 1
              "0": 1
              z: 1
            a-b: 1
            a2: 1
            a10: 1
            ab: 1
            b: 1

            """
        #expect(value.yaml(YAMLOptions(sortsKeys: true)) == text)
    }

    @Test func longStringsAreNotFolded() throws {
        let long = String(repeating: "word ", count: 1000) + "end"
        #expect(JSONValue.object(["a": .string(long)]).yaml() == "a: \(long)\n")
    }

    @Test func longKeys() throws {
        let value: JSONValue = .object([
            String(repeating: "k", count: 5000): ["a": [1]], String(repeating: "é ", count: 300) + "x": [1, ["b"]],
            String(repeating: "\n", count: 600): "t\nu", String(repeating: "l", count: 5000): 1,
        ])
        for value in [value, ["x": [value]]] {
            #expect(try JSONValue(yaml: value.yaml()) == value)
        }
    }

    @Test func documents() throws {
        let values: [JSONValue] = [["a": 1], [], "x", "a\n\n", .null]
        let text = JSONValue.yaml(documents: values)
        #expect(text == "a: 1\n---\n[]\n---\nx\n---\n|+\n  a\n\n---\nnull\n")
        #expect(try JSONValue.documents(yaml: text.utf8) == values)
    }

    @Test func inSteps() {
        var emitter = YAMLEmitter()
        var pieces: [[UInt8]] = []
        emitter.beginDocument()
        emitter.beginMapping()
        emitter.key("kind")
        emitter.string("List")
        emitter.key("items")
        emitter.beginSequence()
        for index in 0..<2 {
            emitter.value(["name": .integer(Int64(index)), "labels": ["a": "b"]])
            pieces.append(emitter.takeBytes())
        }
        emitter.endSequence()
        emitter.key("empty")
        emitter.beginMapping()
        emitter.endMapping()
        emitter.endMapping()
        pieces.append(emitter.takeBytes())
        #expect(pieces.count == 3)
        let text = """
            kind: List
            items:
            - name: 0
              labels:
                a: b
            - name: 1
              labels:
                a: b
            empty: {}

            """
        #expect(String(decoding: pieces.joined(), as: UTF8.self) == text)
    }

    @Test func stepsThatFitNothing() throws {
        var emitter = YAMLEmitter()
        emitter.endMapping()
        emitter.key("a")
        emitter.beginDocument()
        emitter.beginMapping()
        emitter.endSequence()
        emitter.value(1)
        emitter.endMapping()
        emitter.endMapping()
        #expect(String(decoding: emitter.bytes, as: UTF8.self) == "\"\": 1\n")
    }

    @Test func deepValues() {
        var value: JSONValue = 1
        for _ in 0..<1000 { value = [value] }
        #expect(value.yaml() == String(repeating: "- ", count: 1000) + "1\n")
    }
}
