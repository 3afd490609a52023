import APIMachinery
import HTTPTypes
import Logging

/// Makes a 500 of every error that nothing else has made an answer of.
struct ErrorRecoveryFilter: RequestFilter {
    let errors: ErrorAnswer
    let logger: Logger

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            return errors.response(to: error, request)
        } catch is CancellationError {
            // The client has gone: nobody reads the answer.
            return errors.response(to: .timeout("the request was cancelled"), request)
        } catch {
            let id = makeUUID()
            logger.error(
                "request failed", metadata: ["error": "\(error)", "request": "\(id)", "path": "\(request.path)"])
            return errors.response(to: .internalError("the request failed; the log says more under \(id)"), request)
        }
    }
}

/// Notes when the request came, and gives it an identifier: the one that the client sent, where that can be used.
struct RequestReceivedFilter: RequestFilter {
    private static let auditID = HTTPField.Name("Audit-Id")
    private static let maximumLength = 64

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        var context = context
        context.receivedAt = .now
        context.auditID = Self.auditID.flatMap { Self.accepted(request.head.headerFields[$0]) } ?? makeUUID()
        var response = try await next(request, context)
        if let name = Self.auditID { response.head.headerFields[name] = context.auditID }
        return response
    }

    /// A client's identifier, unless it is empty, too long, or could be mistaken for something else in a log.
    private static func accepted(_ given: String?) -> String? {
        guard let given, (1...maximumLength).contains(given.utf8.count) else { return nil }
        return given.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") } ? given : nil
    }
}

/// Keeps caches from keeping answers that do not say themselves for how long they hold.
struct CacheControlFilter: RequestFilter {
    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        var response = try await next(request, context)
        if response.head.headerFields[.cacheControl] == nil {
            response.head.headerFields[.cacheControl] = "no-cache, private"
        }
        return response
    }
}

/// Puts the warnings that were recorded for a request into its answer (RFC 7234 §5.5, code 299).
struct WarningFilter: RequestFilter {
    private static let warning = HTTPField.Name("Warning")

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        var response = try await next(request, context)
        guard let name = Self.warning else { return response }
        for text in context.warnings.all {
            response.head.headerFields.append(HTTPField(name: name, value: "299 - \(Self.quoted(text))"))
        }
        return response
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7f ? " " : scalar)
        }
        return result + "\""
    }
}

/// Finds out what the request is about.
struct RequestInfoFilter: RequestFilter {
    let errors: ErrorAnswer

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        var context = context
        do {
            let info = try RequestInfo(request)
            context.info = info
            context.record.info = info
        } catch let error as APIError {
            return errors.response(to: error, request)
        }
        return try await next(request, context)
    }
}
