/// A way of deciding what users may do, as `--authorization-mode` names it.
///
/// Whatever the modes, the group `system:masters` may do everything, and everybody may read health and version.
public enum AuthorizationMode: String, Sendable, Hashable, CaseIterable {
    /// Everybody may do everything.
    case alwaysAllow = "AlwaysAllow"
    /// Nobody may do anything.
    case alwaysDeny = "AlwaysDeny"

    /// A list of modes that cannot be used.
    public struct Fault: Error, Hashable, CustomStringConvertible {
        /// What is wrong and what would be right.
        public let description: String
    }

    /// The names of kube-apiserver's other modes.
    private static let notServed = ["RBAC", "Node", "Webhook", "ABAC"]

    /// The modes that a list of names stands for, in its order.
    ///
    /// - Throws: ``Fault`` for a mode that is unknown, not served or there twice, and for an empty list.
    public static func modes(named names: [String]) throws(Fault) -> [AuthorizationMode] {
        var modes: [AuthorizationMode] = []
        let known = allCases.map(\.rawValue).joined(separator: ", ")
        for name in names {
            guard let mode = AuthorizationMode(rawValue: name) else {
                let problem = notServed.contains(name) ? "is not served by this server" : "is not known"
                throw Fault(description: "the authorization mode \"\(name)\" \(problem); there are \(known)")
            }
            guard !modes.contains(mode) else {
                throw Fault(description: "the authorization mode \"\(name)\" is given more than once")
            }
            modes.append(mode)
        }
        guard !modes.isEmpty else {
            throw Fault(description: "at least one authorization mode is needed; there are \(known)")
        }
        return modes
    }

    /// What decides in this mode.
    public var authorizer: any Authorizer {
        switch self {
        case .alwaysAllow: AlwaysAllowAuthorizer()
        case .alwaysDeny: AlwaysDenyAuthorizer()
        }
    }
}
