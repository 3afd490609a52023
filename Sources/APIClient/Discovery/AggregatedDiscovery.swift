internal import APIMachinery
internal import JSON

/// The newer form of discovery (`apidiscovery.k8s.io/v2`): one document for all groups.
enum AggregatedDiscovery {
    /// The resources of a document (`APIGroupDiscoveryList`), in its order: best versions first.
    static func resources(_ root: JSONNode) -> [ServerResource] {
        var resources: [ServerResource] = []
        for group in root["items"]?.elements.map({ $0 }) ?? [] {
            let name = group["metadata"]?["name"]?.stringValue ?? ""
            for version in group["versions"]?.elements.map({ $0 }) ?? [] {
                guard let text = version["version"]?.stringValue else { continue }
                let own = APIVersion(group: name, version: text)
                for node in version["resources"]?.elements.map({ $0 }) ?? [] {
                    if let resource = resource(node, own) { resources.append(resource) }
                }
            }
        }
        return resources
    }

    /// The group versions of a document of which the server itself could learn nothing when it made the document.
    static func staleVersions(_ root: JSONNode) -> [APIVersion] {
        guard root["kind"]?.stringValue == "APIGroupDiscoveryList" else { return [] }
        var versions: [APIVersion] = []
        for group in root["items"]?.elements.map({ $0 }) ?? [] {
            for version in group["versions"]?.elements.map({ $0 }) ?? []
            where version["freshness"]?.stringValue == "Stale" {
                guard let text = version["version"]?.stringValue else { continue }
                versions.append(APIVersion(group: group["metadata"]?["name"]?.stringValue ?? "", version: text))
            }
        }
        return versions
    }

    private static func resource(_ node: JSONNode, _ own: APIVersion) -> ServerResource? {
        // One without a kind is there for its subresources only.
        guard let name = node["resource"]?.stringValue, let kind = kind(node["responseKind"], own) else { return nil }
        return ServerResource(
            resource: GroupVersionResource(group: own.group, version: own.version, resource: name), kind: kind,
            scope: node["scope"]?.stringValue == ResourceScope.namespaced.rawValue ? .namespaced : .cluster,
            singular: node["singularResource"]?.stringValue ?? "", shortNames: strings(node["shortNames"]),
            categories: strings(node["categories"]), verbs: strings(node["verbs"]).map(Verb.init),
            subresources: node["subresources"]?.elements.compactMap { subresource($0, own) } ?? [])
    }

    private static func subresource(_ node: JSONNode, _ own: APIVersion) -> ServerResource.Subresource? {
        guard let name = node["subresource"]?.stringValue else { return nil }
        let kind = kind(node["responseKind"], own)
        return ServerResource.Subresource(
            name: name, kind: kind ?? GroupVersionKind(apiVersion: own, kind: ""),
            verbs: strings(node["verbs"]).map(Verb.init))
    }

    /// A kind, whose group and version are the resource's own where they are empty.
    private static func kind(_ node: JSONNode?, _ own: APIVersion) -> GroupVersionKind? {
        guard let kind = node?["kind"]?.stringValue, !kind.isEmpty else { return nil }
        let group = node?["group"]?.stringValue ?? ""
        let version = node?["version"]?.stringValue ?? ""
        guard !version.isEmpty else { return GroupVersionKind(apiVersion: own, kind: kind) }
        return GroupVersionKind(group: group, version: version, kind: kind)
    }

    private static func strings(_ node: JSONNode?) -> [String] {
        node?.elements.compactMap(\.stringValue) ?? []
    }
}
