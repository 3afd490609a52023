import APIMachinery
import APISchema
import HashTreeCollections
import JSON

/// A group that is served, and what is told of it.
final class ServedGroup: Sendable {
    let name: String
    /// By name.
    let versions: TreeDictionary<String, ServedVersion>
    /// The names of the versions, the preferred one first.
    let versionNames: Lazy<[String]>
    /// The `APIGroup`.
    let group: Lazy<[UInt8]>
    /// The group's item in the aggregated documents.
    let aggregated: Lazy<[UInt8]>

    init(_ name: String, _ versions: TreeDictionary<String, ServedVersion>) {
        self.name = name
        self.versions = versions
        let names = Lazy { GroupVersions(ranking: versions.keys, of: name).versions }
        versionNames = names
        group = Lazy {
            JSONValue.object(DiscoveryDocument.group(GroupVersions(group: name, versions: names.value))).serialized()
        }
        aggregated = Lazy {
            let items = names.value.compactMap { versions[$0]?.aggregated.value }
            return JSONValue.object(DiscoveryDocument.aggregatedGroup(name, versions: items)).serialized()
        }
    }

    func version(_ name: String) -> ServedVersion? { versions[name] }
}
