/// One function for each reason, worded as Kubernetes' clients expect to see them.
extension APIError {
    private static func details(_ resource: GroupResource, _ name: String) -> StatusDetails {
        StatusDetails(
            name: name.isEmpty ? nil : name, group: resource.group.isEmpty ? nil : resource.group,
            kind: resource.resource.isEmpty ? nil : resource.resource)
    }

    /// 404: there is no such object.
    public static func notFound(_ resource: GroupResource, name: String) -> APIError {
        APIError(
            code: 404, reason: .notFound, message: "\(resource) \"\(name)\" not found", details: details(resource, name)
        )
    }

    /// 404: there is no such resource.
    public static func resourceNotFound() -> APIError {
        APIError(
            code: 404, reason: .notFound, message: "the server could not find the requested resource",
            details: StatusDetails())
    }

    /// 409: there is an object of this name.
    public static func alreadyExists(_ resource: GroupResource, name: String) -> APIError {
        APIError(
            code: 409, reason: .alreadyExists, message: "\(resource) \"\(name)\" already exists",
            details: details(resource, name))
    }

    /// 409: the object is not in the state that the request expects.
    public static func conflict(_ resource: GroupResource, name: String, message: String) -> APIError {
        APIError(
            code: 409, reason: .conflict,
            message: "Operation cannot be fulfilled on \(resource) \"\(name)\": \(message)",
            details: details(resource, name))
    }

    /// 409: other managers own fields that an apply would change.
    public static func applyConflict(_ causes: [StatusCause], message: String) -> APIError {
        APIError(code: 409, reason: .conflict, message: message, details: StatusDetails(causes: causes))
    }

    /// 422: the object is not valid.
    ///
    /// - Parameters:
    ///   - causes: What is wrong, one entry for each problem; each message begins with its kind, as those that
    ///     ``StatusCause``'s functions make.
    ///   - hasMore: Whether there is more that is wrong, which is not listed.
    public static func invalid(
        _ kind: GroupKind, name: String, causes: [StatusCause], hasMore: Bool = false
    ) -> APIError {
        var problems = causes.map { "\($0.field.map { "\($0): " } ?? "")\($0.message ?? "")" }
        if hasMore { problems.append("… and more") }
        let list = problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"
        return APIError(
            code: 422, reason: .invalid, message: "\(kind) \"\(name)\" is invalid: \(list)",
            details: StatusDetails(
                name: name.isEmpty ? nil : name, group: kind.group.isEmpty ? nil : kind.group, kind: kind.kind,
                causes: causes))
    }

    /// 400: the request makes no sense.
    public static func badRequest(_ message: String) -> APIError {
        APIError(code: 400, reason: .badRequest, message: message)
    }

    /// 401: the caller is not known.
    public static func unauthorized(_ message: String = "Unauthorized") -> APIError {
        APIError(code: 401, reason: .unauthorized, message: message)
    }

    /// 403: the caller may not do this to a resource, or to an object where `name` is not empty.
    public static func forbidden(_ resource: GroupResource, name: String, message: String) -> APIError {
        let subject = name.isEmpty ? "\(resource) is " : "\(resource) \"\(name)\" is "
        return APIError(
            code: 403, reason: .forbidden, message: "\(resource.resource.isEmpty ? "" : subject)forbidden: \(message)",
            details: details(resource, name))
    }

    /// 403: the caller may not do this to a path that belongs to no resource.
    public static func forbidden(_ message: String) -> APIError {
        forbidden(GroupResource(group: "", resource: ""), name: "", message: message)
    }

    /// 405: the resource has no such verb.
    public static func methodNotAllowed() -> APIError {
        APIError(
            code: 405, reason: .methodNotAllowed,
            message: "the server does not allow this method on the requested resource",
            details: StatusDetails())
    }

    /// 406: no encoding that the client accepts is offered.
    public static func notAcceptable(offered: [String]) -> APIError {
        APIError(
            code: 406, reason: .notAcceptable,
            message: "only the following media types are accepted: \(offered.joined(separator: ", "))")
    }

    /// 415: the body's encoding is not understood.
    public static func unsupportedMediaType(accepted: [String]) -> APIError {
        APIError(
            code: 415, reason: .unsupportedMediaType,
            message: "the body of the request was in an unknown format - accepted media types include: "
                + accepted.joined(separator: ", "))
    }

    /// 410: what was there is gone for good.
    public static func gone(_ message: String) -> APIError {
        APIError(code: 410, reason: .gone, message: message)
    }

    /// 410: the revision, or the token of a page, is no longer kept.
    public static func expired(_ message: String) -> APIError {
        APIError(code: 410, reason: .expired, message: message)
    }

    /// 413: the body is too large.
    public static func requestEntityTooLarge(limit: Int) -> APIError {
        APIError(
            code: 413, reason: .requestEntityTooLarge,
            message: "Request entity too large: limit is \(limit)")
    }

    /// 429: too many requests; try again after so many seconds.
    public static func tooManyRequests(
        retryAfterSeconds: Int32, message: String = "too many requests, please try again later"
    ) -> APIError {
        APIError(
            code: 429, reason: .tooManyRequests, message: message,
            details: StatusDetails(retryAfterSeconds: retryAfterSeconds))
    }

    /// 500: the server failed.
    public static func internalError(_ message: String) -> APIError {
        APIError(
            code: 500, reason: .internalError, message: "Internal error occurred: \(message)",
            details: StatusDetails(causes: [StatusCause(message: message)]))
    }

    /// 500: the server could not finish in time; try again after so many seconds.
    public static func serverTimeout(_ resource: GroupResource, verb: String, retryAfterSeconds: Int32) -> APIError {
        var details = details(resource, "")
        details.retryAfterSeconds = retryAfterSeconds
        return APIError(
            code: 500, reason: .serverTimeout,
            message: "The \(verb) operation against \(resource) could not be completed at this time, please try again.",
            details: details)
    }

    /// 503: the server cannot serve now.
    public static func serviceUnavailable(_ message: String) -> APIError {
        APIError(code: 503, reason: .serviceUnavailable, message: message)
    }

    /// 504: the request took too long.
    public static func timeout(_ message: String, retryAfterSeconds: Int32? = nil, causes: [StatusCause]? = nil)
        -> APIError
    {
        APIError(
            code: 504, reason: .timeout, message: "Timeout: \(message)",
            details: StatusDetails(causes: causes, retryAfterSeconds: retryAfterSeconds))
    }

    /// 504: the server has not yet come to the revision that was asked for.
    public static func resourceVersionTooLarge(asked: String, current: String) -> APIError {
        timeout(
            "Too large resource version: \(asked), current: \(current)", retryAfterSeconds: 1,
            causes: [StatusCause(reason: .resourceVersionTooLarge, message: "Too large resource version")])
    }
}
