public import APIMachinery

/// Finds out who makes a request from one kind of credential.
public protocol Authenticator: Sendable {
    /// The user whose credential the request carries; `nil` where it carries none of this kind.
    ///
    /// - Throws: ``AuthenticationError`` where the credential is not accepted.
    func authenticate(_ request: APIRequest) async throws -> UserInfo?
}

/// A credential that is not accepted.
public struct AuthenticationError: Error, Sendable, CustomStringConvertible {
    /// Why, for the log. It says nothing of the credential's secret parts.
    public var description: String

    /// Says why, for the log: nothing secret.
    public init(_ description: String) {
        self.description = description
    }
}

/// What requests without a credential may ask for.
public enum AnonymousAccess: Sendable, Hashable {
    /// Nothing.
    case none
    /// Health (`/healthz`, `/livez`, `/readyz`) and `/version`.
    case healthAndVersion
    /// Whatever the authorizers allow the user `system:anonymous`.
    case authorized

    /// Whether a request for a path is let in without a credential.
    func admits(_ segments: [String]) -> Bool {
        switch self {
        case .none: false
        case .healthAndVersion: HealthPathsAuthorizer.contains(segments)
        case .authorized: true
        }
    }
}
