internal import APIMachinery
internal import JSON

/// The older form of discovery: a list of groups, and a document for each group version.
enum LegacyDiscovery {
    /// The path of a group version's document.
    static func path(of version: APIVersion) -> String {
        let encoded = PercentEncoding.encode(version.version)
        return version.group.isEmpty ? "/api/\(encoded)" : "/apis/\(PercentEncoding.encode(version.group))/\(encoded)"
    }

    /// The group versions that a root document names and does not tell about itself, in its order, best versions first.
    static func versionPaths(of document: DiscoveryPage) throws(APIError) -> [APIVersion] {
        let root = try document.parsed()
        switch root["kind"]?.stringValue {
        case "APIVersions":
            return (root["versions"]?.elements.compactMap(\.stringValue) ?? []).map {
                APIVersion(group: "", version: $0)
            }
        case "APIGroupList":
            return (root["groups"]?.elements.map { $0 } ?? []).flatMap(versions(ofGroup:))
        default: return []
        }
    }

    private static func versions(ofGroup group: JSONNode) -> [APIVersion] {
        guard let name = group["name"]?.stringValue else { return [] }
        var versions = group["versions"]?.elements.compactMap { $0["version"]?.stringValue } ?? []
        if let preferred = group["preferredVersion"]?["version"]?.stringValue,
            let index = versions.firstIndex(of: preferred)
        {
            versions.insert(versions.remove(at: index), at: 0)
        }
        return versions.map { APIVersion(group: name, version: $0) }
    }

    /// The resources of a group version's document (`APIResourceList`).
    static func resources(_ root: JSONNode) -> [ServerResource] {
        guard let version = root["groupVersion"]?.stringValue.flatMap({ APIVersion($0) }) else { return [] }
        var resources: [ServerResource] = []
        var positions: [String: Int] = [:]
        for node in root["resources"]?.elements.map({ $0 }) ?? [] {
            guard let item = try? MetaV1.APIResource(json: node), !item.name.isEmpty else { continue }
            let kind = GroupVersionKind(
                group: item.group ?? version.group, version: item.version ?? version.version, kind: item.kind)
            let parts = item.name.split(separator: "/", maxSplits: 1).map(String.init)
            if parts.count == 2 {
                guard let position = positions[parts[0]] else { continue }
                resources[position].subresources.append(
                    .init(name: parts[1], kind: kind, verbs: item.verbs.map(Verb.init)))
                continue
            }
            positions[item.name] = resources.count
            resources.append(
                ServerResource(
                    resource: GroupVersionResource(
                        group: version.group, version: version.version, resource: item.name),
                    kind: kind, scope: item.namespaced ? .namespaced : .cluster, singular: item.singularName,
                    shortNames: item.shortNames ?? [], categories: item.categories ?? [],
                    verbs: item.verbs.map(Verb.init)))
        }
        return resources
    }
}

extension DiscoveryPage {
    /// The document's JSON.
    func parsed() throws(APIError) -> JSONNode {
        do {
            return try JSONDocument(parsing: body).root
        } catch {
            throw APIError(
                code: 500, reason: .internalError, message: "the server's answer at \(path) cannot be read: \(error)")
        }
    }
}
