public import HTTPTypes
public import JSON

/// The answer to an ``APIRequest``.
public struct APIResponse: Sendable {
    /// Status and header fields.
    public var head: HTTPResponse
    /// The body.
    public var body: APIResponseBody

    /// Makes an answer.
    public init(head: HTTPResponse, body: APIResponseBody = .empty) {
        self.head = head
        self.body = body
    }

    /// Makes an answer from a status and header fields.
    public init(status: HTTPResponse.Status, headerFields: HTTPFields = [:], body: APIResponseBody = .empty) {
        self.init(head: HTTPResponse(status: status, headerFields: headerFields), body: body)
    }

    /// An answer whose body is a value as JSON, with a line feed behind it.
    public init(status: HTTPResponse.Status = .ok, json value: some JSONEncodable) {
        self.init(
            status: status, headerFields: [.contentType: "application/json"],
            body: .bytes(value.encodedJSON() + [UInt8(ascii: "\n")]))
    }

    /// The answer that an error is, as JSON, with `Retry-After` where the error says so.
    public init(_ error: APIError) {
        self.init(status: HTTPResponse.Status(code: error.code), json: error.status)
        if let seconds = error.retryAfterSeconds { head.headerFields[.retryAfter] = String(seconds) }
    }
}
