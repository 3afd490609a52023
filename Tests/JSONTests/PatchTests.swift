import JSON
import Testing

/// The semantics of RFC 6902, its bounds, and kube-apiserver's departures from it.
struct PatchTests {
    private func apply(_ patch: String, to value: String, _ options: JSONPatchOptions = JSONPatchOptions()) throws
        -> String
    {
        let patch = try JSONPatch(JSONValue(parsing: patch), options: options)
        return try patch.apply(to: JSONValue(parsing: value), options: options).description
    }

    static let applied: [(String, String, String)] = [
        (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":2}]"#, #"{"a":1,"b":2}"#),
        (#"{"a":1,"b":2}"#, #"[{"op":"add","path":"/a","value":[3]}]"#, #"{"a":[3],"b":2}"#),
        (#"{"l":[1,3]}"#, #"[{"op":"add","path":"/l/1","value":2}]"#, #"{"l":[1,2,3]}"#),
        (
            #"{"l":[1]}"#, #"[{"op":"add","path":"/l/1","value":2},{"op":"add","path":"/l/-","value":3}]"#,
            #"{"l":[1,2,3]}"#
        ),
        (#"{"l":[]}"#, #"[{"op":"add","path":"/l/0","value":[]}]"#, #"{"l":[[]]}"#),
        (#"{"a":1}"#, #"[{"op":"add","path":"","value":[1]}]"#, "[1]"),
        (#"{"a":1,"b":2}"#, #"[{"op":"remove","path":"/a"}]"#, #"{"b":2}"#),
        (#"{"l":[1,2,3]}"#, #"[{"op":"remove","path":"/l/1"}]"#, #"{"l":[1,3]}"#),
        (#"{"a":1}"#, #"[{"op":"replace","path":"/a","value":null}]"#, #"{"a":null}"#),
        (#"{"l":[1,2]}"#, #"[{"op":"replace","path":"/l/0","value":9}]"#, #"{"l":[9,2]}"#),
        (#"1"#, #"[{"op":"replace","path":"","value":{"x":1}}]"#, #"{"x":1}"#),
        (#"{"a":{"x":1},"b":{}}"#, #"[{"op":"move","from":"/a/x","path":"/b/y"}]"#, #"{"a":{},"b":{"y":1}}"#),
        (#"{"l":["a","b","c"]}"#, #"[{"op":"move","from":"/l/0","path":"/l/2"}]"#, #"{"l":["b","c","a"]}"#),
        (#"{"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":1}"#),
        (
            #"{"a":{"x":[1]}}"#, #"[{"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/b/x/-","value":2}]"#,
            #"{"a":{"x":[1]},"b":{"x":[1,2]}}"#
        ),
        (#"{"a":1}"#, #"[{"op":"copy","from":"","path":"/b"}]"#, #"{"a":1,"b":{"a":1}}"#),
        (
            #"{"a":[1.0,{"b":2,"c":3}]}"#, #"[{"op":"test","path":"/a","value":[1,{"c":3,"b":2e0}]}]"#,
            #"{"a":[1.0,{"b":2,"c":3}]}"#
        ),
        (
            #"{"a/b":1,"m~n":2}"#, #"[{"op":"remove","path":"/a~1b"},{"op":"replace","path":"/m~0n","value":3}]"#,
            #"{"m~n":3}"#
        ),
        (#"{}"#, #"[{"op":"add","path":"/x","value":1,"extra":true}]"#, #"{"x":1}"#),
        (#"{"a":1}"#, "[]", #"{"a":1}"#),
        (#"{"":1}"#, #"[{"op":"replace","path":"/","value":2}]"#, #"{"":2}"#),
    ]

    @Test(arguments: applied)
    func applies(value: String, patch: String, expected: String) throws {
        #expect(try apply(patch, to: value) == expected)
        let parsed = try JSONPatch(JSONValue(parsing: patch))
        #expect(try JSONPatch(parsed.json) == parsed)
    }

    static let failed: [(String, String, JSONPatchError.Reason)] = [
        (#"{"a":1}"#, #"[{"op":"add","path":"/x/y","value":1}]"#, .missing),
        (#"{"a":1}"#, #"[{"op":"add","path":"/a/y","value":1}]"#, .notAContainer),
        (#"{"l":[1]}"#, #"[{"op":"add","path":"/l/2","value":1}]"#, .invalidIndex("2")),
        (#"{"l":[1]}"#, #"[{"op":"add","path":"/l/01","value":1}]"#, .invalidIndex("01")),
        (#"{"l":[1]}"#, #"[{"op":"add","path":"/l/-1","value":1}]"#, .invalidIndex("-1")),
        (#"{"l":[1]}"#, #"[{"op":"add","path":"/l/x","value":1}]"#, .invalidIndex("x")),
        (#"{"l":[1]}"#, #"[{"op":"remove","path":"/l/1"}]"#, .invalidIndex("1")),
        (#"{"l":[1]}"#, #"[{"op":"remove","path":"/l/-"}]"#, .invalidIndex("-")),
        (#"{"a":1}"#, #"[{"op":"remove","path":"/b"}]"#, .missing),
        (#"{"a":1}"#, #"[{"op":"remove","path":""}]"#, .wholeValue),
        (#"{"a":1}"#, #"[{"op":"replace","path":"/b","value":1}]"#, .missing),
        (#"{"l":[1]}"#, #"[{"op":"replace","path":"/l/1","value":1}]"#, .invalidIndex("1")),
        (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a/b/c"}]"#, .intoItself),
        (#"{"a":1}"#, #"[{"op":"move","from":"/x","path":"/a"}]"#, .missing),
        (#"{"a":1}"#, #"[{"op":"copy","from":"/x","path":"/a"}]"#, .missing),
        (#"{"a":1}"#, #"[{"op":"test","path":"/a","value":"1"}]"#, .testFailed),
        (#"{"a":[1,2]}"#, #"[{"op":"test","path":"/a","value":[2,1]}]"#, .testFailed),
        (#"{"a":1}"#, #"[{"op":"test","path":"/x","value":null}]"#, .missing),
    ]

    @Test(arguments: failed)
    func failsWithReason(value: String, patch: String, reason: JSONPatchError.Reason) throws {
        let error = #expect(throws: JSONPatchError.self) { try apply(patch, to: value) }
        #expect(error?.reason == reason)
        #expect(error?.operation == 0)
        #expect(error.map { $0.description.hasPrefix("operation 0") } == true)
    }

    @Test(arguments: [
        "{}", "1", "[1]", "[{}]", #"[{"op":"add","path":"/a"}]"#, #"[{"op":"add","value":1}]"#,
        #"[{"op":1,"path":"/a"}]"#,
        #"[{"op":"merge","path":"/a"}]"#, #"[{"op":"add","path":"a","value":1}]"#,
        #"[{"op":"add","path":1,"value":1}]"#,
        #"[{"op":"move","path":"/a"}]"#, #"[{"op":"copy","path":"/a","from":"x"}]"#,
        #"[{"op":"ADD","path":"/a","value":1}]"#,
        #"[{"op":"test","path":"/a"}]"#, #"[{"op":"add","path":"/~2","value":1}]"#,
    ])
    func malformed(_ patch: String) throws {
        let error = #expect(throws: JSONPatchError.self) { try apply(patch, to: "{}") }
        guard case .malformed = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func failureNamesOperationAndPath() throws {
        let error = #expect(throws: JSONPatchError.self) {
            try apply(#"[{"op":"add","path":"/b","value":1},{"op":"remove","path":"/none/x"}]"#, to: "{}")
        }
        #expect(error?.operation == 1)
        #expect(error?.path == "/none/x")
    }

    @Test func kubernetesLeniency() throws {
        let kubernetes = JSONPatchOptions.kubernetes
        #expect(
            try apply(#"[{"op":"replace","path":"/b","value":1}]"#, to: #"{"a":1}"#, kubernetes) == #"{"a":1,"b":1}"#)
        #expect(try apply(#"[{"op":"test","path":"/b","value":null}]"#, to: #"{"a":1}"#, kubernetes) == #"{"a":1}"#)
        #expect(
            try apply(#"[{"op":"copy","from":"/x","path":"/b"}]"#, to: #"{"a":1}"#, kubernetes) == #"{"a":1,"b":null}"#)
        #expect(try apply(#"[{"op":"remove","path":"/l/-1"}]"#, to: #"{"l":[1,2]}"#, kubernetes) == #"{"l":[1]}"#)
        #expect(
            try apply(#"[{"op":"add","path":"/l/-1","value":3}]"#, to: #"{"l":[1,2]}"#, kubernetes) == #"{"l":[1,2,3]}"#
        )
        for patch in [
            #"[{"op":"remove","path":"/b"}]"#, #"[{"op":"add","path":"","value":{}}]"#, #"[{"op":"remove","path":""}]"#,
            #"[{"op":"replace","path":"/x/y","value":1}]"#, #"[{"op":"remove","path":"/l/-2"}]"#,
            #"[{"op":"test","path":"/b","value":1}]"#, #"[{"op":"copy","from":"","path":"/b"}]"#,
        ] {
            #expect(throws: JSONPatchError.self) { try apply(patch, to: #"{"a":1,"l":[1]}"#, kubernetes) }
        }
        #expect(try apply(#"[{"op":"replace","path":"","value":{"b":2}}]"#, to: #"{"a":1}"#, kubernetes) == #"{"b":2}"#)
        var ignoring = JSONPatchOptions()
        ignoring.removeIgnoresMissing = true
        #expect(try apply(#"[{"op":"remove","path":"/b"},{"op":"remove","path":"/x/y"}]"#, to: "{}", ignoring) == "{}")
    }

    @Test func operationsAreBounded() throws {
        let operation = #"{"op":"test","path":"","value":{}}"#
        let many = "[" + [String](repeating: operation, count: 10_001).joined(separator: ",") + "]"
        let error = #expect(throws: JSONPatchError.self) { try apply(many, to: "{}") }
        #expect(error?.reason == .tooManyOperations(limit: 10_000))
        var options = JSONPatchOptions()
        options.maximumOperations = 1
        #expect(throws: JSONPatchError.self) { try apply("[\(operation),\(operation)]", to: "{}", options) }
        #expect(try apply("[\(operation)]", to: "{}", options) == "{}")
        #expect(throws: JSONPatchError.self) {
            try JSONPatch([.test(JSONPointer(), [:]), .test(JSONPointer(), [:])]).apply(to: [:], options: options)
        }
    }

    @Test func copiesCannotExplode() throws {
        // Each operation doubles the value: 2^40 elements without a bound.
        let doubling = (0..<40).map { _ in
            JSONPatch.Operation.copy(from: JSONPointer(tokens: ["a"]), to: JSONPointer(tokens: ["a", "-"]))
        }
        let error = #expect(throws: JSONPatchError.self) { try JSONPatch(doubling).apply(to: ["a": [1]]) }
        #expect(
            error?.reason == .copiesTooMuch(limit: 3 << 20)
                || error?.reason == .tooDeep(limit: JSONParsingOptions.maximumTreeDepth))
        let wide = (0..<10).map {
            JSONPatch.Operation.copy(from: JSONPointer(tokens: ["a"]), to: JSONPointer(tokens: ["b\($0)"]))
        }
        var options = JSONPatchOptions()
        options.maximumCopiedBytes = 50
        let value: JSONValue = ["a": "0123456789"]
        #expect(throws: JSONPatchError.self) { try JSONPatch(wide).apply(to: value, options: options) }
        #expect(try JSONPatch(Array(wide.prefix(4))).apply(to: value, options: options).objectValue?.count == 5)
    }

    @Test func resultsCannotNestTooDeeply() throws {
        // Moving a value below a deeper one again and again.
        var operations: [JSONPatch.Operation] = []
        for i in 0..<1_000 {
            operations.append(.add(JSONPointer(tokens: ["n"]), [:]))
            operations.append(.move(from: JSONPointer(tokens: ["v"]), to: JSONPointer(tokens: ["n", "v\(i % 7)"])))
            operations.append(.move(from: JSONPointer(tokens: ["n"]), to: JSONPointer(tokens: ["v"])))
        }
        let error = #expect(throws: JSONPatchError.self) { try JSONPatch(operations).apply(to: ["v": 1]) }
        #expect(error?.reason == .tooDeep(limit: JSONParsingOptions.maximumTreeDepth))
        let few = Array(operations.prefix(300))
        #expect(throws: Never.self) { try JSONPatch(few).apply(to: ["v": 1]) }
    }

    @Test func valueGivenStaysAsItIs() throws {
        let value = try JSONValue(parsing: #"{"a":{"b":[1,2,3]}}"#)
        let before = value.description
        let patch = try JSONPatch(JSONValue(parsing: #"[{"op":"remove","path":"/a/b/0"},{"op":"remove","path":"/x"}]"#))
        #expect(throws: JSONPatchError.self) { try patch.apply(to: value) }
        #expect(value.description == before)
    }
}
