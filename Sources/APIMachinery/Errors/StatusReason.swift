/// Why a request failed.
public struct StatusReason: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// 401: the caller is not known.
    public static let unauthorized: Self = "Unauthorized"
    /// 403: the caller may not do this.
    public static let forbidden: Self = "Forbidden"
    /// 404: what was asked for is not there.
    public static let notFound: Self = "NotFound"
    /// 409: what was to be made is there.
    public static let alreadyExists: Self = "AlreadyExists"
    /// 409: the object is not in the state that the request expects.
    public static let conflict: Self = "Conflict"
    /// 410: it was there and will not be again.
    public static let gone: Self = "Gone"
    /// 422: the object is not valid.
    public static let invalid: Self = "Invalid"
    /// 500: the server could not finish in time; try again.
    public static let serverTimeout: Self = "ServerTimeout"
    /// 500: a stored object cannot be read.
    public static let storeReadError: Self = "StoreReadError"
    /// 504: the request took too long.
    public static let timeout: Self = "Timeout"
    /// 429: try again later.
    public static let tooManyRequests: Self = "TooManyRequests"
    /// 400: the request makes no sense.
    public static let badRequest: Self = "BadRequest"
    /// 405: the resource has no such verb.
    public static let methodNotAllowed: Self = "MethodNotAllowed"
    /// 406: no encoding that the client accepts is offered.
    public static let notAcceptable: Self = "NotAcceptable"
    /// 413: the body is too large.
    public static let requestEntityTooLarge: Self = "RequestEntityTooLarge"
    /// 415: the body's encoding is not understood.
    public static let unsupportedMediaType: Self = "UnsupportedMediaType"
    /// 500: the server failed.
    public static let internalError: Self = "InternalError"
    /// 410: the revision is no longer kept; list again.
    public static let expired: Self = "Expired"
    /// 503: the server cannot serve now.
    public static let serviceUnavailable: Self = "ServiceUnavailable"
}
