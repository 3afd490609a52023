/// Who a request is made by, as authentication found out.
public struct UserInfo: Sendable, Hashable {
    /// The name by which the user is known to authorization.
    public var name: String
    /// Tells users apart that had the same name at different times; empty where the credential does not say.
    public var uid: String
    /// The groups that the user is in.
    public var groups: [String]
    /// What else the credential says.
    public var extra: [String: [String]]

    /// Names a user.
    public init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// The group of those who may do everything.
    public static let privilegedGroup = "system:masters"
    /// The group of everybody whose credential was accepted.
    public static let authenticatedGroup = "system:authenticated"
    /// The group of those without a credential.
    public static let unauthenticatedGroup = "system:unauthenticated"

    /// Somebody without a credential.
    public static let anonymous = UserInfo(name: "system:anonymous", groups: [unauthenticatedGroup])
    /// The server itself: callers within the process.
    public static let server = UserInfo(name: "system:apiserver", groups: [privilegedGroup, authenticatedGroup])

    /// Whether the user may do everything, whatever the authorizers say.
    public var isPrivileged: Bool { groups.contains(Self.privilegedGroup) }

    /// The user in the group of those whose credential was accepted.
    func authenticated() -> UserInfo {
        guard !groups.contains(Self.authenticatedGroup), name != Self.anonymous.name else { return self }
        var user = self
        user.groups.append(Self.authenticatedGroup)
        return user
    }
}
