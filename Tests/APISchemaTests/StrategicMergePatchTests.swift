import APISchema
import JSON
import Testing

@Suite struct StrategicMergePatchTests {
    private func patched(_ original: String, _ patch: String) throws -> String {
        try StrategicMergePatch.apply(try parsed(patch), to: try parsed(original), schema: try Sample.thing())
            .description
    }

    @Test func maps() throws {
        #expect(
            try patched(#"{"spec":{"replicas":1,"note":"x"}}"#, #"{"spec":{"replicas":2,"note":null,"port":80}}"#)
                == #"{"spec":{"replicas":2,"port":80}}"#)
        #expect(
            try patched(#"{"spec":{"selector":{"a":"b"}}}"#, #"{"spec":{"selector":{"$patch":"replace","c":"d"}}}"#)
                == #"{"spec":{"selector":{"c":"d"}}}"#)
        #expect(
            try patched(#"{"spec":{"selector":{"a":"b"}}}"#, #"{"spec":{"selector":{"$patch":"delete"}}}"#)
                == #"{"spec":{"selector":{}}}"#)
        #expect(
            try patched(
                "{}",
                #"{"spec":{"selector":{"$patch":"replace","c":"d"},"nested":{"value":null,"by":{}},"strategy":{"$patch":"delete"}}}"#
            ) == #"{"spec":{"selector":{"c":"d"},"nested":{"by":{}}}}"#)
        #expect(try patched(#"{"unknown":{"a":1}}"#, #"{"unknown":{"b":[1]}}"#) == #"{"unknown":{"a":1,"b":[1]}}"#)
        #expect(
            try patched(#"{"spec":{"nested":"x"}}"#, #"{"spec":{"nested":{"value":1}}}"#)
                == #"{"spec":{"nested":{"value":1}}}"#)
    }

    /// Kubernetes converts the floating-point numbers of these patches.
    @Test func wholeNumbers() throws {
        #expect(
            try patched(
                #"{"spec":{"replicas":1}}"#,
                #"{"spec":{"replicas":2.0,"port":8e1,"nested":{"by":{"a":{"value":1e2}}},"raw":1.0},"status":{"ratio":1.0}}"#
            )
                == #"{"spec":{"replicas":2,"port":80,"nested":{"by":{"a":{"value":100}}},"raw":1.0},"status":{"ratio":1.0}}"#
        )
        #expect(
            try patched(
                #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"protocol":"TCP"}]}]}}"#,
                #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80.0,"protocol":"UDP"}]}]}}"#)
                == #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"protocol":"UDP"}]}]}}"#)
        #expect(try patched("{}", #"{"spec":{"replicas":1.5}}"#) == #"{"spec":{"replicas":1.5}}"#)
    }

    @Test func retainKeys() throws {
        let original = #"{"spec":{"strategy":{"type":"Rolling","x":1}}}"#
        #expect(
            try patched(original, #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#)
                == #"{"spec":{"strategy":{"type":"Recreate"}}}"#)
        #expect(throws: StrategicMergePatchError.self) {
            try patched(original, #"{"spec":{"strategy":{"$retainKeys":["x"],"type":"R"}}}"#)
        }
        #expect(throws: StrategicMergePatchError.self) {
            try patched(original, #"{"spec":{"strategy":{"$retainKeys":"x"}}}"#)
        }
    }

    @Test func largeElementsAreNotNamedTooOften() throws {
        // Each element of the patch has the ports merged anew.
        let ports = (1...2_000).map { JSONValue.object(["containerPort": .integer($0)]) }
        let original: JSONValue = ["spec": ["containers": [["name": "a", "ports": .array(ports)]]]]
        func patch(_ count: Int) -> JSONValue {
            let element: JSONValue = ["name": "a", "ports": [["containerPort": 1]]]
            return ["spec": ["containers": .array(Array(repeating: element, count: count))]]
        }
        let schema = try Sample.thing()
        #expect(try StrategicMergePatch.apply(patch(2), to: original, schema: schema) == original)
        let error = #expect(throws: StrategicMergePatchError.self) {
            try StrategicMergePatch.apply(patch(20_000), to: original, schema: schema)
        }
        #expect(error?.reason == "the patch names large elements too often")
    }

    @Test func manyMembersAreRemovedAtOnce() throws {
        let names = (0..<20_000).map { "k\($0)" }
        let original: JSONValue = [
            "spec": ["selector": .object(JSONObject(uniqueKeysWithValues: names.map { ($0, "x") }))]
        ]
        let nulls = JSONObject(uniqueKeysWithValues: names.dropLast().map { ($0, JSONValue.null) })
        let patched = try StrategicMergePatch.apply(
            ["spec": ["selector": .object(nulls)]], to: original, schema: Sample.thing())
        #expect(patched == ["spec": ["selector": ["k19999": "x"]]])
    }

    private let containers =
        #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"},{"name":"c"}]}}"#

    @Test func listsByKey() throws {
        #expect(
            try patched(containers, #"{"spec":{"containers":[{"name":"b","image":"9","command":["x"]},{"name":"d"}]}}"#)
                == #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"9","command":["x"]},{"name":"d"},{"name":"c"}]}}"#
        )
        #expect(
            try patched(containers, #"{"spec":{"containers":[{"name":"b","$patch":"delete"}]}}"#)
                == #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"c"}]}}"#
        )
        #expect(
            try patched(containers, #"{"spec":{"containers":[{"name":"x"},{"$patch":"replace"}]}}"#)
                == #"{"spec":{"containers":[{"name":"x"}]}}"#)
        #expect(
            try patched("{}", #"{"spec":{"containers":[{"name":"x","image":null},{"name":"y","$patch":"delete"}]}}"#)
                == #"{"spec":{"containers":[{"name":"x"}]}}"#)
        #expect(
            try patched(
                #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"TCP"}]}]}}"#,
                #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"UDP"},{"containerPort":2}]}]}}"#
            )
                == #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"UDP"},{"containerPort":2}]}]}}"#
        )
        // A list without strategy is replaced.
        #expect(
            try patched(#"{"status":{"items":["a"]}}"#, #"{"status":{"items":["b"]}}"#)
                == #"{"status":{"items":["b"]}}"#)
    }

    @Test func order() throws {
        #expect(
            try patched(
                containers, #"{"spec":{"$setElementOrder/containers":[{"name":"c"},{"name":"b"},{"name":"a"}]}}"#)
                == #"{"spec":{"containers":[{"name":"c"},{"name":"b","image":"2"},{"name":"a","image":"1"}]}}"#
        )
        #expect(
            try patched(
                containers,
                #"{"spec":{"$setElementOrder/containers":[{"name":"d"},{"name":"a"}],"containers":[{"name":"d"}]}}"#)
                == #"{"spec":{"containers":[{"name":"d"},{"name":"a","image":"1"},{"name":"b","image":"2"},{"name":"c"}]}}"#
        )
        #expect(throws: StrategicMergePatchError.self) {
            try patched(
                containers, #"{"spec":{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"name":"d"}]}}"#)
        }
    }

    @Test func primitiveLists() throws {
        let original = #"{"spec":{"finalizers":["a","b","c"]}}"#
        #expect(
            try patched(original, #"{"spec":{"finalizers":["d","b"]}}"#)
                == #"{"spec":{"finalizers":["d","a","b","c"]}}"#)
        #expect(
            try patched(original, #"{"spec":{"$deleteFromPrimitiveList/finalizers":["a","x"]}}"#)
                == #"{"spec":{"finalizers":["b","c"]}}"#)
        #expect(
            try patched(
                original,
                #"{"spec":{"$deleteFromPrimitiveList/finalizers":["b"],"$setElementOrder/finalizers":["d","c","a"],"finalizers":["d"]}}"#
            )
                == #"{"spec":{"finalizers":["d","c","a"]}}"#
        )
        #expect(
            try patched(
                "{}", #"{"spec":{"$deleteFromPrimitiveList/finalizers":["b"],"$setElementOrder/finalizers":[]}}"#)
                == #"{"spec":{}}"#)
    }

    @Test(arguments: [
        (#"{"$patch":"merge"}"#, "$patch is replace or delete in an object, not \"merge\""),
        (#"{"spec":{"containers":[{"image":"x"}]}}"#, "spec.containers[0]: the merge key name is missing"),
        (
            #"{"spec":{"containers":[{"$patch":"delete"}]}}"#,
            "spec.containers[0]: an element to delete is named by name"
        ),
        (
            #"{"spec":{"containers":[{"name":"a"},1]}}"#,
            "spec.containers[1]: an object is expected, as the list's others are"
        ),
        (#"{"spec":{"$setElementOrder/containers":1}}"#, "spec: $setElementOrder/containers is a list"),
        (#"{"spec":{"$deleteFromPrimitiveList/finalizers":1}}"#, "spec: $deleteFromPrimitiveList/finalizers is a list"),
        (
            #"{"spec":{"finalizers":[{"a":1}]}}"#,
            "spec.finalizers: lists of objects are merged by a key, and this one has none"
        ),
        ("[]", "a strategic merge patch is an object and changes an object"),
    ])
    func malformedPatches(_ patch: String, _ message: String) {
        do {
            _ = try patched(#"{"spec":{}}"#, patch)
            Issue.record("\(patch) is applied")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test func longListsTakeLinearTime() throws {
        let elements = (0..<3000).map { JSONValue.object(["name": .string("c\($0)")]) }
        let original: JSONValue = ["spec": ["containers": .array(elements)]]
        let patch: JSONValue = [
            "spec": [
                "containers": .array(elements.reversed()), "$setElementOrder/containers": .array(elements.reversed()),
            ]
        ]
        let result = try StrategicMergePatch.apply(patch, to: original, schema: try Sample.thing())
        #expect(result["spec"]?["containers"]?.arrayValue == elements.reversed())
    }
}
