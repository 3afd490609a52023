import APIMachinery
import APISchema
import HashTreeCollections
import JSON

/// What is served at one moment.
///
/// Snapshots share what has not changed between them.
final class ResourceSnapshot: Sendable {
    /// What was compiled in.
    let compiled: ResourcePart
    let groups: TreeDictionary<String, ServedGroup>
    /// What is told of all groups together.
    let documents: GroupDocuments

    init(compiled: ResourcePart, groups: TreeDictionary<String, ServedGroup>) {
        self.compiled = compiled
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

    /// The resource of which an object says that it is; `nil` where none is served.
    func resource(of object: JSONObject) -> ServedResource? {
        guard let version = object["apiVersion"]?.stringValue.flatMap({ APIVersion($0) }) else { return nil }
        return self.version(version)?.resources.values.first { $0.definition.kind == object["kind"]?.stringValue }
    }

    /// Everything that is served, unordered.
    var resources: [ServedResource] {
        groups.values.flatMap { $0.versions.values.flatMap(\.resources.values) }
    }
}
