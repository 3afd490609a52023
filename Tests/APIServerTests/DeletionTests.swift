import HTTPTypes
import JSON
import Testing

@Suite struct DeletionTests {
    private let path = TestServer.configMaps + "/one"

    private func server(finalizers: JSONValue? = nil) async throws -> TestServer {
        let server = try await TestServer()
        var object = TestServer.configMap("one")
        object["metadata"]?["finalizers"] = finalizers
        _ = try await server.create(TestServer.configMaps, object)
        return server
    }

    @Test func whatIsDeletedIsGone() async throws {
        let server = try await server()
        let uid = try await server.send(.get, path)["metadata", "uid"]
        let answer = try await server.send(.delete, path)
        #expect(answer.status == 200)
        #expect(answer["status"] == "Success")
        #expect(answer["details", "uid"] == uid)
        #expect(answer["details", "kind"] == "configmaps")
        #expect(try await server.send(.get, path).status == 404)
        #expect(try await server.send(.delete, path).status == 404)
    }

    @Test func finalizersKeepAnObject() async throws {
        let server = try await server(finalizers: ["example.com/hold"])
        let merge = "application/merge-patch+json"
        let deleting = try await server.send(.delete, path)
        #expect(deleting["metadata", "deletionTimestamp"]?.stringValue != nil)
        #expect(deleting["metadata", "deletionGracePeriodSeconds"] == 0)
        let more: JSONValue = ["metadata": ["finalizers": ["example.com/hold", "example.com/more"]]]
        #expect(try await server.send(.patch, path, more, type: merge).status == 422)
        #expect(try await server.send(.patch, path, ["data": ["n": "1"]], type: merge).status == 200)
        let again = try await server.send(.delete, path)
        #expect(again["metadata", "deletionTimestamp"] == deleting["metadata", "deletionTimestamp"])
        let last = try await server.send(.patch, path, ["metadata": ["finalizers": []]], type: merge)
        #expect(last.status == 200)
        #expect(last["metadata", "name"] == "one")
        #expect(try await server.send(.get, path).status == 404)
    }

    @Test func anUpdateBeginsNoDeletionAndChangesNone() async throws {
        let server = try await server(finalizers: ["example.com/hold"])
        let merge = "application/merge-patch+json"
        let time: JSONValue = "2020-01-01T00:00:00Z"
        func fields(_ metadata: JSONValue) async throws -> [JSONValue?] {
            let answer = try await server.send(.patch, path, ["metadata": metadata], type: merge)
            #expect(answer.status == (answer.causes.isEmpty ? 200 : 422), "\(answer.text)")
            return answer.causes.map { $0["field"] }
        }
        #expect(try await fields(["deletionTimestamp": time]) == ["metadata.deletionTimestamp"])
        let seconds: JSONValue = ["deletionGracePeriodSeconds": 5]
        #expect(try await fields(seconds) == ["metadata.deletionGracePeriodSeconds"])
        let deleting = try await server.send(.delete, path)
        // What is said of a deletion that goes on is not heard, but for another period.
        #expect(try await fields(["deletionTimestamp": time]) == [])
        #expect(try await fields(["deletionTimestamp": .null, "deletionGracePeriodSeconds": .null]) == [])
        #expect(try await fields(seconds) == ["metadata.deletionGracePeriodSeconds"])
        let after = try await server.send(.get, path)
        #expect(after["metadata", "deletionTimestamp"] == deleting["metadata", "deletionTimestamp"])
        #expect(after["metadata", "deletionGracePeriodSeconds"] == 0)
    }

    @Test(arguments: [("", 200), ("orphanDependents=true", 200), ("orphanDependents=false", 202)])
    func whoAsksForItTheOldWayIsToldThatAnObjectWaits(query: String, status: Int) async throws {
        let server = try await server(finalizers: ["example.com/hold"])
        #expect(try await server.send(.delete, path + "?" + query).status == status)
    }

    @Test func preconditionsAreChecked() async throws {
        let server = try await server()
        func options(_ preconditions: JSONValue) -> JSONValue {
            ["apiVersion": "v1", "kind": "DeleteOptions", "preconditions": preconditions]
        }
        #expect(try await server.send(.delete, path, options(["resourceVersion": "1"])).status == 409)
        #expect(try await server.send(.delete, path, options(["uid": "x"])).status == 409)
        let object = try await server.send(.get, path)
        let version = try #require(object["metadata", "resourceVersion"])
        #expect(try await server.send(.delete, path, options(["resourceVersion": version])).status == 200)
    }

    @Test(arguments: [
        ("", #"{"kind":"DeleteOptions","orphanDependents":true,"propagationPolicy":"Orphan"}"#, 422),
        ("?propagationPolicy=Bogus", "", 422),
        ("", "{bad", 400),
        ("", #"{"apiVersion":"v1","kind":"Pod"}"#, 400),
        ("?dryRun=Some", "", 422),
        ("?gracePeriodSeconds=x", "", 400),
    ])
    func optionsThatMakeNoSenseAreRefused(query: String, body: String, status: Int) async throws {
        let server = try await server()
        let answer = try await server.send(.delete, path + query, text: body)
        #expect(answer.status == status)
        #expect(answer["kind"] == "Status")
        #expect(try await server.send(.get, path).status == 200)
    }

    @Test func dependentsCanBeOrphaned() async throws {
        let server = try await server()
        let answer = try await server.send(.delete, path + "?propagationPolicy=Orphan")
        #expect(answer["metadata", "finalizers"] == ["orphan"])
    }

    @Test func collectionsAreDeletedBySelector() async throws {
        let server = try await server()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("two", labels: ["x": "y"]))
        let answer = try await server.send(.delete, TestServer.configMaps + "?labelSelector=x%3Dy")
        #expect(answer["kind"] == "ConfigMapList")
        #expect(answer["items"]?.arrayValue?.count == 1)
        let left = try await server.send(.get, TestServer.configMaps)
        #expect(left.json.at("items.0.metadata.name") == "one")
        #expect(left["items"]?.arrayValue?.count == 1)
    }

    @Test func namespacesThatAreThereFromTheStartCannotBeDeleted() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.delete, "/api/v1/namespaces/default")
        #expect(answer.status == 403)
        #expect(answer.reason == "Forbidden")
        let body: JSONValue = ["metadata": ["name": "own"]]
        let own = try await server.create("/api/v1/namespaces", body)
        #expect(own["status", "phase"] == "Active")
        #expect(own.json["metadata"]?["labels"]?["kubernetes.io/metadata.name"] == "own")
        let ending = try await server.send(.delete, "/api/v1/namespaces/own")
        #expect(ending["status", "phase"] == "Terminating")
        let refused = try await server.send(.post, "/api/v1/namespaces/own/configmaps", TestServer.configMap("x"))
        #expect(refused.status == 403)
        #expect(refused.causes.first?["reason"] == "NamespaceTerminating")
    }
}
