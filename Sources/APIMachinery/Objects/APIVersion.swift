/// A group and version, written `group/version`, or `version` alone for the core group: the `apiVersion` of objects.
public struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    /// The version, such as `v1beta1`.
    public var version: String

    /// Makes a group and version.
    public init(group: String, version: String) {
        self.group = group
        self.version = version
    }

    /// Reads `group/version` or `version`.
    ///
    /// `nil` for what is neither: the empty string, two slashes, an empty group or version beside a slash.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        switch parts.count {
        case 1: self.init(group: "", version: String(parts[0]))
        case 2: self.init(group: String(parts[0]), version: String(parts[1]))
        default: return nil
        }
    }

    /// The text that objects carry as `apiVersion`.
    public var description: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// Order by group, then version, both as strings.
    public static func < (a: Self, b: Self) -> Bool { (a.group, a.version) < (b.group, b.version) }
}
