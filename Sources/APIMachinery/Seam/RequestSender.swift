/// Something that answers requests: a server in this process, or one behind a connection.
///
/// An answer that says that the request failed is an answer; what is thrown means that there is none. Cancelling the
/// task gives the request up, and a body that is still arriving with it.
public protocol RequestSender: Sendable {
    /// Sends a request and returns as soon as the head of the answer is there.
    func send(_ request: APIRequest) async throws -> APIResponse
}
