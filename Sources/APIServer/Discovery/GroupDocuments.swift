import APIMachinery
import APISchema
import HashTreeCollections
import JSON

/// The documents that tell of all groups, put together from what is known of each when they are first asked for.
struct GroupDocuments: Sendable {
    /// A document and what identifies it, which depends on its content alone.
    struct Page: Sendable {
        var bytes: [UInt8]
        var eTag: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            eTag = "\"\(ContentHash.text(bytes))\""
        }
    }

    /// `/apis`
    let groupList: Lazy<[UInt8]>
    /// `/api` and `/apis` as aggregated documents.
    let aggregatedCore: Lazy<Page>
    let aggregatedGroups: Lazy<Page>
    /// The index that `/openapi/v3` answers.
    let openAPIIndex: Lazy<[UInt8]>
    /// The paths of the groups and versions.
    let paths: Lazy<[String]>

    init(_ groups: TreeDictionary<String, ServedGroup>) {
        let others = Lazy { groups.values.filter { !$0.name.isEmpty }.sorted { $0.name < $1.name } }
        groupList = Lazy {
            let groups = others.value.map { GroupVersions(group: $0.name, versions: $0.versionNames.value) }
            return JSONValue.object(DiscoveryDocument.groupList(groups)).serialized()
        }
        aggregatedCore = Lazy { Page(Self.aggregated(groups[""].map { [$0] } ?? [])) }
        aggregatedGroups = Lazy { Page(Self.aggregated(others.value)) }
        let versions = Lazy { groups.values.flatMap(\.versions.values).sorted { $0.apiVersion < $1.apiVersion } }
        openAPIIndex = Lazy {
            let paths = versions.value.compactMap { version -> (String, JSONValue)? in
                guard let document = version.openAPI else { return nil }
                let path = String(version.apiVersion.path.dropFirst())
                let url = "/openapi/v3/\(path)?hash=\(document.hash)"
                return (path, ["serverRelativeURL": .string(url)])
            }
            return JSONValue.object(["paths": .object(JSONObject(uniqueKeysWithValues: paths))]).serialized()
        }
        paths = Lazy { others.value.map { "/apis/\($0.name)" } + versions.value.map(\.apiVersion.path) }
    }

    /// The aggregated document of groups whose items are rendered.
    private static func aggregated(_ groups: [ServedGroup]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in DiscoveryDocument.aggregatedList([]) {
            writer.key(name)
            guard name == "items" else {
                writer.write(value)
                continue
            }
            writer.beginArray()
            for group in groups {
                writer.element()
                writer.write(verbatim: group.aggregated.value)
            }
            writer.endArray()
        }
        writer.endObject()
        return writer.finish()
    }
}
