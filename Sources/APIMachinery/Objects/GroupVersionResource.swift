/// A resource as it stands in paths: group, version and plural name.
public struct GroupVersionResource: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    /// The version, such as `v1`.
    public var version: String
    /// The plural name, such as `pods`.
    public var resource: String

    /// Makes a group, version and resource.
    public init(group: String, version: String, resource: String) {
        self.group = group
        self.version = version
        self.resource = resource
    }

    /// `group/version`, or the version alone for the core group.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// The group and resource without the version.
    public var groupResource: GroupResource { GroupResource(group: group, resource: resource) }
    /// `group/version/resource`.
    public var description: String { "\(apiVersion)/\(resource)" }

    /// Order by group, then version, then resource.
    public static func < (a: Self, b: Self) -> Bool {
        (a.group, a.version, a.resource) < (b.group, b.version, b.resource)
    }
}
