import HTTPTypes
import JSON
import Testing

/// Rules that hold for objects of every kind.
@Suite struct ObjectRuleTests {
    private let path = TestServer.configMaps + "/one"
    private let merge = "application/merge-patch+json"

    private func configMap(_ metadata: JSONObject) -> JSONValue {
        var object = TestServer.configMap("one")
        for (key, value) in metadata { object["metadata"]?[key] = value }
        return object
    }

    @Test func ownersAreKeptOnce() async throws {
        let server = try await TestServer()
        let owner: JSONValue = ["apiVersion": "v1", "kind": "Secret", "name": "s", "uid": "1"]
        let other: JSONValue = ["apiVersion": "v1", "kind": "Secret", "name": "t", "uid": "1"]
        let created = try await server.send(
            .post, TestServer.configMaps, configMap(["ownerReferences": [owner, owner, other]]))
        #expect(created.status == 201, "\(created.text)")
        #expect(created["metadata", "ownerReferences"] == [owner, other])
        #expect(created.warnings.count == 1 && created.warnings[0].contains("duplicate entries"), "\(created.warnings)")
        let patched = try await server.send(
            .patch, path, ["metadata": ["ownerReferences": [other, other]]], type: merge)
        #expect(patched["metadata", "ownerReferences"] == [other] && patched.warnings.count == 1)
    }

    @Test func anEventOwnsNothing() async throws {
        let server = try await TestServer()
        let event: JSONValue = ["apiVersion": "v1", "kind": "Event", "name": "e", "uid": "1"]
        let refused = try await server.send(.post, TestServer.configMaps, configMap(["ownerReferences": [event]]))
        #expect(refused.status == 422)
        #expect(refused.causes.map { $0["field"] } == ["metadata.ownerReferences"])
    }

    @Test func theOldPathsForWatchingOnlyWatch() async throws {
        let server = try await TestServer()
        let old = "/api/v1/watch/namespaces/default/configmaps"
        for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
            let answer = try await server.send(method, old, configMap([:]))
            #expect(answer.status == 405 && answer.reason == "MethodNotAllowed", "\(method)")
            #expect(try await server.send(method, old + "/one", configMap([:])).status == 405, "\(method)")
        }
        #expect(try await server.send(.get, path).status == 404)
        _ = try await server.create(TestServer.configMaps, configMap([:]))
        var events = WatchReader(try await server.response(.get, old + "/one"))
        #expect(try await events.next()?["object"]?["metadata"]?["name"] == "one")
    }

    @Test func aTerminatingNamespaceTakesNothing() async throws {
        let server = try await TestServer()
        let body: JSONValue = ["metadata": ["name": "going"]]
        _ = try await server.create("/api/v1/namespaces", body)
        #expect(try await server.send(.delete, "/api/v1/namespaces/going").status == 200)
        let refused = try await server.send(.post, "/api/v1/namespaces/going/configmaps", configMap([:]))
        #expect(
            refused.status == 403 && refused["details", "name"] == "one" && refused["details", "kind"] == "configmaps")
        #expect(refused.causes.map { $0["reason"] } == ["NamespaceTerminating"])
    }

    @Test func aRevisionToComeIsNotWaitedFor() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, configMap([:]))
        #expect(try await server.send(.get, path + "?resourceVersion=0").status == 200)
        #expect(try await server.send(.get, path + "?resourceVersion=1").status == 200)
        let future = try await server.send(.get, path + "?resourceVersion=999999")
        #expect(future.status == 504 && future.causes.map { $0["reason"] } == ["ResourceVersionTooLarge"])
        #expect(try await server.send(.get, path + "?resourceVersion=new").status == 400)
        #expect(try await server.send(.get, path + "?resourceVersion=-1").status == 400)
    }

    @Test func objectsDoNotGrowForEver() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        let text = JSONValue.string(String(repeating: "x", count: 1_600_000))
        var statuses: [Int] = []
        for field in ["title", "binding"] {
            let patch: JSONValue = ["spec": [field: text]]
            statuses.append(try await server.send(.patch, TestServer.books + "/dune", patch, type: merge).status)
        }
        #expect(statuses == [200, 413])
    }

    @Test func copiesInAPatchAreBounded() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, configMap([:]))
        var operations: [JSONValue] = [
            ["op": "add", "path": "/data/a", "value": .string(String(repeating: "x", count: 900_000))]
        ]
        operations += (0..<4).map { ["op": "copy", "from": "/data/a", "path": .string("/data/b\($0)")] }
        let jsonPatch = "application/json-patch+json"
        #expect(try await server.send(.patch, path, .array(operations), type: jsonPatch).status == 422)
        let many = JSONValue.array(Array(repeating: ["op": "add", "path": "/data/z", "value": "1"], count: 10_001))
        #expect(try await server.send(.patch, path, many, type: jsonPatch).status == 413)
    }

    @Test func anAnswerIsNotMuchLargerThanItsRequest() async throws {
        let server = try await TestServer()
        let labels = JSONObject(uniqueKeysWithValues: (0..<20_000).map { ("bad key \($0)", JSONValue.string("x")) })
        let refused = try await server.send(.post, TestServer.configMaps, configMap(["labels": .object(labels)]))
        #expect(refused.status == 422 && refused.bytes.count < 1 << 20)
        #expect(refused.causes.count == 200)
        #expect(refused["message"]?.stringValue?.hasSuffix(", … and more]") == true)
    }
}
