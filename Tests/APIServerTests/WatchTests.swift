import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Storage
import Testing
import Timing

@testable import APIServer

@Suite struct WatchTests {
    private func watch(_ server: TestServer, _ query: String) async throws -> WatchReader {
        let response = try await server.response(.get, TestServer.configMaps + "?watch=1&" + query)
        #expect(response.head.status == .ok)
        return WatchReader(response)
    }

    private func types(_ events: [JSONValue]) -> [String] {
        events.map { "\($0["type"]?.stringValue ?? "") \($0["object"]?["metadata"]?["name"]?.stringValue ?? "")" }
    }

    @Test func changesAreReportedAsTheSelectionSeesThem() async throws {
        let server = try await TestServer()
        let list = try await server.send(.get, TestServer.configMaps)
        let start = try #require(list["metadata", "resourceVersion"]?.stringValue)
        var all = try await watch(server, "resourceVersion=\(start)")
        var labelled = try await watch(server, "resourceVersion=\(start)&labelSelector=l%3D1")
        var named = try await watch(server, "resourceVersion=\(start)&fieldSelector=metadata.name%3Db")

        let merge = "application/merge-patch+json"
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("b", labels: ["l": "1"]))
        try await server.send(.patch, TestServer.configMaps + "/b", ["metadata": ["labels": ["l": "2"]]], type: merge)
        try await server.send(.patch, TestServer.configMaps + "/a", ["metadata": ["labels": ["l": "1"]]], type: merge)
        try await server.send(.delete, TestServer.configMaps + "/b")
        try await server.send(.delete, TestServer.configMaps + "/a")

        let events = try await all.next(6)
        #expect(types(events) == ["ADDED a", "ADDED b", "MODIFIED b", "MODIFIED a", "DELETED b", "DELETED a"])
        let versions = events.compactMap { $0.at("object.metadata.resourceVersion")?.stringValue }.compactMap {
            Int($0)
        }
        #expect(versions == versions.sorted() && Set(versions).count == 6)
        let transitions = try await labelled.next(4)
        #expect(types(transitions) == ["ADDED b", "DELETED b", "ADDED a", "DELETED a"])
        // What is no longer selected is shown as it was when it still was, with the revision of the change.
        #expect(transitions[1].at("object.metadata.labels.l") == "1")
        #expect(transitions[1].at("object.metadata.resourceVersion") == events[2].at("object.metadata.resourceVersion"))
        #expect(types(try await named.next(3)) == ["ADDED b", "MODIFIED b", "DELETED b"])
    }

    @Test func withoutRevisionAWatchBeginsWithWhatThereIs() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        var reader = try await watch(server, "")
        #expect(types(try await reader.next(1)) == ["ADDED a"])
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("b"))
        #expect(types(try await reader.next(1)) == ["ADDED b"])
    }

    @Test func initialEventsCanBeMarked() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        var reader = try await watch(
            server, "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")
        let events = try await reader.next(2)
        #expect(events.map { $0["type"] } == ["ADDED", "BOOKMARK"])
        #expect(events[1]["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"] == "true")
        #expect(events[1].at("object.kind") == "ConfigMap")
    }

    @Test func bookmarksComeFromTimeToTimeUntilTheTimeIsOver() async throws {
        let clock = ManualClock()
        let server = try await TestServer { $0.clock = clock }
        let created = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let revision = created["metadata", "resourceVersion"]?.stringValue ?? ""
        var reader = try await watch(
            server, "resourceVersion=\(revision)&allowWatchBookmarks=true&timeoutSeconds=10000000")
        var silent = try await watch(server, "resourceVersion=\(revision)&timeoutSeconds=10000000")
        /// The next event, while the time passes in steps of so many seconds.
        func next(of reader: inout WatchReader, passing seconds: Int) async throws -> String? {
            let time = Task {
                while !Task.isCancelled {
                    clock.advance(by: .seconds(seconds))
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            defer { time.cancel() }
            return try await reader.next()?["type"]?.stringValue
        }
        for _ in 0..<2 { #expect(try await next(of: &reader, passing: 10) == "BOOKMARK") }
        #expect(try await next(of: &silent, passing: 1_000_000) == nil)
        while let type = try await next(of: &reader, passing: 1_000_000) { #expect(type == "BOOKMARK") }
    }

    @Test func aRevisionThatIsGoneIsSaid() async throws {
        let server = try await TestServer(limits: MemoryStorage.Limits(history: 4, watcherQueue: 10))
        for number in 0..<50 { _ = try await server.create(TestServer.configMaps, TestServer.configMap("c\(number)")) }
        var reader = try await watch(server, "resourceVersion=2")
        let event = try await reader.next()
        #expect(event?["type"] == "ERROR")
        #expect(event?.at("object.code") == 410)
        #expect(event?.at("object.reason") == "Expired")
        #expect(try await reader.next() == nil)
    }

    @Test func oldPathsWatchToo() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        for path in ["/api/v1/watch/namespaces/default/configmaps", "/api/v1/watch/namespaces/default/configmaps/a"] {
            var reader = WatchReader(try await server.response(.get, path))
            #expect(types(try await reader.next(1)) == ["ADDED a"])
        }
    }

    @Test func tablesDescribeTheirColumnsOnce() async throws {
        let server = try await TestServer()
        let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"
        var reader = WatchReader(
            try await server.response(.get, TestServer.configMaps + "?watch=1", accept: accept))
        for name in ["a", "b"] { _ = try await server.create(TestServer.configMaps, TestServer.configMap(name)) }
        let events = try await reader.next(2)
        #expect(events[0].at("object.columnDefinitions.0.name") == "Name")
        #expect(events[1].at("object.columnDefinitions")?.isNull == true)
        #expect(events[1].at("object.rows.0.cells.0") == "b")
    }

    @Test func protobufWatchesAreFramed() async throws {
        let server = try await TestServer()
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        let type = "application/vnd.kubernetes.protobuf"
        let response = try await server.response(
            .get, TestServer.configMaps + "?watch=1", accept: type + ";stream=watch")
        #expect(response.head.headerFields[.contentType] == type + ";stream=watch")
        var chunks = response.body.asChunks.makeAsyncIterator()
        let frame = try #require(try await chunks.next())
        let length = frame.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        #expect(length == frame.count - 4)
        let yaml = try await server.response(.get, TestServer.configMaps + "?watch=1", accept: "application/yaml")
        #expect(yaml.head.status == .notAcceptable)
    }

    @Test func watchesEndWithTheServerAndTheResource() async throws {
        let server = try await TestServer()
        var books = WatchReader(try await server.response(.get, TestServer.books + "?watch=1"))
        var maps = try await watch(server, "")
        server.server.resources.remove("library")
        #expect(try await books.next() == nil)
        await server.server.shutDown()
        #expect(try await maps.next() == nil)
        #expect(try await server.send(.get, TestServer.configMaps).status == 503)
    }
}
