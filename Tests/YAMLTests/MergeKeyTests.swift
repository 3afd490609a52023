import JSON
import Testing
import YAML

@Suite struct MergeKeyTests {
    @Test(
        arguments: [
            ("{<<: {a: 2, b: 3}, a: 1}", ["a": 1, "b": 3]), ("{a: 1, <<: {a: 2, b: 3}}", ["a": 1, "b": 3]),
            ("{<<: [{a: 1}, {a: 2, b: 3}], c: 4}", ["a": 1, "b": 3, "c": 4]),
            ("{<<: {<<: {a: 1}, b: 2}, c: 3}", ["a": 1, "b": 2, "c": 3]),
            ("{\"<<\": {a: 1}}", ["<<": ["a": 1]]), ("{!!merge <<: {a: 1}}", ["a": 1]),
            ("{!!str <<: {a: 1}}", ["<<": ["a": 1]]),
            ("{<<: {a: 1}, <<: {a: 2, b: 2}}", ["a": 1, "b": 2]), ("{<<: []}", [:]),
            ("{<<: {1: a}, '1': b}", ["1": "b"]),
            (
                "p: &p {a: 1}\nq: &q {b: 2}\nz:\n  <<: [*p, *q]\n",
                ["p": ["a": 1], "q": ["b": 2], "z": ["a": 1, "b": 2]]
            ),
        ] as [(String, JSONValue)])
    func merges(text: String, expected: JSONValue) throws {
        let value = try JSONValue(yaml: text)
        #expect(value == expected, "\(text)")
    }

    @Test func mergedMembersStandWhereTheMergeKeyStands() throws {
        #expect(
            try JSONValue(yaml: "{é: 1, e\u{301}: 2}")
                == .object(JSONObject(uniqueKeysWithValues: [("é", 1), ("e\u{301}", 2)])))
        let members = try YAMLNode.parseSingle("a: 1\n<<: {b: 2, d: 9}\nc: 3\nd: 4\n").resolvedMembers()
        #expect(members.map(\.name) == ["a", "b", "c", "d"])
        #expect(members.map(\.key.mark.line) == [1, 2, 3, 4])
    }

    @Test(arguments: [
        ("<<: 1", "a merge key takes a mapping or a sequence of mappings, found a number", 5),
        ("<<:", "a merge key takes a mapping or a sequence of mappings, found null", 4),
        ("<<: [{a: 1}, x]", "a merge key takes a mapping or a sequence of mappings, found a string", 14),
        ("<<: [[{a: 1}]]", "a merge key takes a mapping or a sequence of mappings, found a sequence", 6),
    ])
    func whatCannotBeMerged(text: String, message: String, column: Int) {
        #expect(throws: YAMLError(message, at: YAMLMark(line: 1, column: column))) { try JSONValue(yaml: text) }
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "a", 1, 1, 3, 1), ("{1: a, '1': b}", "1", 1, 2, 1, 8),
        ("{on: a, true: b}", "true", 1, 2, 1, 9),
        ("- x:\n    c: 1\n    c: 1\n", "c", 2, 5, 3, 5), ("{<<: {a: 1, a: 2}}", "a", 1, 7, 1, 13),
        ("{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, e: 1}", "e", 1, 26, 1, 56),
    ])
    func duplicateKeys(text: String, name: String, line: Int, column: Int, secondLine: Int, secondColumn: Int) {
        let first = YAMLMark(line: line, column: column)
        let second = YAMLMark(line: secondLine, column: secondColumn)
        #expect(throws: YAMLError("the key `\(name)` is given twice, first at \(first)", at: second, related: first)) {
            try JSONValue(yaml: text)
        }
    }

    @Test(
        arguments: [
            ("{a: 1, b: 2, a: 3}", ["a": 3, "b": 2] as JSONValue, ["a 1:14"]),
            ("{a: 1, a: 2, a: 3}", ["a": 3], ["a 1:8", "a 1:14"]),
            ("{a: 1, <<: {c: 1, c: 2, a: 5}, a: 3, b: 4}", ["a": 3, "b": 4, "c": 2], ["a 1:32", "c 1:19"]),
            ("- {x: {z: 1, z: [1]}}", [["x": ["z": [1]]]], ["z 1:14"]),
        ] as [(String, JSONValue, [String])])
    func duplicateKeysMayBeReported(text: String, expected: JSONValue, reports: [String]) throws {
        var reported: [String] = []
        let value = try YAMLNode.parseSingle(text).jsonValue { key, error in reported.append("\(key) \(error.mark)") }
        #expect(value == expected)
        #expect(reported == reports)
    }
}
