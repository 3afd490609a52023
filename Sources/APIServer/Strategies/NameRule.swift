import APIMachinery

/// What names a kind allows.
public enum NameRule: Sendable {
    /// RFC 1123 subdomains, as most kinds.
    case subdomain
    /// RFC 1123 labels: no dots, at most 63 characters.
    case label
    /// RFC 1035 labels: labels that begin with a letter.
    case label1035
    /// Anything that can stand in a path, as kinds whose names are made of others'.
    case pathSegment

    /// What is wrong with a name, for people.
    ///
    /// - Parameter isPrefix: Whether something will be appended, so that a trailing hyphen is no fault.
    public func faults(in name: String, isPrefix: Bool = false) -> [String] {
        let rule: (String) -> [String] =
            switch self {
            case .subdomain: { NameRules.dns1123Subdomain($0) }
            case .label: { NameRules.dns1123Label($0) }
            case .label1035: { NameRules.dns1035Label($0) }
            case .pathSegment: { NameRules.pathSegment($0) }
            }
        return isPrefix ? NameRules.prefix(name, of: rule) : rule(name)
    }
}
