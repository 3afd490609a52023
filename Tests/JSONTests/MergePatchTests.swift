import JSON
import Testing

/// The semantics of RFC 7386.
struct MergePatchTests {
    static let cases: [(String, String, String)] = [
        (#"{"a":1}"#, #"{"a":2}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"b":2}"#, #"{"a":1,"b":2}"#),
        (#"{"a":1}"#, #"{"a":null}"#, "{}"),
        (#"{"a":1,"b":2}"#, #"{"a":null}"#, #"{"b":2}"#), (#"{"a":[1]}"#, #"{"a":"x"}"#, #"{"a":"x"}"#),
        (#"{"a":"x"}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"{"a":{"b":1}}"#, #"{"a":{"b":2,"c":null}}"#, #"{"a":{"b":2}}"#),
        (#"{"a":[{"b":1}]}"#, #"{"a":[null,{"c":null}]}"#, #"{"a":[null,{"c":null}]}"#), (#"[1,2]"#, #"[3]"#, "[3]"),
        (#"{"a":1}"#, "null", "null"), (#"{"a":1}"#, #""x""#, #""x""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        (#"[1]"#, #"{"a":1,"b":null}"#, #"{"a":1}"#), ("{}", #"{"a":{"b":{"c":null}}}"#, #"{"a":{"b":{}}}"#),
        (#"{"a":{"x":1,"y":2}}"#, #"{"a":{}}"#, #"{"a":{"x":1,"y":2}}"#), (#"{"a":1}"#, "{}", #"{"a":1}"#),
    ]

    @Test(arguments: cases)
    func applies(target: String, patch: String, expected: String) throws {
        #expect(
            try JSONMergePatch.apply(JSONValue(parsing: patch), to: JSONValue(parsing: target)).description == expected)
    }

    static let differences: [(String, String, String?)] = [
        (#"{"a":1}"#, #"{"a":1}"#, "{}"), (#"{"a":1}"#, #"{"a":1.0}"#, #"{"a":1.0}"#),
        (#"{"a":1,"b":2}"#, #"{"b":3}"#, #"{"b":3,"a":null}"#),
        (#"{"a":{"x":1,"y":2}}"#, #"{"a":{"x":1}}"#, #"{"a":{"y":null}}"#),
        (#"{"a":[1]}"#, #"{"a":[1,2]}"#, #"{"a":[1,2]}"#),
        (#"{"a":1}"#, #"{"a":{"b":1}}"#, #"{"a":{"b":1}}"#), ("1", "[null]", "[null]"), ("{}", #"{"a":null}"#, nil),
        (#"{"a":1}"#, #"{"a":null}"#, nil), (#"{"a":null}"#, #"{"a":null}"#, "{}"), ("{}", #"{"a":{"b":null}}"#, nil),
        ("{}", #"{"a":[{"b":null}]}"#, #"{"a":[{"b":null}]}"#), ("[]", #"{"a":null}"#, nil),
    ]

    @Test(arguments: differences)
    func finds(old: String, new: String, expected: String?) throws {
        let old = try JSONValue(parsing: old)
        let new = try JSONValue(parsing: new)
        let patch = JSONMergePatch.difference(from: old, to: new)
        #expect(patch?.description == expected)
        if let patch { #expect(JSONMergePatch.apply(patch, to: old) == new) }
    }

    @Test func randomDifferencesApply() throws {
        var random = SeededGenerator(seed: 7386)
        var found = 0
        for _ in 0..<400 {
            let old = randomValue(&random, depth: 3)
            let new = randomValue(&random, depth: 3)
            guard let patch = JSONMergePatch.difference(from: old, to: new) else { continue }
            found += 1
            #expect(JSONMergePatch.apply(patch, to: old) == new)
        }
        #expect(found > 100)
    }
}
