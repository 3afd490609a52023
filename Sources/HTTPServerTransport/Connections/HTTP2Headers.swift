import APIMachinery
import HTTPTypes
import NIOHPACK

/// Translates the headers of HTTP/2 (RFC 9113 §8).
enum HTTP2Headers {
    /// The request that a header block begins.
    ///
    /// - Throws: ``APIError`` 400 for what makes no request.
    static func request(_ headers: HPACKHeaders) throws -> HTTPRequest {
        var method: HTTPRequest.Method?
        var scheme: String?
        var authority: String?
        var path: String?
        var fields = HTTPFields()
        fields.reserveCapacity(headers.count)
        var cookies: [String] = []
        for (name, value, _) in headers {
            switch name {
            case ":method": method = HTTPRequest.Method(value)
            case ":scheme": scheme = value
            case ":authority": authority = value
            case ":path": path = value
            case "host": if authority == nil { authority = value }
            // Clients may send it in pieces (§8.2.3).
            case "cookie": cookies.append(value)
            default:
                guard let fieldName = HTTPField.Name(name) else {
                    throw APIError.badRequest("the name of a header field is malformed")
                }
                fields.append(HTTPField(name: fieldName, value: value))
            }
        }
        if !cookies.isEmpty { fields[.cookie] = cookies.joined(separator: "; ") }
        guard let method else { throw APIError.badRequest("the method is malformed") }
        guard let path, path.utf8.first == UInt8(ascii: "/") || path == "*" else {
            throw APIError.badRequest("the request target is malformed")
        }
        return HTTPRequest(method: method, scheme: scheme, authority: authority, path: path, headerFields: fields)
    }

    /// The header block of an answer.
    static func block(_ head: HTTPResponse, length: Int?) -> HPACKHeaders {
        var headers = HPACKHeaders()
        headers.reserveCapacity(head.headerFields.count + 2)
        headers.add(name: ":status", value: String(head.status.code))
        for field in head.headerFields {
            switch field.name.canonicalName {
            case "content-length", "transfer-encoding", "connection": break
            case let name: headers.add(name: name, value: field.value)
            }
        }
        if let length, !head.status.hasNoBody {
            headers.add(name: "content-length", value: String(length), indexing: .nonIndexable)
        }
        return headers
    }
}
