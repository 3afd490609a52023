import APIMachinery
import HTTPTypes
import Logging
import Synchronization
import Testing

@testable import APIServer

@Suite struct RequestLogTests {
    /// Keeps lines.
    private final class Lines: Sendable {
        private let kept = Mutex<[String]>([])

        func append(_ line: String) { kept.withLock { $0.append(line) } }
        var all: [String] { kept.withLock { $0 } }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.append("\(event.message) \(fields.joined(separator: " "))")
        }
    }

    private func server(_ level: Logger.Level, _ lines: Lines) async throws -> TestServer {
        try await TestServer { configuration in
            configuration.logger = Logger(label: "test") { _ in Handler(lines: lines) }
            configuration.logger.logLevel = level
            configuration.authenticators = [TokenAuthenticator([("the-secret", UserInfo(name: "eve\nrequest user=x"))])]
        }
    }

    @Test func aRequestIsOneLine() async throws {
        let lines = Lines()
        let server = try await server(.info, lines)
        let auditID = try #require(HTTPField.Name("Audit-ID"))
        let peer = PeerIdentity(address: "192.0.2.1:5")
        _ = try await server.send(
            .get, TestServer.configMaps + "/x?token=the-secret",
            headers: [auditID: "request-1", .userAgent: "agent/1 (x) status=200", .authorization: "Bearer the-secret"],
            peer: peer)
        _ = try await server.send(
            .get, "/api", headers: [auditID: "request-2", .authorization: "Bearer the-secret-is-wrong"], peer: peer)
        _ = try await server.send(.get, "/%zz", headers: [auditID: "request-3"], peer: peer)
        let requests = lines.all.filter { $0.hasPrefix("request ") && $0.contains("audit-id=request-") }
        #expect(requests.count == 3)
        for part in [
            "audit-id=request-1", "verb=get", "path=\(TestServer.configMaps)/x ", "user=eve_request_user=x",
            "status=403",
            "latency-ms=", "agent=agent/1_(x)_status=200", "source=192.0.2.1:5",
        ] {
            #expect(requests.first?.contains(part) == true, "\(part) in \(requests)")
        }
        #expect(requests.dropFirst().first?.contains("status=401") == true)
        #expect(requests.last?.contains("status=400") == true)
        #expect(lines.all.contains { $0.hasPrefix("authentication failed") && $0.contains("audit-id=request-2") })
        #expect(!lines.all.contains { $0.contains("the-secret") })
        #expect(!lines.all.contains { $0.contains("\n") })
    }

    @Test func nothingIsLoggedUnlessAskedFor() async throws {
        let lines = Lines()
        let server = try await server(.notice, lines)
        #expect(try await server.send(.get, "/api").status == 200)
        #expect(lines.all.isEmpty)
    }

    @Test func textsAreCutForTheLog() {
        #expect("a b\u{202e}c\u{1b}[31m\u{2028}é".logged == "a_b_c_[31m_é")
        #expect(String(repeating: "x", count: 300).logged == String(repeating: "x", count: 256) + "…")
        #expect(String(repeating: "x", count: 256).logged.count == 256)
    }
}
