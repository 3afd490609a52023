import APIMachinery
import HTTPTypes
import Synchronization

/// A server of which some requests fail.
final class FailingSender: RequestSender {
    private let server: any RequestSender
    private let hasOldDiscovery: Bool
    private let failure: @Sendable (APIRequest) -> APIError?
    private let recorded = Mutex<[String]>([])

    /// - Parameter failure: What a request is answered instead; `nil` where the server is to answer.
    init(
        _ server: any RequestSender, hasOldDiscovery: Bool = false,
        failure: @escaping @Sendable (APIRequest) -> APIError?
    ) {
        self.server = server
        self.hasOldDiscovery = hasOldDiscovery
        self.failure = failure
    }

    /// Methods and paths so far.
    var requests: [String] { recorded.withLock { $0 } }

    func send(_ request: APIRequest) async throws -> APIResponse {
        recorded.withLock { $0.append("\(request.head.method) \(request.path)") }
        if let error = failure(request) { return APIResponse(error) }
        var request = request
        // As a server that has not the newer form of discovery, which tells of all groups at once.
        if request.path == "/apis", hasOldDiscovery { request.head.headerFields[.accept] = "application/json" }
        return try await server.send(request)
    }
}
