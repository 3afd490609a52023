import APIMachinery
import HTTPTypes
import JSON
import Testing

@testable import APIServer

/// What serves groups and versions without definitions.
@Suite struct APISourceTests {
    /// Tells of each request what it was.
    private struct Echo: APISource {
        var versions: [APISourceVersion]

        init(
            _ versions: String..., group: String = "metrics.example.org", isStale: Bool = false, title: String = "Echo"
        ) {
            self.versions = versions.map { version in
                APISourceVersion(
                    APIVersion(group: group, version: version),
                    resources: [
                        MetaV1.APIResource(
                            name: "nodes", singularName: "node", namespaced: false, kind: "NodeMetrics",
                            verbs: ["get", "list"], shortNames: ["nm"]),
                        MetaV1.APIResource(
                            name: "pods", singularName: "pod", namespaced: true, kind: "PodMetrics",
                            verbs: ["get", "list"]),
                        MetaV1.APIResource(
                            name: "pods/usage", singularName: "", namespaced: true, kind: "Usage", verbs: ["create"],
                            group: "usage.example.org", version: "v1"),
                    ], isStale: isStale,
                    openAPI: { JSONValue.object(["openapi": "3.0.0", "info": ["title": .string(title)]]).serialized() })
            }
        }

        func answer(_ request: APIRequest, _ info: RequestInfo, user: UserInfo) async throws -> APIResponse {
            if info.resource == "broken" { throw APIError.serviceUnavailable("the backend is away") }
            guard ["nodes", "pods"].contains(info.resource) else {
                return APIResponse(
                    status: .notFound, headerFields: [.contentType: "text/plain"], body: .bytes(Array("nothing".utf8)))
            }
            let body = try await request.body.collect(upTo: 1_000)
            let answer: JSONValue = [
                "verb": .string(info.verb.rawValue), "path": .string(info.path), "user": .string(user.name),
                "groups": .array(user.groups.map(JSONValue.string)),
                "body": .string(String(decoding: body, as: UTF8.self)),
                "authorization": .bool(request.head.headerFields[.authorization] != nil),
            ]
            return APIResponse(
                status: .ok, headerFields: [.contentType: "application/json"], body: .bytes(answer.serialized()))
        }
    }

