public import APIMachinery

extension APIVersion {
    /// The path below which the version is served: `/apis/group/version`, or `/api/version` for the core group.
    public var path: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }
}

extension ResourceDefinition {
    /// The group and version of the kind.
    public var groupVersion: APIVersion { APIVersion(group: group, version: version) }
}
