import APIMachinery
import APISchema
import HTTPTypes
import JSON
import Synchronization
import Testing

@testable import APIServer

/// An event asks the watchers that may see it, and no others.
@Suite(.timeLimit(.minutes(1))) struct WatcherIndexTests {
    private func watch(_ server: TestServer, binding: String, path: String = TestServer.books) async throws
        -> WatchReader
    {
        let response = try await server.response(
            .get, path + "?watch=1&fieldSelector=spec.binding%3D\(binding)")
        #expect(response.head.status == .ok)
        return WatchReader(response)
    }

    private func put(_ server: TestServer, _ name: String, binding: JSONValue?) async throws {
        let answer = try await server.send(
            .patch, TestServer.books + "/" + name, ["spec": ["binding": binding ?? .null]],
            type: "application/merge-patch+json")
        #expect(answer.status == 200, "\(answer.text)")
    }

    private func book(_ name: String, binding: String) -> JSONValue {
        TestServer.book(name, ["title": "Dune", "binding": .string(binding)])
    }

    private func names(_ events: [JSONValue]) -> [String] {
        events.map { "\($0["type"]?.stringValue ?? "") \($0.at("object.metadata.name")?.stringValue ?? "")" }
    }

    private func questions(_ server: TestServer) -> Int { server.server.cache.questions.load(ordering: .relaxed) }

    @Test func onlyTheWatchersOfAValueAreAsked() async throws {
        let server = try await TestServer()
        var readers: [WatchReader] = []
        for number in 0..<1_000 { readers.append(try await watch(server, binding: "b\(number)")) }
        let before = questions(server)
        _ = try await server.create(TestServer.books, book("dune", binding: "b7"))
        #expect(questions(server) == before + 1)
        try await put(server, "dune", binding: "b8")
        #expect(questions(server) == before + 3)
        try await put(server, "dune", binding: "nobody's")
        #expect(questions(server) == before + 4)
        try await server.send(.delete, TestServer.books + "/dune")
        #expect(questions(server) == before + 4)
        #expect(names(try await readers[7].next(2)) == ["ADDED dune", "DELETED dune"])
        #expect(names(try await readers[8].next(2)) == ["ADDED dune", "DELETED dune"])
    }

    @Test func aFieldThatIsAbsentIsEmpty() async throws {
        let server = try await TestServer()
        var empty = try await watch(server, binding: "")
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        try await put(server, "dune", binding: "cloth")
        try await put(server, "dune", binding: nil)
        #expect(names(try await empty.next(3)) == ["ADDED dune", "DELETED dune", "ADDED dune"])
    }

    @Test func theNamespaceCountsToo() async throws {
        let server = try await TestServer()
        let others = "/apis/library.example.org/v1/namespaces/kube-public/books"
        var here = try await watch(server, binding: "cloth")
        var everywhere = try await watch(server, binding: "cloth", path: "/apis/library.example.org/v1/books")
        _ = try await server.create(others, book("other", binding: "cloth"))
        _ = try await server.create(TestServer.books, book("dune", binding: "cloth"))
        #expect(names(try await everywhere.next(2)) == ["ADDED other", "ADDED dune"])
        #expect(names(try await here.next(1)) == ["ADDED dune"])
    }

    @Test func aNameInAllNamespacesAsksNobodyElse() async throws {
        let server = try await TestServer()
        var readers: [WatchReader] = []
        for number in 0..<50 {
            let response = try await server.response(
                .get, "/api/v1/configmaps?watch=1&fieldSelector=metadata.name%3Dc\(number)")
            readers.append(WatchReader(response))
        }
        let before = questions(server)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("c3"))
        #expect(questions(server) == before + 1)
        #expect(names(try await readers[3].next(1)) == ["ADDED c3"])
    }

    @Test func aNamespaceInTheSelectorAsksNobodyElse() async throws {
        let server = try await TestServer()
        let path = "/api/v1/configmaps?watch=1&fieldSelector=metadata.namespace%3D"
        var reader = WatchReader(try await server.response(.get, path + "kube-public"))
        let before = questions(server)
        _ = try await server.create(TestServer.configMaps, TestServer.configMap("a"))
        #expect(questions(server) == before)
        _ = try await server.create("/api/v1/namespaces/kube-public/configmaps", TestServer.configMap("b"))
        #expect(names(try await reader.next(1)) == ["ADDED b"])
    }
}
