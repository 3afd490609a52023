public import HTTPTypes

/// A request, however it came: over a socket, or from within the process.
public struct APIRequest: Sendable {
    /// Method, path with its query as received (percent-encoded), and header fields.
    public var head: HTTPRequest
    /// The body.
    public var body: APIRequestBody
    /// Who is at the other end.
    public var peer: PeerIdentity

    /// Makes a request.
    public init(head: HTTPRequest, body: APIRequestBody = .empty, peer: PeerIdentity = .inProcess) {
        self.head = head
        self.body = body
        self.peer = peer
    }

    /// Makes a request from a method and path.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path and query, percent-encoded.
    ///   - headerFields: The header fields.
    ///   - body: The body.
    public init(
        method: HTTPRequest.Method, path: String, headerFields: HTTPFields = [:], body: APIRequestBody = .empty
    ) {
        self.init(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: path, headerFields: headerFields),
            body: body)
    }

    /// The path without its query, still percent-encoded.
    public var path: Substring {
        let target = head.path ?? "/"
        return target.prefix { $0 != "?" }
    }

    /// The query after the `?`, still percent-encoded; empty where there is none.
    public var query: Substring {
        let target = head.path ?? "/"
        return target.drop { $0 != "?" }.dropFirst()
    }
}