    /// Lets alice read what is in the group of the source.
    private struct Reading: Authorizer {
        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
            attributes.user.name == "alice" && attributes.verb != "create" ? .allowed : .noOpinion("")
        }
    }

    private static let group = "/apis/metrics.example.org"
    private static let nodes = group + "/v1/nodes"
    private static let aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

    @Test func discoveryTellsOfIt() async throws {
        let server = try await TestServer()
        server.server.resources.add(Echo("v1beta1", "v1"), named: "metrics")
        let groups = try await server.send(.get, "/apis").json["groups"]?.arrayValue ?? []
        #expect(groups.map { $0["name"] } == ["library.example.org", "metrics.example.org"])
        #expect(groups.last?["preferredVersion"]?["version"] == "v1")
        let group = try await server.send(.get, Self.group)
        #expect(group["kind"] == "APIGroup")
        #expect(group["versions"]?.arrayValue?.map { $0["version"] } == ["v1", "v1beta1"])
        let list = try await server.send(.get, Self.group + "/v1")
        #expect(list["kind"] == "APIResourceList")
        #expect(list["groupVersion"] == "metrics.example.org/v1")
        #expect(list["resources"]?.arrayValue?.map { $0["name"] } == ["nodes", "pods", "pods/usage"])
        let document = try await server.send(.get, "/apis", accept: Self.aggregated).json
        let item = try #require(document.at("items.1"))
        #expect(item["metadata"]?["name"] == "metrics.example.org")
        let version = try #require(item.at("versions.0"))
        #expect(version["freshness"] == "Current")
        #expect(version["resources"]?.arrayValue?.map { $0["resource"] } == ["nodes", "pods"])
        #expect(version.at("resources.0.scope") == "Cluster")
        #expect(version.at("resources.0.shortNames") == ["nm"])
        #expect(version.at("resources.1.scope") == "Namespaced")
        #expect(
            version.at("resources.1.subresources") == [
                [
                    "subresource": "usage",
                    "responseKind": ["group": "usage.example.org", "version": "v1", "kind": "Usage"],
                    "verbs": ["create"],
                ]
            ])
        let paths = try await server.send(.get, "/")["paths"]?.arrayValue ?? []
        #expect(paths.contains(.string(Self.group)) && paths.contains(.string(Self.group + "/v1")))
        let index = try await server.send(.get, "/openapi/v3").json
        let url = try #require(index["paths"]?["apis/metrics.example.org/v1"]?["serverRelativeURL"]?.stringValue)
        #expect(try await server.send(.get, url)["info", "title"] == "Echo")
    }

    @Test func requestsReachItOnceTheyAreAllowed() async throws {
        let alice = UserInfo(name: "alice", groups: ["readers"])
        let server = try await TestServer {
            $0.authenticators = [TokenAuthenticator([("secret", alice), ("other", UserInfo(name: "bob"))])]
            $0.authorizers = [Reading()]
        }
        server.server.resources.add(Echo("v1"), named: "metrics")
        let peer = PeerIdentity(address: "192.0.2.1:1")
        #expect(try await server.send(.get, Self.nodes, peer: peer).status == 401)
        let bob = try await server.send(.get, Self.nodes, headers: [.authorization: "Bearer other"], peer: peer)
        #expect(bob.status == 403)
        #expect(bob["message"]?.stringValue?.hasPrefix("nodes.metrics.example.org is forbidden") == true)
        let answer = try await server.send(
            .get, Self.nodes + "/n1?x=1", headers: [.authorization: "Bearer secret"], peer: peer)
        #expect(answer.status == 200)
        #expect(
            answer.json == [
                "verb": "get", "path": .string(Self.nodes + "/n1"), "user": "alice",
                "groups": ["readers", "system:authenticated"], "body": "", "authorization": false,
            ])
        let refused = try await server.send(
            .post, Self.nodes, ["a": 1], headers: [.authorization: "Bearer secret"], peer: peer)
        #expect(refused.status == 403)
        let posted = try await server.send(.post, Self.group + "/v1/namespaces/default/pods/p/usage", ["a": 1])
        #expect(posted["verb"] == "create")
        #expect(posted["body"] == #"{"a":1}"#)
    }

    @Test func whatItDoesNotKnowIsItsOwnAnswer() async throws {
        let server = try await TestServer()
        server.server.resources.add(Echo("v1"), named: "metrics")
        let unknown = try await server.send(.get, Self.group + "/v1/what/ever/this/may/be")
        #expect(unknown.status == 404)
        #expect(unknown.text == "nothing")
        let broken = try await server.send(.get, Self.group + "/v1/broken")
        #expect(broken.status == 503)
        #expect(broken["message"] == "the backend is away")
        // What no source and no definition serves is nobody's.
        #expect(try await server.send(.get, Self.group + "/v2/nodes").reason == "NotFound")
        #expect(try await server.send(.get, "/apis/nobody.example.org/v1/nodes").text == "404 page not found\n")
    }

    @Test func itGoesAndIsReplacedAsAWhole() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        let before = try await server.send(.get, "/apis", accept: Self.aggregated).fields[.eTag]
        table.add(Echo("v1", "v2"), named: "metrics")
        let books = try #require(table.snapshot.resource("library.example.org", "v1", "books"))
        table.add(Echo("v2", isStale: true), named: "metrics")
        #expect(try await server.send(.get, Self.nodes).status == 404)
        #expect(try await server.send(.get, Self.group + "/v2/nodes").status == 200)
        let document = try await server.send(.get, "/apis", accept: Self.aggregated).json
        #expect(document.at("items.1.versions.0.freshness") == "Stale")
        #expect(table.snapshot.resource("library.example.org", "v1", "books") === books)
        #expect(table.remove("metrics"))
        #expect(!table.remove("metrics"))
        #expect(try await server.send(.get, Self.group + "/v2/nodes").text == "404 page not found\n")
        #expect(try await server.send(.get, Self.group).status == 404)
        #expect(try await server.send(.get, "/openapi/v3/apis/metrics.example.org/v2").status == 404)
        #expect(try await server.send(.get, "/apis", accept: Self.aggregated).fields[.eTag] == before)
        // A name has one thing at a time, of whatever sort.
        table.add(Echo("v1"), named: "library")
        #expect(try await server.send(.get, TestServer.books).status == 404)
        #expect(try await server.send(.get, Self.nodes).status == 200)
        table.add(TestDefinitions.library, named: "library")
        #expect(try await server.send(.get, TestServer.books).status == 200)
        #expect(try await server.send(.get, Self.nodes).status == 404)
    }

    /// Definitions are served where there are some; of two sources the first is.
    @Test func definitionsComeFirst() async throws {
        let server = try await TestServer()
        let table = server.server.resources
        table.add(Echo("v1", "v2", group: "library.example.org"), named: "first")
        table.add(Echo("v1", "v2", group: "library.example.org", title: "Other"), named: "second")
        func title(_ version: String) async throws -> JSONValue? {
            try await server.send(.get, "/openapi/v3/apis/library.example.org/\(version)")["info", "title"]
        }
        _ = try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(try await server.send(.get, "/apis/library.example.org/v2/nodes")["verb"] == "list")
        let versions = try await server.send(.get, "/apis/library.example.org")["versions"]?.arrayValue
        #expect(versions?.map { $0["version"] } == ["v2", "v1"])
        #expect(try await title("v2") == "Echo")
        table.remove("library")
        #expect(try await server.send(.get, "/apis/library.example.org/v1/nodes")["verb"] == "list")
        table.remove("first")
        #expect(try await title("v1") == "Other")
        table.add(TestDefinitions.library, named: "library")
        #expect(try await server.send(.get, TestServer.books + "/dune").status == 200)
        #expect(try await title("v2") == "Other")
    }
}
