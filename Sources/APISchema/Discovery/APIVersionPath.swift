package import APIMachinery

extension APIVersion {
    /// The path below which the version is served: `/apis/group/version`, or `/api/version` for the core group.
    package var path: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }

    /// The group and version that is served below a path; `nil` for other paths.
    package init?(path: some StringProtocol) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        switch (parts.count, parts.dropFirst().first) {
        case (3, "api"): self.init(group: "", version: parts[2])
        case (4, "apis") where !parts[2].isEmpty: self.init(group: parts[2], version: parts[3])
        default: return nil
        }
        guard parts[0].isEmpty, !version.isEmpty else { return nil }
    }
}

extension ResourceDefinition {
    /// The group and version of the kind.
    package var groupVersion: APIVersion { APIVersion(group: group, version: version) }
}
