import APIMachinery
import HTTPServerTransport
import HTTPTypes
import Logging
import Synchronization

/// A server over TLS on a port of its own, that answers as a function says.
struct TestServer: Sendable {
    let port: Int
    let certificates: ClusterCertificates

    /// Runs a server beside a test.
    static func with(
        _ sender: any RequestSender, in directory: TemporaryDirectory, security: HTTPServerTransport.Security? = nil,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let certificates = try ClusterCertificates.load(
            orCreateIn: "\(directory.path)/pki", names: ServingNames(listeningOn: "127.0.0.1"), logger: quiet)
        let configuration = HTTPServerTransport.Configuration(security: security ?? .tls(certificates.files))
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let transport = try HTTPServerTransport(serving: sender, configuration: configuration, logger: quiet) {
            port.yield($0)
        }
        let task = Task { try await transport.run() }
        defer { task.cancel() }
        var iterator = ports.makeAsyncIterator()
        guard let number = await iterator.next() else { return }
        try await body(TestServer(port: number, certificates: certificates))
    }

    static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// Answers as a function says, and remembers what it was asked.
final class FunctionSender: RequestSender {
    private let answer: @Sendable (APIRequest) async throws -> APIResponse
    private let recorded = Mutex<[APIRequest]>([])

    init(_ answer: @escaping @Sendable (APIRequest) async throws -> APIResponse) {
        self.answer = answer
    }

    var requests: [APIRequest] { recorded.withLock { $0 } }

    func send(_ request: APIRequest) async throws -> APIResponse {
        recorded.withLock { $0.append(request) }
        return try await answer(request)
    }
}
