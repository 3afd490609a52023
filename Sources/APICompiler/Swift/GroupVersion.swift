/// A group and a version of it.
struct GroupVersion: Hashable, Comparable {
    /// Empty for the core group.
    var group: String
    var version: String

    /// The directory of its definitions, `core/v1`.
    var directory: String { (group.isEmpty ? "core" : group) + "/" + version }

    /// The `apiVersion` of its objects.
    var apiVersion: String { group.isEmpty ? version : group + "/" + version }

    static func < (a: Self, b: Self) -> Bool {
        (a.group, a.version) < (b.group, b.version)
    }
}
