import APIMachinery

/// A server to which something happens just before it answers a request.
struct InterveningSender: RequestSender {
    let server: any RequestSender
    let before: @Sendable (APIRequest) async throws -> Void

    func send(_ request: APIRequest) async throws -> APIResponse {
        try await before(request)
        return try await server.send(request)
    }
}
