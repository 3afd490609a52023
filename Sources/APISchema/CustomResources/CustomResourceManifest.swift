package import JSON

/// Renders resources as CustomResourceDefinitions (`apiextensions.k8s.io/v1`), with which a Kubernetes cluster serves
/// the same kinds.
///
/// Left out is what a CustomResourceDefinition cannot say: computed columns, mapped fields between versions, that a kind
/// shows the objects of another, subresources other than `status` and `scale`, patch strategies.
package enum CustomResourceManifest {
    /// A manifest for each kind of a group other than the core group whose objects are stored, sorted by group and
    /// plural name.
    ///
    /// - Parameters:
    ///   - resources: The resources; several versions of a kind make one manifest.
    ///   - types: The types that can be reached from them.
    /// - Returns: Each manifest with the resource whose version is stored.
    package static func manifests(
        of resources: [ResourceDefinition], types: [TypeName: TypeDefinition]
    ) -> [(resource: ResourceDefinition, manifest: JSONValue)] {
        let stored = resources.filter { $0.isStored && !$0.group.isEmpty }
        let kinds = Dictionary(grouping: stored) { [$0.group, $0.plural] }
        let renderer = StructuralSchemaRenderer(types: types)
        return kinds.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, versions in
            let sorted = versions.sorted { VersionRank($0.version) > VersionRank($1.version) }
            guard let storage = sorted.first(where: \.isStorageVersion) ?? sorted.first else { return nil }
            return (storage, manifest(of: storage, versions: sorted, types: types, renderer))
        }
    }

    private static func manifest(
        of storage: ResourceDefinition, versions: [ResourceDefinition], types: [TypeName: TypeDefinition],
        _ renderer: StructuralSchemaRenderer
    ) -> JSONValue {
        var names: JSONObject = [
            "plural": .string(storage.plural), "singular": .string(storage.singular), "kind": .string(storage.kind),
            "listKind": .string(storage.listKind ?? storage.kind + "List"),
        ]
        if !storage.shortNames.isEmpty { names["shortNames"] = .array(storage.shortNames.map(JSONValue.string)) }
        if !storage.categories.isEmpty { names["categories"] = .array(storage.categories.map(JSONValue.string)) }
        let rendered = versions.map { version -> JSONValue in
            .object(self.version(version, isStorage: version.version == storage.version, types: types, renderer))
        }
        return [
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": ["name": .string("\(storage.plural).\(storage.group)")],
            "spec": [
                "group": .string(storage.group), "names": .object(names), "scope": .string(storage.scope.rawValue),
                "versions": .array(rendered),
            ],
        ]
    }

    private static func version(
        _ resource: ResourceDefinition, isStorage: Bool, types: [TypeName: TypeDefinition],
        _ renderer: StructuralSchemaRenderer
    ) -> JSONObject {
        var version: JSONObject = ["name": .string(resource.version), "served": true, "storage": .bool(isStorage)]
        if let warning = resource.deprecationWarning {
            version["deprecated"] = true
            if !warning.isEmpty { version["deprecationWarning"] = .string(warning) }
        }
        let schema =
            types[resource.typeName].map(renderer.root) ?? [
                "type": "object", "x-kubernetes-preserve-unknown-fields": true,
            ]
        version["schema"] = ["openAPIV3Schema": .object(schema)]
        if let subresources = subresources(of: resource) { version["subresources"] = .object(subresources) }
        if !resource.selectableFields.isEmpty {
            version["selectableFields"] = .array(
                resource.selectableFields.map { ["jsonPath": .string($0.description)] })
        }
        let columns = resource.columns.compactMap(column)
        if !columns.isEmpty { version["additionalPrinterColumns"] = .array(columns) }
        return version
    }

    private static func subresources(of resource: ResourceDefinition) -> JSONObject? {
        var subresources = JSONObject()
        for subresource in resource.subresources {
            if subresource.name == "status" { subresources["status"] = [:] }
            guard subresource.name == "scale", let paths = subresource.scale else { continue }
            var scale: JSONObject = [
                "specReplicasPath": .string(paths.specReplicas.description),
                "statusReplicasPath": .string(paths.statusReplicas.description),
            ]
            if let selector = paths.labelSelector { scale["labelSelectorPath"] = .string(selector.description) }
            subresources["scale"] = .object(scale)
        }
        return subresources.isEmpty ? nil : subresources
    }

    /// A column; `nil` for one that no path gives, and for the name, which every table begins with.
    private static func column(_ column: Column) -> JSONValue? {
        guard let path = column.path, path.description != ".metadata.name" else { return nil }
        var object: JSONObject = ["name": .string(column.name), "type": .string(column.type)]
        if !column.format.isEmpty { object["format"] = .string(column.format) }
        if !column.description.isEmpty { object["description"] = .string(column.description) }
        if column.priority != 0 { object["priority"] = .integer(Int64(column.priority)) }
        object["jsonPath"] = .string(path.description)
        return .object(object)
    }
}
