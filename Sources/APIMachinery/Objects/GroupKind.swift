/// A kind of a group, in any version.
public struct GroupKind: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    /// The kind, such as `Deployment`.
    public var kind: String

    /// Makes a group and kind.
    public init(group: String, kind: String) {
        self.group = group
        self.kind = kind
    }

    /// `Kind.group`, or the kind alone for the core group.
    public var description: String { group.isEmpty ? kind : "\(kind).\(group)" }

    /// Order by group, then kind.
    public static func < (a: Self, b: Self) -> Bool { (a.group, a.kind) < (b.group, b.kind) }
}

extension GroupVersionKind {
    /// The group and kind without the version.
    public var groupKind: GroupKind { GroupKind(group: group, kind: kind) }
}
