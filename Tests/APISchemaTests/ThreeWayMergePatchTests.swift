import APISchema
import JSON
import Testing

@Suite struct ThreeWayMergePatchTests {
    private func patch(
        _ original: String, _ modified: String, _ current: String, isStrategic: Bool = true
    ) throws -> String {
        func object(_ text: String) throws -> JSONObject { try #require(try parsed(text).objectValue) }
        return JSONValue.object(
            try ThreeWayMergePatch.patch(
                original: try object(original), modified: try object(modified), current: try object(current),
                schema: isStrategic ? try Sample.thing() : nil)
        ).description
    }

    /// What applying makes of the object as it is.
    private func applied(_ original: String, _ modified: String, _ current: String) throws -> String {
        let patch = try parsed(try patch(original, modified, current))
        let result = try StrategicMergePatch.apply(patch, to: try parsed(current), schema: try Sample.thing())
        // What has been applied needs no second patch.
        #expect(try self.patch(modified, modified, result.description) == "{}")
        return result.description
    }

    @Test func setsRemovesAndLeavesAlone() throws {
        #expect(
            try patch(
                #"{"spec":{"replicas":1,"note":"x"}}"#, #"{"spec":{"replicas":2}}"#,
                #"{"spec":{"replicas":1,"note":"x","port":80},"status":{"a":1}}"#)
                == #"{"spec":{"replicas":2,"note":null}}"#)
        // What is gone already need not be removed; null stands for absence.
        #expect(
            try patch(#"{"spec":{"note":"x"}}"#, #"{"spec":{"replicas":null}}"#, #"{"spec":{"port":80}}"#) == "{}")
        #expect(try patch("{}", #"{"spec":{"note":null}}"#, #"{"spec":{"note":"x"}}"#) == #"{"spec":{"note":null}}"#)
        #expect(
            try patch("{}", #"{"metadata":{"labels":{"a":"b"}}}"#, "{}") == #"{"metadata":{"labels":{"a":"b"}}}"#)
    }

    @Test func mergesListsByKey() throws {
        let current =
            #"{"spec":{"containers":[{"name":"i","image":"proxy"},{"name":"a","image":"1"},{"name":"b","image":"2"}]}}"#
        let original = #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}"#
        #expect(try patch(original, original, current) == "{}")
        #expect(
            try patch(original, #"{"spec":{"containers":[{"name":"a","image":"9"}]}}"#, current) == """
                {"spec":{"containers":[{"image":"9","name":"a"},{"$patch":"delete","name":"b"}],\
                "$setElementOrder/containers":[{"name":"a"}]}}
                """)
        #expect(
            try applied(original, #"{"spec":{"containers":[{"name":"c"},{"name":"a","image":"9"}]}}"#, current)
                == #"{"spec":{"containers":[{"name":"c"},{"name":"i","image":"proxy"},{"name":"a","image":"9"}]}}"#)
        // Order alone is a change as well.
        #expect(
            try applied(
                original, #"{"spec":{"containers":[{"name":"b","image":"2"},{"name":"a","image":"1"}]}}"#,
                #"{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}"#)
                == #"{"spec":{"containers":[{"name":"b","image":"2"},{"name":"a","image":"1"}]}}"#)
    }

    @Test func replacesListsWhoseElementsShareTheirKey() throws {
        let two =
            #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":53,"protocol":"TCP"},{"containerPort":53,"protocol":"UDP"}]}]}}"#
        #expect(try patch(two, two, two) == "{}")
        let one = #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":53,"protocol":"TCP"}]}]}}"#
        #expect(try applied(two, one, two) == one)
        #expect(try applied(one, two, one) == two)
    }

    @Test func mergesListsOfScalars() throws {
        let current = #"{"spec":{"finalizers":["theirs","a","b"]}}"#
        let original = #"{"spec":{"finalizers":["a","b"]}}"#
        #expect(try patch(original, original, current) == "{}")
        #expect(
            try applied(original, #"{"spec":{"finalizers":["c","a"]}}"#, current)
                == #"{"spec":{"finalizers":["c","theirs","a"]}}"#)
    }

    @Test func keepsOnlyTheKeysOfAUnion() throws {
        #expect(
            try applied(
                "{}", #"{"spec":{"strategy":{"type":"Recreate"}}}"#,
                #"{"spec":{"strategy":{"type":"Rolling","rolling":{"surge":1}}}}"#)
                == #"{"spec":{"strategy":{"type":"Recreate"}}}"#)
    }

    @Test func replacesListsWithoutSchema() throws {
        #expect(
            try patch(
                #"{"list":[1],"gone":1}"#, #"{"list":[1,2],"object":{"a":[{"b":1}]}}"#,
                #"{"list":[1],"gone":1,"object":{"a":[{"b":1}],"theirs":2}}"#, isStrategic: false)
                == #"{"list":[1,2],"gone":null}"#)
    }

    @Test func refusesListsWithoutTheirKeyAndValuesThatAreTooDeep() throws {
        #expect(throws: StrategicMergePatchError.self) {
            try patch("{}", #"{"spec":{"containers":[{"image":"x"}]}}"#, #"{"spec":{"containers":[{"name":"a"}]}}"#)
        }
        let deep = String(repeating: #"{"a":"#, count: 150) + "1" + String(repeating: "}", count: 150)
        let other = String(repeating: #"{"a":"#, count: 150) + "2" + String(repeating: "}", count: 150)
        #expect(throws: StrategicMergePatchError.self) { try patch("{}", deep, other) }
    }
}
