internal import APIClient
internal import APIMachinery
internal import APISchema

/// What is known of resources without asking a server: the definitions that are compiled in, read when first needed.
struct CompiledResources: Sendable {
    let registrations: [GroupVersionRegistration]

    /// The resources of all registrations, each group's best version first.
    func catalog() throws -> ResourceCatalog {
        var definitions: [ResourceDefinition] = []
        for registration in registrations {
            definitions += try DefinitionSet.resources(compact: registration.definitions.bytes)
        }
        let byVersion = Dictionary(grouping: definitions, by: \.groupVersion)
        var resources: [ServerResource] = []
        for group in GroupVersions.of(definitions) {
            for version in group.versions {
                let own = byVersion[APIVersion(group: group.group, version: version)] ?? []
                resources += own.map(ServerResource.init)
            }
        }
        return ResourceCatalog(resources)
    }

    /// The OpenAPI v3 document of a group and version; the last registration's, which covers those before it.
    func openAPI(_ version: APIVersion) -> StaticBytes? {
        registrations.last { $0.apiVersion == version && !$0.openAPI.isEmpty }?.openAPI
    }

    /// The schema of a kind, with how its lists are merged; `nil` for kinds that are not compiled in.
    func schema(of kind: GroupVersionKind) throws -> ResolvedSchema? {
        let version = APIVersion(group: kind.group, version: kind.version)
        guard registrations.contains(where: { $0.apiVersion == version }) else { return nil }
        // Types refer to those of other groups.
        var sets: [DefinitionSet] = []
        for registration in registrations {
            sets.append(try DefinitionSet(compact: registration.definitions.bytes))
        }
        guard let resource = sets.lazy.flatMap(\.resources).first(where: { $0.groupVersionKind == kind }) else {
            return nil
        }
        return SchemaResolver(sets).schema(named: resource.typeName)
    }
}

extension ServerResource {
    /// A resource as its definition describes it.
    init(_ definition: ResourceDefinition) {
        self.init(
            resource: GroupVersionResource(
                group: definition.group, version: definition.version, resource: definition.plural),
            kind: definition.groupVersionKind, scope: definition.scope == .namespaced ? .namespaced : .cluster,
            singular: definition.singular, shortNames: definition.shortNames, categories: definition.categories,
            verbs: definition.verbs.sorted(),
            subresources: definition.subresources.map { subresource in
                ServerResource.Subresource(
                    name: subresource.name, kind: subresource.kind ?? definition.groupVersionKind,
                    verbs: subresource.verbs.sorted())
            })
    }

    /// The kind in lower case and its group, as objects are named in output: `deployment.apps`.
    var displayName: String {
        let name = kind.kind.lowercased()
        return kind.group.isEmpty ? name : "\(name).\(kind.group)"
    }
}
