import APIMachinery
import APISchema
import JSON

/// The discovery documents of some resources, rendered once and served as often as asked for.
struct DiscoveryPages: Sendable {
    /// A document and what identifies it.
    struct Page: Sendable {
        var bytes: [UInt8]
        var eTag: String

        init(_ object: JSONObject) {
            bytes = JSONValue.object(object).serialized()
            eTag = "\"\(ContentHash.text(bytes))\""
        }
    }

    /// `/apis`
    let groupList: Page
    /// `/api` and `/apis` as aggregated documents.
    let aggregatedCore: Page
    let aggregatedGroups: Page
    /// `/apis/GROUP`
    let groups: [String: Page]
    /// `/apis/GROUP/VERSION` and `/api/v1`
    let versions: [APIVersion: Page]
    /// The versions of the core group.
    let coreVersions: [String]

    init(_ resources: [ResourceDefinition]) {
        let all = GroupVersions.of(resources)
        let core = all.filter { $0.group.isEmpty }
        let others = all.filter { !$0.group.isEmpty }
        groupList = Page(DiscoveryDocument.groupList(others))
        aggregatedCore = Page(DiscoveryDocument.aggregated(core, resources: resources))
        aggregatedGroups = Page(DiscoveryDocument.aggregated(others, resources: resources))
        groups = Dictionary(uniqueKeysWithValues: others.map { ($0.group, Page(DiscoveryDocument.group($0))) })
        let storageVersions = Dictionary(
            resources.filter(\.isStorageVersion).map { ($0.groupResource, $0.groupVersionKind) },
            uniquingKeysWith: { first, _ in first })
        var versions: [APIVersion: Page] = [:]
        for group in all {
            for version in group.versions {
                let apiVersion = APIVersion(group: group.group, version: version)
                versions[apiVersion] = Page(
                    DiscoveryDocument.resourceList(apiVersion, resources: resources) { resource in
                        let kind = storageVersions[resource.groupResource] ?? resource.groupVersionKind
                        return ContentHash.short("\(kind.group)/\(kind.version)/\(kind.kind)")
                    })
            }
        }
        self.versions = versions
        coreVersions = core.first?.versions ?? []
    }
}
