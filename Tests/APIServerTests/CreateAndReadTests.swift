import HTTPTypes
import JSON
import Testing

@Suite struct CreateAndReadTests {
    @Test func whatIsCreatedCanBeRead() async throws {
        let server = try await TestServer()
        let created = try await server.create(TestServer.configMaps, TestServer.configMap("one", labels: ["x": "y"]))
        #expect(created.type == "application/json")
        for path in ["uid", "resourceVersion", "creationTimestamp"] {
            #expect(created["metadata", path]?.stringValue?.isEmpty == false)
        }
        #expect(created["metadata", "namespace"] == "default")
        #expect(created["metadata", "generation"] == nil)
        let read = try await server.send(.get, TestServer.configMaps + "/one")
        #expect(read.status == 200)
        #expect(read.json == created.json)
        #expect(read["apiVersion"] == "v1")
        #expect(read["kind"] == "ConfigMap")
        #expect(read["data"] == ["a": "1"])
    }

    @Test func defaultsAreFilledInAndTheStatusIsNotTheClients() async throws {
        let server = try await TestServer()
        var book = TestServer.book("dune")
        book["status"] = ["lent": 3]
        let created = try await server.create(TestServer.books, book)
        #expect(created["spec", "copies"] == 1)
        #expect(created["status"] == nil || created["status"] == [:])
        #expect(created["metadata", "generation"] == 1)
    }

    @Test func aSecondOfTheSameNameIsRefused() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("one"))
        let second = try await server.send(.post, TestServer.configMaps, TestServer.configMap("one"))
        #expect(second.status == 409)
        #expect(second.reason == "AlreadyExists")
        #expect(second["details"] == ["name": "one", "kind": "configmaps"])
    }

    @Test func namesAreGenerated() async throws {
        let server = try await TestServer()
        let body: JSONValue = ["kind": "ConfigMap", "metadata": ["generateName": "gen-"]]
        let name = try #require(try await server.create(TestServer.configMaps, body)["metadata", "name"]?.stringValue)
        #expect(name.hasPrefix("gen-"))
        #expect(name.count == 9)
        #expect(name.dropFirst(4).allSatisfy { "bcdfghjklmnpqrstvwxz2456789".contains($0) })
        let bad: JSONValue = ["kind": "ConfigMap", "metadata": ["generateName": "Bad_"]]
        let refused = try await server.send(.post, TestServer.configMaps, bad)
        #expect(refused.causes.compactMap { $0["field"]?.stringValue } == ["metadata.generateName", "metadata.name"])
    }

    @Test func listsAreOfANamespaceOrOfAll() async throws {
        let server = try await TestServer()
        for namespace in ["default", "kube-public"] {
            for name in ["b", "a"] {
                _ = try await server.create("/api/v1/namespaces/\(namespace)/configmaps", TestServer.configMap(name))
            }
        }
        let some = try await server.send(.get, TestServer.configMaps)
        #expect(some["kind"] == "ConfigMapList")
        #expect(some.json.at("items.0.metadata.name") == "a")
        #expect(some["items"]?.arrayValue?.count == 2)
        // Items of typed lists do not say what they are.
        #expect(some.json.at("items.0.kind") == nil)
        #expect(some.json.at("items.0.metadata.resourceVersion") != nil)
        let all = try await server.send(.get, "/api/v1/configmaps")
        #expect(all["items"]?.arrayValue?.count == 4)
    }

    @Test func longListsAreStreamed() async throws {
        let server = try await TestServer()
        for number in 0..<250 { _ = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        let all = try await server.send(.get, TestServer.configMaps)
        #expect(all["items"]?.arrayValue?.count == 250)
    }

    @Test func selectorsSelect() async throws {
        let server = try await TestServer()
        for number in 0..<5 {
            let labels: JSONValue = ["n": .string("\(number)"), "par": number % 2 == 0 ? "even" : "odd"]
            _ = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)", labels: labels))
        }
        func names(_ query: String) async throws -> [String] {
            let answer = try await server.send(.get, TestServer.configMaps + "?" + query)
            return (answer["items"]?.arrayValue ?? []).compactMap { $0["metadata"]?["name"]?.stringValue }
        }
        #expect(try await names("labelSelector=par%3Deven") == ["c0", "c2", "c4"])
        #expect(try await names("labelSelector=par%3Dodd,n%3E2") == ["c3"])
        #expect(try await names("labelSelector=n+in+(1,3)") == ["c1", "c3"])
        #expect(try await names("fieldSelector=metadata.name%3Dc3") == ["c3"])
        #expect(try await names("fieldSelector=metadata.name!%3Dc3,metadata.namespace%3Ddefault").count == 4)
        let unknown = try await server.send(.get, TestServer.configMaps + "?fieldSelector=data.a%3D1")
        #expect(unknown.status == 400)
        let bad = try await server.send(.get, TestServer.configMaps + "?labelSelector=a%3D%3D%3Db")
        #expect(bad.status == 400)
    }

    @Test func definitionsNameFurtherFieldsToSelectBy() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.books, TestServer.book("a", ["title": "A", "binding": "Paperback"]))
        _ = try await server.create(TestServer.books, TestServer.book("b", ["title": "B"]))
        let answer = try await server.send(.get, TestServer.books + "?fieldSelector=spec.binding%3DPaperback")
        #expect(answer["items"]?.arrayValue?.count == 1)
        #expect(answer.json.at("items.0.metadata.name") == "a")
    }

    @Test func pagesAreOfOneSnapshot() async throws {
        let server = try await TestServer()
        for number in 0..<5 { _ = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        let first = try await server.send(.get, TestServer.configMaps + "?limit=2")
        #expect(first["metadata", "remainingItemCount"] == 3)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("c33"))
        let token = try #require(first["metadata", "continue"]?.stringValue)
        let second = try await server.send(.get, TestServer.configMaps + "?limit=2&continue=\(token)")
        #expect(second.json.at("items.0.metadata.name") == "c2")
        #expect(second["metadata", "resourceVersion"] == first["metadata", "resourceVersion"])
        let next = try #require(second["metadata", "continue"]?.stringValue)
        let third = try await server.send(.get, TestServer.configMaps + "?limit=2&continue=\(next)")
        #expect(third["items"]?.arrayValue?.count == 1)
        #expect(third.json.at("items.0.metadata.name") == "c4")
        #expect(third["metadata", "continue"] == nil)
        #expect(try await server.send(.get, TestServer.configMaps + "?limit=2&continue=nonsense").status == 400)
    }

    @Test func dryRunWritesNothing() async throws {
        let server = try await TestServer()
        let dry = try await server.send(.post, TestServer.configMaps + "?dryRun=All", TestServer.configMap("a"))
        #expect(dry.status == 201)
        #expect(dry["metadata", "resourceVersion"] == nil)
        #expect(try await server.send(.get, TestServer.configMaps + "/a").status == 404)
        let odd = try await server.send(.post, TestServer.configMaps + "?dryRun=Some", TestServer.configMap("a"))
        #expect(odd.status == 422)
        #expect(odd["details", "kind"] == "CreateOptions")
    }
}
