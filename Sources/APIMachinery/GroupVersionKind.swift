/// A group, version and kind.
public struct GroupVersionKind: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    public var version: String
    public var kind: String

    public init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    /// `group/version`, or the version alone for the core group: the `apiVersion` of objects.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    public var description: String { "\(apiVersion).\(kind)" }

    public static func < (a: Self, b: Self) -> Bool {
        (a.group, a.version, a.kind) < (b.group, b.version, b.kind)
    }
}
