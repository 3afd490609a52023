import HTTPTypes
import JSON
import Testing

@testable import APIServer

@Suite struct DiscoveryTests {
    private let aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

    @Test func groupsVersionsAndResourcesAreListed() async throws {
        let server = try await TestServer()
        let core = try await server.send(.get, "/api")
        #expect(core["kind"] == "APIVersions")
        #expect(core["versions"] == ["v1"])
        let groups = try await server.send(.get, "/apis/")
        #expect(groups["kind"] == "APIGroupList")
        #expect(groups.json.at("groups.0.name") == "library.example.org")
        let group = try await server.send(.get, "/apis/library.example.org")
        #expect(group["kind"] == "APIGroup")
        #expect(group["preferredVersion", "groupVersion"] == "library.example.org/v1")
        let resources = try await server.send(.get, "/apis/library.example.org/v1")
        #expect(resources["kind"] == "APIResourceList")
        #expect(resources["resources"]?.arrayValue?.map { $0["name"] } == ["books", "books/scale", "books/status"])
        #expect(resources.json.at("resources.0.shortNames") == ["bk"])
        #expect(resources.json.at("resources.0.storageVersionHash")?.stringValue?.count == 12)
    }

    @Test func theAggregatedDocumentIsCached() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.get, "/apis", accept: aggregated + ",application/json")
        #expect(answer.type == aggregated)
        #expect(answer["kind"] == "APIGroupDiscoveryList")
        #expect(answer.json.at("items.0.versions.0.resources.0.resource") == "books")
        let eTag = try #require(answer.fields[.eTag])
        let again = try await server.send(.get, "/apis", accept: aggregated, headers: [.ifNoneMatch: eTag])
        #expect(again.status == 304)
        #expect(again.bytes.isEmpty)
        #expect(try await server.send(.get, "/api", accept: aggregated).json.at("items.0.versions.0.version") == "v1")
    }

    @Test func resourcesCanComeAndGo() async throws {
        let server = try await TestServer()
        #expect(try await server.send(.get, TestServer.books).status == 200)
        let path = "apis/library.example.org/v1"
        let document = try await server.send(.get, "/openapi/v3").json["paths"]?[path]
        #expect(document != nil)
        #expect(try await server.send(.get, "/openapi/v3/\(path)").json["paths"]?["/\(path)/books"] != nil)
        let protobuf = "application/com.github.proto-openapi.spec.v3@v1.0+protobuf"
        #expect(try await server.send(.get, "/openapi/v3/\(path)", accept: protobuf).status == 406)
        #expect(try await server.send(.get, "/openapi/v3/\(path)", accept: "\(protobuf), */*").status == 200)
        #expect(server.server.resources.remove("library"))
        #expect(!server.server.resources.remove("library"))
        #expect(try await server.send(.get, TestServer.books).text == "404 page not found\n")
        #expect(try await server.send(.get, "/apis").json["groups"] == [])
        #expect(try await server.send(.get, "/openapi/v3").json["paths"]?[path] == nil)
        #expect(try await server.send(.get, "/openapi/v3/\(path)").status == 404)
        #expect(try await !server.send(.get, "/openapi/v2").text.contains("library.example.org"))
        server.server.resources.add(TestDefinitions.library, named: "library")
        #expect(try await server.send(.get, "/openapi/v3").json["paths"]?[path] == document)
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(try await server.send(.get, "/apis/library.example.org").status == 200)
    }

    @Test(arguments: ["/healthz", "/livez", "/readyz", "/livez/ping", "/readyz/storage"])
    func healthIsAsked(path: String) async throws {
        let server = try await TestServer()
        let answer = try await server.send(.get, path)
        #expect(answer.status == 200)
        #expect(answer.text == "ok")
        #expect(answer.type == "text/plain; charset=utf-8")
    }

    @Test func readinessFailsBeforeTheServerStops() async throws {
        let server = try await TestServer()
        #expect(try await server.send(.get, "/readyz?verbose").text.contains("[+]storage ok\n"))
        server.server.beginShutdown()
        let answer = try await server.send(.get, "/readyz")
        #expect(answer.status == 500)
        #expect(answer.text.contains("[-]shutdown failed"))
        #expect(try await server.send(.get, "/livez").status == 200)
    }

    @Test func theVersionIsTold() async throws {
        let answer = try await TestServer().send(.get, "/version")
        #expect(answer["major"] == "1")
        #expect(answer["minor"] == "36")
        #expect(answer["emulationMajor"] == "1")
        #expect(answer["emulationMinor"] == "36")
        #expect(answer["minCompatibilityMajor"] == "1")
        #expect(answer["minCompatibilityMinor"] == "35")
    }

    /// What clients get that accept protobuf alone.
    @Test(
        arguments: [
            ("/api", "APIVersions"), ("/apis", "APIGroupList"), ("/api/v1", "APIResourceList"),
            ("/apis/library.example.org", "APIGroup"), ("/apis/library.example.org/v1", "APIResourceList"),
        ])
    func documentsHaveAProtobufForm(path: String, kind: String) async throws {
        let server = try await TestServer()
        let protobuf = "application/vnd.kubernetes.protobuf"
        let json = try await server.send(.get, path)
        let answer = try await server.send(.get, path, accept: protobuf)
        #expect(answer.status == 200)
        #expect(answer.type == protobuf)
        let transcoder = server.server.resources.snapshot.transcoder
        let read = try transcoder.decodeProtobuf(answer.bytes, as: "io.k8s.apimachinery.pkg.apis.meta.v1.\(kind)")
        #expect(read["kind"] == .string(kind))
        #expect(read == json.json)
        #expect(try await server.send(.get, path, accept: protobuf + ";q=0.5,application/json").json == json.json)
    }

    @Test(arguments: ["/version", "/openapi/v3/api/v1", "/"])
    func otherPagesHaveNone(path: String) async throws {
        let answer = try await TestServer().send(.get, path, accept: "application/vnd.kubernetes.protobuf")
        #expect(answer.status == 406)
    }

    @Test(arguments: [
        "/nothing", "/apis/nobody.example.org/v1/things", "/healthz", "/readyz/storage", "/livez/nothing",
    ])
    func plainTextIsNothingElse(path: String) async throws {
        let answer = try await TestServer().send(.get, path)
        #expect(answer.type == "text/plain; charset=utf-8")
        #expect(answer.fields[.xContentTypeOptions] == "nosniff")
    }

    @Test func theRootListsPaths() async throws {
        let answer = try await TestServer().send(.get, "/")
        #expect(answer["paths"]?.arrayValue?.contains("/apis/library.example.org/v1") == true)
    }

    /// kubectl asks for v2 about kinds that cannot be patched, and goes on where the document is there.
    @Test func openAPIV2IsThereForThoseWhoAsk() async throws {
        let server = try await TestServer()
        let json = try await server.send(.get, "/openapi/v2")
        #expect(json.status == 200)
        #expect(json["swagger"] == "2.0")
        #expect(json["paths"] == [:])
        let type = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
        let binary = try await server.send(.get, "/openapi/v2", accept: type)
        #expect(binary.type == "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")
        #expect(Array(binary.bytes.prefix(5)) == [0x0a, 3] + Array("2.0".utf8))
        #expect(Array(binary.bytes.suffix(2)) == [0x42, 0])
    }
}
