import APIMachinery
import HTTPTypes
import Testing

@testable import APIServer

@Suite struct CORSTests {
    private static let stranger = PeerIdentity(address: "192.0.2.1:1")

    private func server() async throws -> TestServer {
        let origins = try AllowedOrigins(["^https://console\\.example\\.com$", "//localhost:"])
        return try await TestServer { $0.allowedOrigins = origins }
    }

    @Test(arguments: [
        ("https://console.example.com", true), ("https://console.example.com.evil.net", false),
        ("https://consoleXexample.com", false), ("http://localhost:8080", true), ("http://localhost.evil.net", false),
        ("", false),
    ])
    func onlyAllowedOriginsAreToldSo(origin: String, isAllowed: Bool) async throws {
        let server = try await server()
        let answer = try await server.send(.get, "/version", headers: [.origin: origin], peer: Self.stranger)
        #expect(answer.status == 200)
        #expect(answer.fields[.accessControlAllowOrigin] == (isAllowed ? origin : nil))
        #expect((answer.fields[.vary]?.contains("Origin") ?? false) == isAllowed)
        // A browser asks beforehand without any credential.
        let asked = try await server.send(
            .options, TestServer.configMaps, headers: [.origin: origin], peer: Self.stranger)
        #expect(asked.status == (isAllowed ? 204 : 401))
        // The answer to what is refused can be read too.
        let refused = try await server.send(.get, "/api", headers: [.origin: origin], peer: Self.stranger)
        #expect(refused.status == 401)
        #expect(refused.fields[.accessControlAllowOrigin] == (isAllowed ? origin : nil))
    }

    @Test(arguments: ["example.com", "^https://example.com", "example.com$", "^(https://x$", ""])
    func originsThatAreOpenOrMalformedAreRefused(pattern: String) {
        #expect(throws: AllowedOrigins.Fault.self) { try AllowedOrigins([pattern]) }
    }
}
