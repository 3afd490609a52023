package import HTTPTypes
package import JSON

/// Sends requests about resources and turns failures into ``APIError``: what typed clients stand on.
package struct RequestExecutor: Sendable {
    /// What answers the requests.
    package let sender: any RequestSender

    /// Sends through `sender`.
    package init(sender: any RequestSender) {
        self.sender = sender
    }

    /// Sends a request and returns the answer once its head says that it went well.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: What the request is about.
    ///   - query: The parameters.
    ///   - accept: The media types of answers that are understood.
    ///   - contentType: The media type of the body.
    ///   - body: The body; `nil` for none.
    /// - Throws: ``APIError`` where the status is not 2xx, and what the sender throws.
    package func send(
        _ method: HTTPRequest.Method, _ path: ResourcePath, query: QueryParameters = QueryParameters(),
        accept: String = "application/json", contentType: String = "application/json", body: [UInt8]? = nil
    ) async throws -> APIResponse {
        var target = try path.encoded()
        if !query.isEmpty { target += "?\(query)" }
        var fields: HTTPFields = [.accept: accept]
        if body != nil { fields[.contentType] = contentType }
        let request = APIRequest(
            method: method, path: target, headerFields: fields, body: body.map { .bytes($0) } ?? .empty)
        let response = try await sender.send(request)
        guard response.head.status.kind == .successful else {
            throw try await Self.error(from: response, path.resource.groupResource, name: path.name ?? "")
        }
        return response
    }

    /// Sends a request about a path that belongs to no resource, such as `/version`, and returns the answer once its
    /// head says that it went well.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and query, percent-encoded.
    ///   - headerFields: The header fields.
    ///   - body: The body; `nil` for none.
    /// - Throws: ``APIError`` where the status is not 2xx (304 counts as well where `headerFields` have `If-None-Match`),
    ///   and what the sender throws.
    package func send(
        _ method: HTTPRequest.Method, target: String, headerFields: HTTPFields = [.accept: "application/json"],
        body: [UInt8]? = nil
    ) async throws -> APIResponse {
        let response = try await sender.send(
            APIRequest(
                method: method, path: target, headerFields: headerFields, body: body.map { .bytes($0) } ?? .empty))
        let isUnchanged = response.head.status == .notModified && headerFields[.ifNoneMatch] != nil
        guard response.head.status.kind == .successful || isUnchanged else {
            let nothing = GroupResource(group: "", resource: "")
            throw try await Self.error(from: response, nothing, name: "")
        }
        return response
    }

    /// Sends a request and reads the answer's body as JSON.
    ///
    /// - Throws: as ``send(_:_:query:accept:contentType:body:)``, and ``APIError`` for an answer that cannot be read.
    package func value<Value: JSONDecodable>(
        _ type: Value.Type = Value.self, _ method: HTTPRequest.Method, _ path: ResourcePath,
        query: QueryParameters = QueryParameters(), accept: String = "application/json",
        contentType: String = "application/json", body: [UInt8]? = nil
    ) async throws -> Value {
        let response = try await send(
            method, path, query: query, accept: accept, contentType: contentType, body: body)
        let bytes = try await response.body.collect()
        do {
            return try Value(parsing: bytes)
        } catch {
            throw Self.unreadable(error)
        }
    }

    /// How many bytes of an error's body are read.
    private static let errorBodyLimit = 1 << 20
    /// How much of a body that is no Status is shown.
    private static let excerptLength = 2048

    private static func error(
        from response: APIResponse, _ resource: GroupResource, name: String
    ) async throws -> APIError {
        let code = response.head.status.code
        let bytes: [UInt8]
        do {
            bytes = try await response.body.collect(upTo: errorBodyLimit)
        } catch is APIError {
            bytes = []
        }
        var error: APIError
        if var status = try? Status(parsing: bytes), status.kind == "Status", status.status != Status.success {
            if status.code == nil { status.code = Int32(clamping: code) }
            error = APIError(status: status)
        } else {
            error = .unexpectedResponse(
                code: code, body: String(decoding: bytes.prefix(excerptLength), as: UTF8.self),
                resource: resource, name: name)
        }
        if let text = response.head.headerFields[.retryAfter], let seconds = Int(text), seconds >= 0 {
            error.retryAfterSeconds = seconds
        }
        return error
    }

    /// The error for a body that is not what it should be.
    static func unreadable(_ error: any Error) -> APIError {
        APIError(
            code: 500, reason: .internalError, message: "the server's answer cannot be read: \(error)",
            details: StatusDetails(causes: [StatusCause(reason: .unexpectedServerResponse, message: "\(error)")]))
    }
}
