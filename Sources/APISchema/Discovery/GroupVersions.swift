/// A group with its versions, in the order in which clients should prefer them.
package struct GroupVersions: Equatable, Sendable {
    /// The API group; empty for the core group.
    package var group: String
    /// The versions, the preferred one first.
    package var versions: [String]

    /// Makes a group with its versions.
    package init(group: String, versions: [String]) {
        self.group = group
        self.versions = versions
    }

    /// The groups of some resources: groups by name, the core group first; versions by Kubernetes' rules of precedence.
    package static func of(_ resources: some Sequence<ResourceDefinition>) -> [GroupVersions] {
        var versions: [String: Set<String>] = [:]
        for resource in resources { versions[resource.group, default: []].insert(resource.version) }
        return versions.sorted { $0.key < $1.key }.map { GroupVersions(ranking: $0.value, of: $0.key) }
    }

    /// A group with its versions by Kubernetes' rules of precedence.
    package init(ranking versions: some Sequence<String>, of group: String) {
        self.init(group: group, versions: versions.sorted { VersionRank($0) > VersionRank($1) })
    }
}

/// How versions of a group rank: stable before beta before alpha, each by number, the highest first; then all others by
/// name.
struct VersionRank: Comparable {
    private var stage: Int
    private var major: Int
    private var minor: Int
    private var name: String

    init(_ version: String) {
        name = version
        (stage, major, minor) = (0, 0, 0)
        guard version.first == "v" else { return }
        let text = version.dropFirst()
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), digits.first != "0" else { return }
        let rest = text.dropFirst(digits.count)
        if rest.isEmpty {
            (stage, major) = (3, number)
            return
        }
        for (label, rank) in [("beta", 2), ("alpha", 1)] where rest.hasPrefix(label) {
            if let minor = Int(rest.dropFirst(label.count)), minor > 0 {
                (stage, major, self.minor) = (rank, number, minor)
            }
        }
    }

    static func < (a: Self, b: Self) -> Bool {
        if (a.stage, a.major, a.minor) != (b.stage, b.major, b.minor) {
            return (a.stage, a.major, a.minor) < (b.stage, b.major, b.minor)
        }
        // Names of unknown form rank alphabetically: the first is preferred.
        return a.name > b.name
    }
}
