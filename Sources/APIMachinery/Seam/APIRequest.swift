public import HTTPTypes

/// A request, however it came: over a socket, or from within the process.
public struct APIRequest: Sendable {
    /// Method, path with its query as received (percent-encoded), and header fields.
    public var head: HTTPRequest
    /// The body.
    public var body: APIRequestBody
    /// Who is at the other end.
    public var peer: PeerIdentity

    /// Makes a request that came from a peer. Whoever serves connections says which; it has no default, so that no
    /// transport can take a stranger for a caller within the process.
    public init(head: HTTPRequest, body: APIRequestBody = .empty, peer: PeerIdentity) {
        self.head = head
        self.body = body
        self.peer = peer
    }

    /// Makes a request from a method and path; unless said otherwise it comes from within the process.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path and query, percent-encoded.
    ///   - headerFields: The header fields.
    ///   - body: The body.
    ///   - peer: Who asks.
    public init(
        method: HTTPRequest.Method, path: String, headerFields: HTTPFields = [:], body: APIRequestBody = .empty,
        peer: PeerIdentity = .inProcess
    ) {
        self.init(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: path, headerFields: headerFields),
            body: body, peer: peer)
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
