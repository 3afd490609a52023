import APIMachinery
import HTTPTypes
import NIOHTTP1

/// Reads the head of an HTTP/1.1 request.
enum HTTP1RequestHead {
    /// - Throws: ``APIError`` 400 for what RFC 9112 does not allow and the parser does.
    static func request(_ head: HTTPRequestHead, isSecure: Bool) throws -> HTTPRequest {
        guard head.version.major == 1 else { throw APIError.badRequest("the HTTP version is not supported") }
        guard let method = HTTPRequest.Method(head.method.rawValue) else {
            throw APIError.badRequest("the method is malformed")
        }
        var authority: String?
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        for (name, value) in head.headers {
            guard let fieldName = HTTPField.Name(name) else {
                throw APIError.badRequest("the name of a header field is malformed")
            }
            if fieldName.canonicalName == "host" {
                guard authority == nil else { throw APIError.badRequest("there is more than one Host header") }
                authority = value
            } else {
                fields.append(HTTPField(name: fieldName, value: value))
            }
        }
        if authority == nil, head.version.minor > 0 { throw APIError.badRequest("the Host header is missing") }
        return HTTPRequest(
            method: method, scheme: isSecure ? "https" : "http", authority: authority, path: try path(head.uri),
            headerFields: fields)
    }

    /// The path and query of a request's target, which may be a whole URL (RFC 9112 §3.2).
    private static func path(_ target: String) throws -> String {
        if target.utf8.first == UInt8(ascii: "/") || target == "*" { return target }
        guard let scheme = target.range(of: "://"), !scheme.isEmpty else {
            throw APIError.badRequest("the request target is malformed")
        }
        let rest = target[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        return rest.first == "/" ? String(rest) : "/" + rest
    }
}

extension String {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
