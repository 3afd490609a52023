package import APIMachinery
package import JSON

/// Renders what a server tells of its resources.
package enum DiscoveryDocument {
    // MARK: Aggregated

    /// The aggregated document (`apidiscovery.k8s.io/v2`) for groups and their resources.
    ///
    /// `/api` answers it for the core group and `/apis` for all others.
    package static func aggregated(_ groups: [GroupVersions], resources: [ResourceDefinition]) -> JSONObject {
        let byVersion = Dictionary(grouping: resources, by: \.groupVersion)
        let items = groups.map { group in
            aggregatedGroup(
                group.group,
                versions: group.versions.map { version in
                    let resources = byVersion[APIVersion(group: group.group, version: version), default: []]
                    return .object(aggregatedVersion(version, resources: resources))
                })
        }
        return aggregatedList(items.map(JSONValue.object))
    }

    /// The aggregated document of some items.
    package static func aggregatedList(_ items: [JSONValue]) -> JSONObject {
        [
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
            "items": .array(items),
        ]
    }

    /// A group's item in the aggregated document.
    package static func aggregatedGroup(_ group: String, versions: [JSONValue]) -> JSONObject {
        let metadata: JSONObject = group.isEmpty ? [:] : ["name": .string(group)]
        return ["metadata": .object(metadata), "versions": .array(versions)]
    }

    /// What a group's item says of a version with these resources.
    package static func aggregatedVersion(_ version: String, resources: [ResourceDefinition]) -> JSONObject {
        [
            "version": .string(version),
            "resources": .array(resources.sorted { $0.plural < $1.plural }.map { .object(aggregated($0)) }),
            "freshness": "Current",
        ]
    }

    /// What a group's item says of a version whose resources are described as `APIResourceList`s have them.
    ///
    /// - Parameter isStale: Whether the resources are what was known when their server could last be asked.
    package static func aggregatedVersion(
        _ version: String, resources: [MetaV1.APIResource], isStale: Bool
    ) -> JSONObject {
        // Subresources, by the resource that they are below.
        var names: [String] = []
        var objects: [String: JSONObject] = [:]
        var subresources: [String: [JSONValue]] = [:]
        for resource in resources {
            let parts = resource.name.split(separator: "/", maxSplits: 1).map { String($0) }
            guard let name = parts.first else { continue }
            if objects[name] == nil { names.append(name) }
            let kind: JSONValue = [
                "group": .string(resource.group ?? ""), "version": .string(resource.version ?? ""),
                "kind": .string(resource.kind),
            ]
            let verbs = JSONValue.array(resource.verbs.map(JSONValue.string))
            guard parts.count == 1 else {
                subresources[name, default: []].append(
                    ["subresource": .string(parts[1]), "responseKind": kind, "verbs": verbs])
                if objects[name] == nil {
                    // As Kubernetes has it for a subresource without a resource.
                    objects[name] = ["resource": .string(name), "scope": scope(resource), "verbs": []]
                }
                continue
            }
            var object: JSONObject = [
                "resource": .string(name), "responseKind": kind, "scope": scope(resource),
                "singularResource": .string(resource.singularName), "verbs": verbs,
            ]
            if let texts = resource.shortNames { object["shortNames"] = .array(texts.map(JSONValue.string)) }
            if let texts = resource.categories { object["categories"] = .array(texts.map(JSONValue.string)) }
            objects[name] = object
        }
        let items = names.compactMap { name -> JSONValue? in
            guard var object = objects[name] else { return nil }
            if let below = subresources[name] { object["subresources"] = .array(below) }
            return .object(object)
        }
        return [
            "version": .string(version), "resources": .array(items), "freshness": isStale ? "Stale" : "Current",
        ]
    }

    private static func scope(_ resource: MetaV1.APIResource) -> JSONValue {
        .string((resource.namespaced ? ResourceDefinition.Scope.namespaced : .cluster).rawValue)
    }

    /// A resource in the aggregated document.
    package static func aggregated(_ resource: ResourceDefinition) -> JSONObject {
        var object: JSONObject = [
            "resource": .string(resource.plural),
            "responseKind": responseKind(resource.responseKind ?? resource.groupVersionKind, of: resource),
            "scope": .string(resource.scope.rawValue),
            "singularResource": .string(resource.singular),
            "verbs": verbs(resource.verbs),
        ]
        if !resource.shortNames.isEmpty { object["shortNames"] = .array(resource.shortNames.map(JSONValue.string)) }
        if !resource.categories.isEmpty { object["categories"] = .array(resource.categories.map(JSONValue.string)) }
        if !resource.subresources.isEmpty {
            object["subresources"] = .array(
                resource.subresources.sorted { $0.name < $1.name }.map { subresource in
                    [
                        "subresource": .string(subresource.name),
                        "responseKind": responseKind(subresource.kind ?? resource.groupVersionKind, of: resource),
                        "verbs": verbs(subresource.verbs),
                    ]
                })
        }
        return object
    }

    /// A kind; its group and version are empty where they are the resource's own.
    private static func responseKind(_ kind: GroupVersionKind, of resource: ResourceDefinition) -> JSONValue {
        let isOwn = kind.group == resource.group && kind.version == resource.version
        return [
            "group": .string(isOwn ? "" : kind.group), "version": .string(isOwn ? "" : kind.version),
            "kind": .string(kind.kind),
        ]
    }

    private static func verbs(_ verbs: [Verb]) -> JSONValue {
        .array(verbs.sorted().map { .string($0.rawValue) })
    }

    // MARK: By group and version

    /// The resources of a group and version (`APIResourceList`), as `/apis/GROUP/VERSION` and `/api/v1` answer.
    ///
    /// - Parameter storageVersionHash: A resource's hash, by which clients notice a change of its storage version;
    ///   `nil` for resources that are not stored. Kubernetes has the base64 text of the first eight bytes of the
    ///   SHA-256 of `group/version/kind` of the storage version.
    package static func resourceList(
        _ groupVersion: APIVersion, resources: [ResourceDefinition],
        storageVersionHash: (ResourceDefinition) -> String? = { _ in nil }
    ) -> JSONObject {
        var items: [JSONValue] = []
        for resource in resources.filter({ $0.groupVersion == groupVersion }).sorted(by: { $0.plural < $1.plural }) {
            var object: JSONObject = [
                "name": .string(resource.plural), "singularName": .string(resource.singular),
                "namespaced": .bool(resource.scope == .namespaced),
            ]
            add(resource.responseKind ?? resource.groupVersionKind, verbs: resource.verbs, of: resource, to: &object)
            if !resource.shortNames.isEmpty { object["shortNames"] = .array(resource.shortNames.map(JSONValue.string)) }
            if !resource.categories.isEmpty { object["categories"] = .array(resource.categories.map(JSONValue.string)) }
            if resource.isStored, let hash = storageVersionHash(resource) {
                object["storageVersionHash"] = .string(hash)
            }
            items.append(.object(object))
            for subresource in resource.subresources.sorted(by: { $0.name < $1.name }) {
                var object: JSONObject = [
                    "name": .string("\(resource.plural)/\(subresource.name)"), "singularName": "",
                    "namespaced": .bool(resource.scope == .namespaced),
                ]
                add(subresource.kind ?? resource.groupVersionKind, verbs: subresource.verbs, of: resource, to: &object)
                items.append(.object(object))
            }
        }
        var list: JSONObject = ["kind": "APIResourceList"]
        // As in Kubernetes, the core group's list has no version of its own.
        if !groupVersion.group.isEmpty { list["apiVersion"] = "v1" }
        list["groupVersion"] = .string(groupVersion.description)
        list["resources"] = .array(items)
        return list
    }

    private static func add(
        _ kind: GroupVersionKind, verbs: [Verb], of resource: ResourceDefinition, to object: inout JSONObject
    ) {
        if kind.group != resource.group || kind.version != resource.version {
            object["group"] = .string(kind.group)
            object["version"] = .string(kind.version)
        }
        object["kind"] = .string(kind.kind)
        object["verbs"] = Self.verbs(verbs)
    }

    // MARK: Groups

    /// A group (`APIGroup`), as `/apis/GROUP` answers.
    package static func group(_ group: GroupVersions) -> JSONObject {
        var object: JSONObject = ["kind": "APIGroup", "apiVersion": "v1"]
        for (key, value) in members(of: group) { object[key] = value }
        return object
    }

    /// All groups but the core group (`APIGroupList`), as `/apis` answers.
    package static func groupList(_ groups: [GroupVersions]) -> JSONObject {
        [
            "kind": "APIGroupList", "apiVersion": "v1",
            "groups": .array(groups.filter { !$0.group.isEmpty }.map { .object(members(of: $0)) }),
        ]
    }

    private static func members(of group: GroupVersions) -> JSONObject {
        let versions = group.versions.map { version -> JSONValue in
            let groupVersion = APIVersion(group: group.group, version: version)
            return ["groupVersion": .string(groupVersion.description), "version": .string(version)]
        }
        var object: JSONObject = ["name": .string(group.group), "versions": .array(versions)]
        object["preferredVersion"] = versions.first
        return object
    }

    /// The versions of the core group (`APIVersions`), as `/api` answers.
    ///
    /// - Parameter serverAddress: The host and port at which clients reach the server.
    package static func coreVersions(_ versions: [String], serverAddress: String) -> JSONObject {
        [
            "kind": "APIVersions", "versions": .array(versions.map(JSONValue.string)),
            "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": .string(serverAddress)]],
        ]
    }
}
