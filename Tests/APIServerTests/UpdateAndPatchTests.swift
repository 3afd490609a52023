import HTTPTypes
import JSON
import Testing

@Suite struct UpdateAndPatchTests {
    private let path = TestServer.configMaps + "/one"

    private func server() async throws -> TestServer {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("one", labels: ["x": "y"]))
        return server
    }

    @Test func anUpdateReplaces() async throws {
        let server = try await server()
        let before = try await server.send(.get, path)
        let after = try await server.send(.put, path, TestServer.configMap("one", data: ["a": "2"]))
        #expect(after.status == 200)
        #expect(after["data"] == ["a": "2"])
        #expect(after["metadata", "labels"] == nil)
        for member in ["uid", "creationTimestamp"] { #expect(after["metadata", member] == before["metadata", member]) }
        #expect(after["metadata", "resourceVersion"] != before["metadata", "resourceVersion"])
    }

    @Test func anUpdateThatChangesNothingWritesNothing() async throws {
        let server = try await server()
        let before = try await server.send(.get, path)
        let after = try await server.send(.put, path, before.json)
        #expect(after.json == before.json)
    }

    @Test func anUpdateOfAnOldVersionIsAConflict() async throws {
        let server = try await server()
        let old = try await server.send(.get, path)
        _ = try await server.send(.put, path, TestServer.configMap("one", data: ["a": "2"]))
        let answer = try await server.send(.put, path, old.json)
        #expect(answer.status == 409)
        #expect(answer.reason == "Conflict")
        let patch: JSONValue = ["metadata": ["resourceVersion": "1"]]
        let patched = try await server.send(.patch, path, patch, type: "application/merge-patch+json")
        #expect(patched.status == 409)
    }

    @Test func whatDoesNotFitThePathIsRefused() async throws {
        let server = try await server()
        #expect(try await server.send(.put, path, TestServer.configMap("two")).status == 400)
        #expect(
            try await server.send(.put, TestServer.configMaps + "/none", TestServer.configMap("none")).status == 404)
        var other = TestServer.configMap("one")
        other["metadata"]?["uid"] = "11111111-2222-3333-4444-555555555555"
        #expect(try await server.send(.put, path, other).status == 409)
        other["metadata"] = ["name": "one", "namespace": "elsewhere"]
        #expect(try await server.send(.put, path, other).status == 400)
    }

    @Test(arguments: [
        ("application/merge-patch+json", #"{"data":{"b":"2","a":null}}"#, #"{"b":"2"}"#),
        ("application/strategic-merge-patch+json", #"{"data":{"d":"4"}}"#, #"{"a":"1","d":"4"}"#),
        ("application/json-patch+json", #"[{"op":"add","path":"/data/c","value":"3"}]"#, #"{"a":"1","c":"3"}"#),
        ("application/json-patch+json", #"[{"op":"replace","path":"/data/n","value":"3"}]"#, #"{"a":"1","n":"3"}"#),
        ("application/json-patch+json", "[]", #"{"a":"1"}"#),
    ])
    func patchesAreApplied(type: String, patch: String, data: String) async throws {
        let server = try await server()
        let answer = try await server.send(.patch, path, text: patch, type: type)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer["data"] == (try JSONValue(parsing: data)))
    }

    @Test(arguments: [
        ("application/json-patch+json", #"[{"op":"test","path":"/data/a","value":"no"}]"#, 422),
        ("application/json-patch+json", #"[{"op":"remove","path":"/data/none"}]"#, 422),
        ("application/json-patch+json", #"{"op":"add"}"#, 400),
        ("application/json-patch+json", #"[{"op":"replace","path":"/metadata/name","value":"zz"}]"#, 400),
        ("application/merge-patch+json", #"{"data":{"a":1}}"#, 422),
        ("application/merge-patch+json", "[]", 400),
        ("application/merge-patch+json", "{", 400),
        ("application/json", "{}", 415),
        ("application/apply-patch+yaml", "{}", 415),
    ])
    func patchesThatDoNotApplyAreRefused(type: String, patch: String, status: Int) async throws {
        let server = try await server()
        let answer = try await server.send(.patch, path, text: patch, type: type)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer["kind"] == "Status")
        #expect(try await server.send(.get, path)["data"] == ["a": "1"])
    }

    @Test func theStatusIsWrittenThroughItsOwnPath() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        let dune = TestServer.books + "/dune"
        let merge = "application/merge-patch+json"
        let patch: JSONValue = ["spec": ["copies": 5], "status": ["lent": 2]]
        let status = try await server.send(.patch, dune + "/status", patch, type: merge)
        #expect(status["spec", "copies"] == 1)
        #expect(status["status", "lent"] == 2)
        #expect(status["metadata", "generation"] == 1)
        let spec = try await server.send(.patch, dune, ["spec": ["copies": 5], "status": ["lent": 9]], type: merge)
        #expect(spec["spec", "copies"] == 5)
        #expect(spec["status", "lent"] == 2)
        #expect(spec["metadata", "generation"] == 2)
        let label = try await server.send(.patch, dune, ["metadata": ["labels": ["a": "b"]]], type: merge)
        #expect(label["metadata", "generation"] == 2)
        #expect(try await server.send(.get, dune + "/status")["status", "lent"] == 2)
        #expect(try await server.send(.get, dune + "/unknown").status == 404)
    }

    @Test func patchesThatRaceAllHappen() async throws {
        let server = try await server()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let patch: JSONValue = ["data": ["k\(number)": "v"]]
                    _ = try? await server.send(.patch, path, patch, type: "application/merge-patch+json")
                }
            }
        }
        #expect(try await server.send(.get, path)["data"]?.objectValue?.count == 9)
    }
}
