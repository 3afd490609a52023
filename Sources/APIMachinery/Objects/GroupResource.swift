/// A resource of a group, in any version: what errors are about.
public struct GroupResource: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    public var group: String
    /// The plural name, such as `deployments`; with a subresource after a slash where one is meant.
    public var resource: String

    /// Makes a group and resource.
    public init(group: String, resource: String) {
        self.group = group
        self.resource = resource
    }

    /// `resource.group`, or the resource alone for the core group, as in messages and in the names of
    /// CustomResourceDefinitions.
    public var description: String { group.isEmpty ? resource : "\(resource).\(group)" }

    /// Order by group, then resource.
    public static func < (a: Self, b: Self) -> Bool { (a.group, a.resource) < (b.group, b.resource) }
}
