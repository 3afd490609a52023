/// Allows everything.
public struct AlwaysAllowAuthorizer: Authorizer {
    /// An authorizer that allows everything.
    public init() {}

    /// Allows it.
    public func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision { .allowed }
}

/// Allows nothing, but lets those decide who come after it.
public struct AlwaysDenyAuthorizer: Authorizer {
    /// An authorizer that allows nothing.
    public init() {}

    /// Does not allow it.
    public func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
        .noOpinion("Everything is forbidden.")
    }
}

/// Allows the group `system:masters` everything.
struct PrivilegedGroupAuthorizer: Authorizer {
    func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
        attributes.user.isPrivileged ? .allowed : .noOpinion("")
    }
}

/// Allows everybody to read health and version.
struct HealthPathsAuthorizer: Authorizer {
    /// Whether a path is one of these or lies below one.
    static func contains(_ segments: [String]) -> Bool {
        switch segments.first {
        case "healthz", "livez", "readyz", "version": true
        default: false
        }
    }

    func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
        let first = attributes.path.dropFirst().prefix { $0 != "/" }
        guard !attributes.isResource, Self.contains([String(first)]) else { return .noOpinion("") }
        return .allowed
    }
}
