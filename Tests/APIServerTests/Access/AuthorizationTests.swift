import APIMachinery
import HTTPTypes
import JSON
import Testing

@testable import APIServer

@Suite struct AuthorizationTests {
    private static let alice = PeerIdentity(
        address: "192.0.2.1:1", certificateSubject: CertificateSubject(commonName: "alice"))

    private func server(_ authorizers: any Authorizer...) async throws -> TestServer {
        try await TestServer { $0.authorizers = authorizers }
    }

    @Test func nothingIsAllowedUnlessSaidOtherwise() async throws {
        let server = try await TestServer()
        let answer = try await server.send(.get, TestServer.configMaps + "/x", peer: Self.alice)
        #expect(answer.status == 403)
        #expect(answer.reason == "Forbidden")
        #expect(answer["details"] == ["name": "x", "kind": "configmaps"])
        #expect(
            answer["message"]
                == """
                configmaps "x" is forbidden: User "alice" cannot get resource "configmaps" in API group "" in the namespace \
                "default": Everything is forbidden.
                """)
        #expect(try await server.send(.get, "/healthz", peer: Self.alice).status == 200)
        #expect(try await server.send(.get, "/version", peer: Self.alice).status == 200)
    }

    /// Says no without a reason, as RBAC does.
    private struct Silent: Authorizer {
        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision { .noOpinion("") }
    }

    @Test(arguments: [
        (
            HTTPRequest.Method.get, "/api/v1/nodes",
            "nodes is forbidden: User \"alice\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"
        ),
        (
            .post, "/apis/apps/v1/namespaces/ns/deployments",
            "deployments.apps is forbidden: User \"alice\" cannot create resource \"deployments\" in API group \"apps\" in the namespace \"ns\""
        ),
        (
            .put, TestServer.books + "/dune/status",
            "books.library.example.org \"dune\" is forbidden: User \"alice\" cannot update resource \"books/status\" in API group \"library.example.org\" in the namespace \"default\""
        ),
        (
            .get, TestServer.configMaps + "?watch=1",
            "configmaps is forbidden: User \"alice\" cannot watch resource \"configmaps\" in API group \"\" in the namespace \"default\""
        ),
        (
            .delete, TestServer.configMaps,
            "configmaps is forbidden: User \"alice\" cannot deletecollection resource \"configmaps\" in API group \"\" in the namespace \"default\""
        ),
        (.get, "/metrics", "forbidden: User \"alice\" cannot get path \"/metrics\""),
        (.post, "/foo/bar", "forbidden: User \"alice\" cannot post path \"/foo/bar\""),
    ])
    func refusalsAreWordedAsKubernetesDoes(method: HTTPRequest.Method, path: String, message: String) async throws {
        let answer = try await server(Silent()).send(method, path, peer: Self.alice)
        #expect(answer.status == 403)
        #expect(answer["message"] == .string(message))
    }

    /// Notes what it is asked.
    private struct Asked: Authorizer {
        let record: AsyncStream<AuthorizationAttributes>.Continuation

        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
            record.yield(attributes)
            return .allowed
        }
    }

    @Test func authorizersAreAskedInTheirOrder() async throws {
        let (asked, record) = AsyncStream.makeStream(of: AuthorizationAttributes.self)
        let server = try await server(AlwaysDenyAuthorizer(), Asked(record: record), AlwaysDenyAuthorizer())
        #expect(try await server.send(.get, TestServer.books + "/x/status", peer: Self.alice).status == 404)
        record.finish()
        var attributes: [AuthorizationAttributes] = []
        for await attribute in asked { attributes.append(attribute) }
        #expect(
            attributes == [
                AuthorizationAttributes(
                    user: UserInfo(name: "alice", groups: ["system:authenticated"]), verb: "get",
                    group: "library.example.org", version: "v1", resource: "books", subresource: "status", name: "x",
                    namespace: "default", path: TestServer.books + "/x/status")
            ])
    }

    @Test func aPathOfTheWrongScopeIsNotAskedAbout() async throws {
        let (asked, record) = AsyncStream.makeStream(of: AuthorizationAttributes.self)
        let server = try await server(Asked(record: record))
        // What may be done in a namespace must not reach a resource of the cluster, nor the other way round.
        #expect(try await server.send(.get, "/api/v1/namespaces/default/namespaces/x", peer: Self.alice).status == 404)
        #expect(try await server.send(.get, "/api/v1/configmaps/x", peer: Self.alice).status == 404)
        record.finish()
        for await attributes in asked { Issue.record("\(attributes) was asked about") }
    }

    private struct Broken: Authorizer {
        struct Failure: Error {}

        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision { throw Failure() }
    }

    @Test func anAuthorizerThatFailsAllowsNothing() async throws {
        let server = try await server(Broken(), AlwaysAllowAuthorizer())
        #expect(try await server.send(.get, TestServer.configMaps, peer: Self.alice).status == 500)
    }

    @Test func modesAreNamed() throws {
        #expect(try AuthorizationMode.modes(named: ["AlwaysDeny", "AlwaysAllow"]) == [.alwaysDeny, .alwaysAllow])
        for (names, message) in [
            (
                ["RBAC"],
                "the authorization mode \"RBAC\" is not served by this server; there are AlwaysAllow, AlwaysDeny"
            ),
            (["AlwaysAllow", "Node"], "the authorization mode \"Node\" is not served by this server"),
            (["alwaysallow"], "the authorization mode \"alwaysallow\" is not known"),
            (["AlwaysAllow", "AlwaysAllow"], "the authorization mode \"AlwaysAllow\" is given more than once"),
            ([], "at least one authorization mode is needed"),
        ] {
            #expect { try AuthorizationMode.modes(named: names) } throws: { "\($0)".hasPrefix(message) }
        }
    }

    /// Lets everything be changed, and nothing made.
    private struct Changes: Authorizer {
        func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
            attributes.verb == .update ? .allowed : .noOpinion("")
        }
    }

    @Test func whoMayChangeMayNotCreateByAPut() async throws {
        let server = try await TestServer {
            $0.authorizers = [Changes()]
            $0.behaviors[GroupResource(group: "library.example.org", resource: "books")] = ResourceBehavior().with {
                $0.createsOnUpdate = true
            }
        }
        let path = TestServer.books + "/dune"
        let refused = try await server.send(.put, path, TestServer.book("dune"), peer: Self.alice)
        #expect(refused.status == 403)
        #expect(refused["message"]?.stringValue?.contains("cannot create resource \"books\"") == true)
        try await server.create(TestServer.books, TestServer.book("dune"))
        #expect(try await server.send(.put, path, TestServer.book("dune"), peer: Self.alice).status == 200)
    }
}
