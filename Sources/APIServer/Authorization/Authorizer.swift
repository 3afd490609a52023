/// Decides whether somebody may do something.
public protocol Authorizer: Sendable {
    /// The decision.
    ///
    /// - Throws: whatever keeps it from deciding; the request then fails with 500.
    func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision
}

/// What an authorizer says.
public enum AuthorizationDecision: Sendable, Hashable {
    /// It may be done; nobody else is asked.
    case allowed
    /// It may not be done; nobody else is asked. The text says why.
    case denied(String)
    /// Somebody else is to decide; where nobody does, it may not be done. The text says why this one does not allow it.
    case noOpinion(String)
}

/// Asks authorizers one after the other until one decides.
struct AuthorizerChain: Authorizer {
    private let authorizers: [any Authorizer]

    /// - Parameter configured: Those that are asked about what not everybody, or who may do everything, may do.
    init(_ configured: [any Authorizer]) {
        authorizers = [PrivilegedGroupAuthorizer(), HealthPathsAuthorizer()] + configured
    }

    func decide(_ attributes: AuthorizationAttributes) async throws -> AuthorizationDecision {
        var reasons: [String] = []
        for authorizer in authorizers {
            let decision = try await authorizer.decide(attributes)
            guard case .noOpinion(let reason) = decision else { return decision }
            if !reason.isEmpty { reasons.append(reason) }
        }
        return .noOpinion(reasons.joined(separator: "\n"))
    }
}
