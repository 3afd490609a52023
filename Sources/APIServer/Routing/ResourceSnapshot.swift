import APIMachinery
import HashTreeCollections

/// What is served at one moment.
///
/// Snapshots share what has not changed between them.
final class ResourceSnapshot: Sendable {
    /// What was compiled in.
    let compiled: ResourcePart
    /// The kind Scale, as which `scale` subresources are read and answered; `nil` where nothing registers its type.
    let scale: ServedResource?
    let groups: TreeDictionary<String, ServedGroup>
    /// What is told of all groups together.
    let documents: GroupDocuments

    init(compiled: ResourcePart, scale: ServedResource?, groups: TreeDictionary<String, ServedGroup>) {
        self.compiled = compiled
        self.scale = scale
        self.groups = groups
        documents = GroupDocuments(groups)
    }

    /// For what belongs to no resource: Statuses and the server's own pages.
    var transcoder: Transcoder { compiled.transcoder }

    func group(_ name: String) -> ServedGroup? { groups[name] }

    func version(_ version: APIVersion) -> ServedVersion? { groups[version.group]?.versions[version.version] }

    func resource(_ group: String, _ version: String, _ plural: String) -> ServedResource? {
        groups[group]?.versions[version]?.resources[plural]
    }

    /// Everything that is served, unordered.
    var resources: [ServedResource] {
        groups.values.flatMap { $0.versions.values.flatMap(\.resources.values) }
    }
}
