public import APIMachinery
internal import JSON

/// Resources that can be found by the names that people and manifests use.
///
/// It is made from discovery, or from definitions that are known beforehand. Where several resources fit, the first of
/// them is meant: groups and versions come in the server's order, best first.
public struct ResourceCatalog: Sendable {
    /// All resources, in the server's order.
    public let resources: [ServerResource]

    private let byResource: [GroupVersionResource: Int]
    private let byKind: [GroupVersionKind: Int]
    private let byGroupKind: [GroupKind: [Int]]
    /// By plural and singular name in lower case.
    private let byName: [String: [Int]]
    private let byShortName: [String: [Int]]

    /// A catalog of resources in order, best versions first.
    public init(_ resources: [ServerResource]) {
        self.resources = resources
        var byResource: [GroupVersionResource: Int] = [:]
        var byKind: [GroupVersionKind: Int] = [:]
        var byGroupKind: [GroupKind: [Int]] = [:]
        var byName: [String: [Int]] = [:]
        var byShortName: [String: [Int]] = [:]
        for (position, resource) in resources.enumerated() {
            // Of those that are there twice the first is meant.
            if byResource[resource.resource] == nil { byResource[resource.resource] = position }
            if byKind[resource.kind] == nil { byKind[resource.kind] = position }
            byGroupKind[resource.kind.groupKind, default: []].append(position)
            let singular = (resource.singular.isEmpty ? resource.kind.kind : resource.singular).lowercased()
            for name in Set([resource.resource.resource.lowercased(), singular]) {
                byName[name, default: []].append(position)
            }
            for name in Set(resource.shortNames.map { $0.lowercased() }) {
                byShortName[name, default: []].append(position)
            }
        }
        self.byResource = byResource
        self.byKind = byKind
        self.byGroupKind = byGroupKind
        self.byName = byName
        self.byShortName = byShortName
    }

    /// The resources of discovery's documents.
    ///
    /// - Throws: `APIError` for a document that cannot be read.
    public init(documents: [DiscoveryPage]) throws(APIError) {
        var resources: [ServerResource] = []
        for document in documents {
            let root = try document.parsed()
            switch root["kind"]?.stringValue {
            case "APIGroupDiscoveryList": resources += AggregatedDiscovery.resources(root)
            case "APIResourceList": resources += LegacyDiscovery.resources(root)
            // The lists of groups and versions have nothing but what the other documents say themselves.
            default: break
            }
        }
        self.init(resources)
    }

    // MARK: Exactly

    /// A resource by group, version and plural name.
    public subscript(resource: GroupVersionResource) -> ServerResource? {
        byResource[resource].map { resources[$0] }
    }

    /// The resource of a kind, as manifests name it.
    public subscript(kind: GroupVersionKind) -> ServerResource? {
        byKind[kind].map { resources[$0] }
    }

    /// The resource of a kind in the best version.
    public subscript(kind: GroupKind) -> ServerResource? {
        byGroupKind[kind]?.first.map { resources[$0] }
    }

    /// The resources of a category, such as `all`, each in its best version.
    public func resources(inCategory category: String) -> [ServerResource] {
        var seen: Set<GroupResource> = []
        return resources.filter {
            $0.categories.contains(category) && seen.insert($0.resource.groupResource).inserted
        }
    }

    /// All categories.
    public var categories: Set<String> { Set(resources.flatMap(\.categories)) }

    // MARK: As people write

    /// The resource that a text means: a plural or singular name, a short name or a kind, in any case, alone or with
    /// group (`deployments.apps`) or version and group (`deploy.v1.apps`). The beginning of a group will do where no
    /// group is called so.
    public func resource(named text: String) -> ServerResource? {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first?.lowercased(), !name.isEmpty else { return nil }
        let candidates = byName[name] ?? []
        let shortened = byShortName[name] ?? []
        for positions in [candidates, shortened] {
            let found = positions.map { resources[$0] }
            if parts.count == 1, let first = found.first { return first }
            // With two dots the second part may be a version; a group may have dots as well.
            if parts.count == 3, let exact = found.first(where: { $0.matches(version: parts[1], group: parts[2]) }) {
                return exact
            }
            guard parts.count > 1 else { continue }
            let group = parts[1...].joined(separator: ".")
            if let exact = found.first(where: { $0.resource.group == group }) { return exact }
            if let near = found.first(where: { !group.isEmpty && $0.resource.group.hasPrefix(group) }) { return near }
            // `pods.v1` and `pods.v1.` are of the core group.
            let version = parts[1]
            if parts.count == 2 || parts[2].isEmpty,
                let core = found.first(where: { $0.matches(version: version, group: "") })
            {
                return core
            }
        }
        return nil
    }
}

extension ServerResource {
    fileprivate func matches(version: String, group: String) -> Bool {
        resource.version == version && resource.group == group
    }
}
