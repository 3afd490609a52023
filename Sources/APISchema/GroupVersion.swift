public import APIMachinery

/// A group and one of its versions.
public struct GroupVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    public var version: String

    public init(group: String, version: String) {
        self.group = group
        self.version = version
    }

    /// A group and version from their text in `apiVersion`: `group/version`, or the version alone for the core group.
    public init(apiVersion: String) {
        if let slash = apiVersion.firstIndex(of: "/") {
            self.init(group: String(apiVersion[..<slash]), version: String(apiVersion[apiVersion.index(after: slash)...]))
        } else {
            self.init(group: "", version: apiVersion)
        }
    }

    /// `group/version`, or the version alone for the core group.
    public var description: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The path below which the version is served: `/apis/group/version`, or `/api/version` for the core group.
    public var path: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }

    public static func < (a: Self, b: Self) -> Bool {
        (a.group, a.version) < (b.group, b.version)
    }
}

extension ResourceDefinition {
    /// The group and version of the kind.
    public var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
}
