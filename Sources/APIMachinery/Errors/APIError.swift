/// A request that failed: the server's ``Status``, or the one that a server would have given.
public struct APIError: Error, Equatable {
    /// What went wrong.
    public var status: Status
    /// Seconds after which to try again, as the `Retry-After` header says; `nil` where it does not.
    public var retryAfterSeconds: Int?

    /// An error with this status.
    public init(status: Status) {
        self.status = status
        retryAfterSeconds = status.details?.retryAfterSeconds.map(Int.init)
    }

    /// An error with a failure's status.
    ///
    /// - Parameters:
    ///   - code: The HTTP status code.
    ///   - reason: What happened, for programs; an empty one is left out.
    ///   - message: What happened, for people.
    ///   - details: What it is about; `nil` leaves them out.
    public init(code: Int, reason: StatusReason, message: String, details: StatusDetails? = nil) {
        self.init(
            status: Status(
                status: Status.failure, message: message, reason: reason == StatusReason() ? nil : reason,
                details: details, code: Int32(clamping: code))
        )
    }

    /// The HTTP status code; 500 where the status has none.
    public var code: Int { status.code.map(Int.init) ?? 500 }
    /// What happened, for programs; empty where the status has no reason.
    public var reason: StatusReason { status.reason ?? StatusReason() }
    /// What happened, for people.
    public var message: String { status.message ?? "" }
    /// What is wrong in detail.
    public var causes: [StatusCause] { status.details?.causes ?? [] }

    /// Whether the object or resource is not there.
    public var isNotFound: Bool { reason == .notFound }
    /// Whether the object is there already.
    public var isAlreadyExists: Bool { reason == .alreadyExists }
    /// Whether the object has been changed in between: read it again and try again.
    public var isConflict: Bool { reason == .conflict }
    /// Whether the revision that a list or watch asked for is no longer kept: list again.
    public var isExpired: Bool { reason == .expired || reason == .gone }
}

extension APIError: CustomStringConvertible {
    /// The message, or the reason and code where there is none.
    public var description: String { message.isEmpty ? "\(reason) (\(code))" : message }
}

extension Status {
    /// The ``status`` of what went well.
    public static let success = "Success"
    /// The ``status`` of what failed.
    public static let failure = "Failure"
}
