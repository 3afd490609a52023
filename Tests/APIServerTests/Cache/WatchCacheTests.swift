import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage
import Synchronization
import Testing

@testable import APIServer

@Suite(.timeLimit(.minutes(1))) struct WatchCacheTests {
    private func watch(_ server: TestServer, _ query: String, path: String = TestServer.configMaps) async throws
        -> WatchReader
    {
        let response = try await server.response(.get, path + "?watch=1&" + query)
        #expect(response.head.status == .ok)
        return WatchReader(response)
    }

    private func names(_ events: [JSONValue]) -> [String] {
        events.map { "\($0["type"]?.stringValue ?? "") \($0.at("object.metadata.name")?.stringValue ?? "")" }
    }

    private func version(_ answer: TestServer.Answer) throws -> String {
        try #require(answer["metadata", "resourceVersion"]?.stringValue)
    }

    @Test func whatAnotherServerWritesIsSeen() async throws {
        let storage = MemoryStorage()
        let (one, other) = (try await TestServer(storage: storage), try await TestServer(storage: storage))
        var reader = try await watch(other, "")
        _ = try await one.create(TestServer.configMaps, TestServer.configMap("a"))
        #expect(names(try await reader.next(1)) == ["ADDED a"])
        #expect(try await other.send(.get, TestServer.configMaps + "/a").status == 200)
    }

    @Test func aWriteThatIsAnsweredIsInEveryReadThatFollows() async throws {
        let server = try await TestServer(storage: UnsteadyStorage())
        for number in 0..<50 {
            let created = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)"))
            #expect(try await server.send(.get, TestServer.configMaps + "/c\(number)").json == created.json)
        }
        try await server.send(.delete, TestServer.configMaps + "/c0")
        #expect(try await server.send(.get, TestServer.configMaps + "/c0").status == 404)
        #expect(try await server.send(.get, TestServer.configMaps)["items"]?.arrayValue?.count == 49)
    }

    @Test func concurrentWritersDoNotLoseWhatTheyAdd() async throws {
        let server = try await TestServer(storage: UnsteadyStorage())
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("shared"))
        let merge = "application/merge-patch+json"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let answer = try await server.send(
                        .patch, TestServer.configMaps + "/shared", ["data": ["k\(number)": "v"]], type: merge)
                    #expect(answer.status == 200, "\(answer.text)")
                }
            }
            try await group.waitForAll()
        }
        let data = try await server.send(.get, TestServer.configMaps + "/shared")["data"]?.objectValue
        #expect(data?.count == 9)
    }

    @Test func watchesGoOnFromBeforeARestart() async throws {
        let storage = MemoryStorage()
        let before = try await TestServer(storage: storage)
        let start = try version(try await before.create(TestServer.configMaps, TestServer.configMap("a")))
        _ = try await before.create(TestServer.configMaps, TestServer.configMap("b", labels: ["l": "1"]))
        try await before.send(.delete, TestServer.configMaps + "/a")
        let after = try await TestServer(storage: storage)
        var all = try await watch(after, "resourceVersion=\(start)")
        var labelled = try await watch(after, "resourceVersion=\(start)&labelSelector=l")
        _ = try await after.create(TestServer.configMaps, TestServer.configMap("c", labels: ["l": "1"]))
        #expect(names(try await all.next(3)) == ["ADDED b", "DELETED a", "ADDED c"])
        #expect(names(try await labelled.next(2)) == ["ADDED b", "ADDED c"])
    }

    /// What is read from the store for one watch is held for it alone.
    @Test func aWatchFromLongAgoBeginsAnew() async throws {
        let storage = MemoryStorage()
        let before = try await TestServer(storage: storage)
        let start = try version(try await before.create(TestServer.configMaps, TestServer.configMap("a")))
        let large: JSONValue = ["k": .string(String(repeating: "x", count: 10_000))]
        for number in 0..<5 {
            _ = try await before.create(TestServer.configMaps, TestServer.configMap("c\(number)", data: large))
        }
        let after = try await TestServer(storage: storage) { $0.cache = CacheLimits(historyBytes: 30_000) }
        var all = try await watch(after, "resourceVersion=\(start)")
        let event = try #require(try await all.next())
        #expect(event["type"] == "ERROR" && event.at("object.code") == 410)
        #expect(try await all.next() == nil)
        var one = try await watch(after, "resourceVersion=\(start)&fieldSelector=metadata.name=c1")
        #expect(names(try await one.next(1)) == ["ADDED c1"])
    }

    @Test func aSnapshotOfThePastSharesWhatHasNotChanged() async throws {
        let storage = MemoryStorage()
        let before = try await TestServer(storage: storage)
        for number in 0..<120 { _ = try await before.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        let past = try version(try await before.send(.get, TestServer.configMaps))
        try await before.send(.delete, TestServer.configMaps + "/c7")
        let after = try await TestServer(storage: storage)
        let cache = after.server.cache
        let read = cache.readObjects.load(ordering: .relaxed)
        let list = try await after.send(
            .get, TestServer.configMaps + "?resourceVersion=\(past)&resourceVersionMatch=Exact")
        #expect(list["items"]?.arrayValue?.count == 120)
        #expect(cache.readObjects.load(ordering: .relaxed) == read + 1)
    }

    @Test func pagesGoOnFromBeforeARestart() async throws {
        let storage = MemoryStorage()
        let before = try await TestServer(storage: storage)
        for number in 0..<5 { _ = try await before.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        let first = try await before.send(.get, TestServer.configMaps + "?limit=2")
        let token = try #require(first["metadata", "continue"]?.stringValue)
        try await before.send(.delete, TestServer.configMaps + "/c3")
        let after = try await TestServer(storage: storage)
        let rest = try await after.send(.get, TestServer.configMaps + "?continue=\(token)")
        #expect(
            rest["items"]?.arrayValue?.compactMap { $0.at("metadata.name")?.stringValue } == ["c2", "c3", "c4"])
        #expect(try version(rest) == version(first))
    }

    @Test func aListOfThePastIsAsItWas() async throws {
        let server = try await TestServer()
        let first = try version(try await server.create(TestServer.configMaps, TestServer.configMap("a")))
        try await server.send(
            .patch, TestServer.configMaps + "/a", ["data": ["a": "2"]], type: "application/merge-patch+json")
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("b"))
        let past = try await server.send(
            .get, TestServer.configMaps + "?resourceVersion=\(first)&resourceVersionMatch=Exact")
        #expect(past["items"]?.arrayValue?.count == 1)
        #expect(past.json.at("items.0.data.a") == "1")
        #expect(try version(past) == first)
        let future = try await server.send(.get, TestServer.configMaps + "?resourceVersion=1000000")
        #expect(future.status == 504)
        #expect(future.text.contains("Too large resource version"))
    }

    @Test func aSlowWatcherIsEndedAndNobodyElse() async throws {
        let server = try await TestServer(limits: .init(history: 1_000, watcherQueue: 10))
        var slow = try await watch(server, "")
        var quick = try await watch(server, "")
        for number in 0..<50 {
            _ = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)"))
            #expect(names(try await quick.next(1)) == ["ADDED c\(number)"])
        }
        var events = 0
        while try await slow.next() != nil { events += 1 }
        #expect(events <= 10)
    }

    @Test func watchersSeeTheirScopeOnly() async throws {
        let server = try await TestServer()
        var inNamespace = try await watch(server, "", path: "/api/v1/namespaces/kube-public/configmaps")
        var named = try await watch(server, "fieldSelector=metadata.name%3Db")
        var everywhere = try await watch(server, "", path: "/api/v1/configmaps")
        for namespace in ["default", "kube-public"] {
            for name in ["a", "b"] {
                _ = try await server.create("/api/v1/namespaces/\(namespace)/configmaps", TestServer.configMap(name))
            }
        }
        #expect(names(try await inNamespace.next(2)) == ["ADDED a", "ADDED b"])
        #expect(names(try await named.next(1)) == ["ADDED b"])
        #expect(try await everywhere.next(4).count == 4)
        try await server.send(.delete, TestServer.configMaps + "/b")
        #expect(names(try await named.next(1)) == ["DELETED b"])
    }

    // MARK: Trouble

    @Test func aStoreThatComesBackIsFollowedAgain() async throws {
        let storage = UnsteadyStorage()
        let server = try await TestServer(storage: storage)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        #expect(try await server.send(.get, "/readyz/watch-cache").status == 200)
        var reader = try await watch(server, "")
        #expect(names(try await reader.next(1)) == ["ADDED a"])
        storage.fail(with: .unavailable("no disk"))
        storage.endWatches(with: .watcherTooSlow)
        try await poll { try await server.send(.get, "/readyz/watch-cache").status == 500 }
        #expect(try await server.send(.get, TestServer.configMaps + "/a").status == 503)
        storage.fail(with: nil)
        try await poll { try await server.send(.get, "/readyz/watch-cache").status == 200 }
        // Nothing was missed, so watches go on.
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("b"))
        #expect(names(try await reader.next(1)) == ["ADDED b"])
    }

    @Test func aStoreThatHasForgottenIsReadAnew() async throws {
        let memory = MemoryStorage(limits: .init(history: 4))
        let storage = UnsteadyStorage(memory)
        let server = try await TestServer(storage: storage)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        var reader = try await watch(server, "")
        #expect(names(try await reader.next(1)) == ["ADDED a"])
        storage.fail(with: .unavailable("no disk"))
        storage.endWatches(with: .watcherTooSlow)
        try await poll { try await server.send(.get, "/readyz/watch-cache").status == 500 }
        // Meanwhile others write more than the store keeps the history of.
        let other = try await TestServer(storage: memory)
        try await other.send(.delete, TestServer.configMaps + "/a")
        for number in 0..<50 { _ = try await other.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        storage.fail(with: nil)
        try await poll { try await server.send(.get, "/readyz/watch-cache").status == 200 }
        #expect(try await reader.next() == nil)
        #expect(try await server.send(.get, TestServer.configMaps + "/a").status == 404)
        #expect(try await server.send(.get, TestServer.configMaps)["items"]?.arrayValue?.count == 50)
    }

    @Test func anObjectThatCannotBeReadHarmsNoOther() async throws {
        let storage = MemoryStorage()
        _ = try await storage.create(
            StorageKey(collection: "configmaps", namespace: "kube-public", name: "bad"), value: [1, 2, 3])
        let server = try await TestServer(storage: storage)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        #expect(try await server.send(.get, TestServer.configMaps).status == 200)
        #expect(try await server.send(.get, "/api/v1/namespaces/kube-public/configmaps/bad").status == 500)
    }

    private func poll(_ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(120)
        while try await !condition() {
            guard ContinuousClock.now < end else {
                Issue.record("it did not come to that")
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: Schemas

    @Test func aDefaultThatIsAddedReachesStoredObjects() async throws {
        let storage = MemoryStorage()
        let before = try await TestServer(storage: storage)
        _ = try await before.create(TestServer.books, TestServer.book("dune"))
        #expect(try await before.send(.get, TestServer.books + "/dune")["spec", "binding"] == nil)

        // A server that starts with the new definition.
        let after = try await TestServer(storage: storage)
        after.server.resources.add(Self.libraryWithDefault, named: "library")
        // One that gets it while it runs.
        before.server.resources.add(Self.libraryWithDefault, named: "library")
        for server in [before, after] {
            #expect(try await server.send(.get, TestServer.books + "/dune")["spec", "binding"] == "Paperback")
            let list = try await server.send(.get, TestServer.books + "?fieldSelector=spec.binding%3DPaperback")
            #expect(list.json.at("items.0.spec.binding") == "Paperback")
            var reader = WatchReader(try await server.response(.get, TestServer.books + "?watch=1"))
            #expect(try await reader.next()?.at("object.spec.binding") == "Paperback")
        }
        // What is written is no different from then on.
        let read = try await after.send(.get, TestServer.books + "/dune")
        let written = try await after.send(.put, TestServer.books + "/dune", read.json)
        #expect(written["spec", "binding"] == "Paperback")
    }

    private static var libraryWithDefault: DefinitionSet {
        var types = TestDefinitions.library.types
        if var spec = types["org.example.library.v1.BookSpec"], case .object(var object) = spec.schema.type,
            let index = object.fields.firstIndex(where: { $0.name == "binding" })
        {
            object.fields[index].schema.defaultValue = "Paperback"
            spec.schema.type = .object(object)
            types["org.example.library.v1.BookSpec"] = spec
        }
        return DefinitionSet(types: types, resources: TestDefinitions.library.resources)
    }

    // MARK: Tables

    @Test func rowsFollowTheirObjects() async throws {
        let server = try await TestServer()
        let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        for title in ["Dune", "Emma"] {
            try await server.send(
                .patch, TestServer.books + "/dune", ["spec": ["title": .string(title)]],
                type: "application/merge-patch+json")
            for _ in 1...2 {
                let table = try await server.send(.get, TestServer.books, accept: accept)
                #expect(table.json.at("rows.0.cells.1") == .string(title))
                #expect(table.json.at("rows.0.cells.2")?.stringValue?.hasSuffix("s") == true)
                #expect(table.json.at("rows.0.object.kind") == "PartialObjectMetadata")
                let object = try await server.send(.get, TestServer.books + "/dune")
                #expect(table.json.at("rows.0.object.metadata") == object["metadata"])
            }
        }
    }
}
