import APIMachinery

/// Knows callers within the process, who are the server itself.
struct InProcessAuthenticator: Authenticator {
    func authenticate(_ request: APIRequest) async throws -> UserInfo? {
        request.peer.isInProcess ? .server : nil
    }
}
