import APIMachinery
import HTTPTypes
import JSON
import Logging
import Testing

@testable import APIServer

@Suite struct AuthenticationTests {
    private static let stranger = PeerIdentity(address: "192.0.2.1:1234")

    private static func peer(_ name: String, _ groups: [String] = [], fault: String? = nil) -> PeerIdentity {
        PeerIdentity(
            address: "192.0.2.1:1234",
            certificateSubject: fault == nil ? CertificateSubject(commonName: name, organizations: groups) : nil,
            certificateFault: fault)
    }

    private func server(
        _ modes: [any Authorizer] = [AlwaysAllowAuthorizer()],
        _ configure: @escaping (inout APIServer.Configuration) -> Void = { _ in }
    ) async throws -> TestServer {
        try await TestServer { configuration in
            configuration.authenticators = [
                CertificateAuthenticator(),
                TokenAuthenticator([
                    ("alice-token", UserInfo(name: "alice", uid: "1", groups: ["dev"])),
                    ("admin-token", UserInfo(name: "admin", groups: ["system:masters"])),
                ]),
            ]
            configuration.authorizers = modes
            configure(&configuration)
        }
    }

    private func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

    @Test func aTokenSaysWhoAsks() async throws {
        let server = try await server()
        for scheme in ["Bearer", "bearer", "BEARER"] {
            let fields: HTTPFields = [.authorization: "\(scheme) alice-token"]
            #expect(try await server.send(.get, "/api", headers: fields, peer: Self.stranger).status == 200)
        }
    }

    /// As in kube-apiserver, what comes after a second space is not read, and the client is told so.
    @Test func aTokenComesAfterOneSpace() async throws {
        let server = try await server()
        let fields: HTTPFields = [.authorization: "Bearer  alice-token"]
        let answer = try await server.send(.get, "/api", headers: fields, peer: Self.stranger)
        #expect(answer.status == 401)
        #expect(
            answer.warnings == [
                "299 - \"the provided Authorization header contains extra space before the bearer token, and is ignored\""
            ])
        // Nobody's credential is nobody's fault.
        #expect(try await server.send(.get, "/healthz", headers: fields, peer: Self.stranger).status == 200)
        for header in [" Bearer alice-token ", "Bearer alice-token more"] {
            let answer = try await server.send(.get, "/api", headers: [.authorization: header], peer: Self.stranger)
            #expect(answer.status == 200)
            #expect(answer.warnings.isEmpty)
        }
        for header in ["Bearer", "Bearer ", "Basic alice-token", "alice-token", "  "] {
            let answer = try await server.send(.get, "/api", headers: [.authorization: header], peer: Self.stranger)
            #expect(answer.status == 401)
            #expect(answer.warnings.isEmpty)
        }
    }

    @Test(arguments: ["/api", "/healthz", "/version", TestServer.configMaps])
    func aWrongTokenIsRefusedWhateverItIsFor(path: String) async throws {
        let server = try await server()
        for token in ["wrong", "alice-toke", "alice-tokenx", "alice-token,x"] {
            let answer = try await server.send(.get, path, headers: bearer(token), peer: Self.stranger)
            #expect(answer.status == 401)
            #expect(answer.reason == "Unauthorized")
            #expect(answer["message"] == "Unauthorized")
            #expect(answer.fields[HTTPField.Name("WWW-Authenticate")!] == "Bearer")
        }
    }

    @Test func aTokenIsRefusedWhereThereAreNone() async throws {
        let server = try await TestServer()
        #expect(try await server.send(.get, "/version", headers: bearer("x"), peer: Self.stranger).status == 401)
    }

    @Test(arguments: [
        ("/healthz", 200), ("/livez", 200), ("/readyz/ping", 200), ("/version", 200), ("/api", 401), ("/metrics", 401),
        ("/", 401), ("/healthzz", 401), ("/api/v1/namespaces/healthz/configmaps", 401), ("/%2e%2e/healthz", 400),
        ("/versions", 401), ("//healthz", 401), ("/nosuch", 401), (TestServer.configMaps, 401),
    ])
    func withoutCredentialHealthAndVersionAreThere(path: String, status: Int) async throws {
        let answer = try await server().send(.get, path, peer: Self.stranger)
        #expect(answer.status == status)
        if status == 401 { #expect(answer.reason == "Unauthorized") }
    }

    @Test func anonymousAccessIsConfigured() async throws {
        let none = try await server { $0.anonymousAccess = .none }
        #expect(try await none.send(.get, "/healthz", peer: Self.stranger).status == 401)
        let authorized = try await server([AlwaysDenyAuthorizer()]) { $0.anonymousAccess = .authorized }
        let answer = try await authorized.send(.get, TestServer.configMaps, peer: Self.stranger)
        #expect(answer.status == 403)
        #expect(answer["message"]?.stringValue?.contains("User \"system:anonymous\" cannot list") == true)
    }

    @Test func aCertificateSaysWhoAsks() async throws {
        let server = try await server([AlwaysDenyAuthorizer()])
        let admin = Self.peer("someone", ["system:masters"])
        #expect(try await server.send(.get, TestServer.configMaps, peer: admin).status == 200)
        let bob = try await server.send(.get, TestServer.configMaps, peer: Self.peer("bob"))
        #expect(bob.status == 403)
        #expect(bob["message"]?.stringValue?.contains("User \"bob\"") == true)
        // One that names nobody is none.
        #expect(try await server.send(.get, "/api", peer: Self.peer("", ["system:masters"])).status == 401)
    }

    @Test func aBadCertificateIsRefusedUnlessAnotherCredentialIsGood() async throws {
        let server = try await server()
        let peer = Self.peer("", fault: "it has expired")
        #expect(try await server.send(.get, "/healthz", peer: peer).status == 401)
        #expect(try await server.send(.get, "/api", headers: bearer("alice-token"), peer: peer).status == 200)
        #expect(try await server.send(.get, "/api", headers: bearer("wrong"), peer: peer).status == 401)
    }

    @Test func callersWithinTheProcessAreTheServer() async throws {
        let server = try await server([AlwaysDenyAuthorizer()])
        #expect(try await server.send(.get, TestServer.configMaps).status == 200)
        // An empty address is an address.
        #expect(try await server.send(.get, TestServer.configMaps, peer: PeerIdentity(address: "")).status == 401)
        #expect(PeerIdentity(address: "") != .inProcess)
    }

    @Test func usersAreInTheGroupOfTheAuthenticated() {
        #expect(UserInfo(name: "a", groups: ["g"]).authenticated().groups == ["g", "system:authenticated"])
        #expect(UserInfo.server.authenticated() == .server)
        #expect(UserInfo.anonymous.groups == ["system:unauthenticated"])
    }

    @Test func handlersDoNotSeeTheCredential() async throws {
        let filter = AuthenticationFilter(
            errors: ErrorAnswer(table: ResourceTable()), authenticators: [InProcessAuthenticator()], anonymous: .none,
            logger: Logger(label: "test"))
        let handler = [filter as any RequestFilter].around { request, context in
            #expect(request.head.headerFields[.authorization] == nil)
            #expect(context.user == .server)
            return APIResponse(status: .ok)
        }
        let request = APIRequest(method: .get, path: "/", headerFields: bearer("secret"))
        #expect(try await handler(request, RequestContext()).head.status == .ok)
    }
}
