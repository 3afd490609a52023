internal import APIClient
internal import APIMachinery
internal import APISchema
internal import JSON

/// What an OpenAPI v3 document says of how patches merge the objects of a resource.
///
/// Only structure and patch strategies are read: types, constraints and defaults say nothing about merging.
struct OpenAPIPatchSchema {
    private let schemas: OpenAPISchemas

    init(_ schemas: OpenAPISchemas) { self.schemas = schemas }

    /// How deep a schema may be nested without a reference.
    private static let maximumDepth = 64

    /// The schema by which strategic merge patches of a kind are made; `nil` where the server takes none, as for
    /// custom resources.
    func schema(of resource: ServerResource) -> ResolvedSchema? {
        guard takesStrategicMergePatches(resource), let root = schemas.name(of: resource.kind) else { return nil }
        var types: [TypeName: TypeDefinition] = [:]
        for (name, node) in schemas.all {
            types[name] = TypeDefinition(
                name: name, group: resource.kind.group, version: resource.kind.version, schema: schema(node, depth: 0),
                swiftName: name)
        }
        return SchemaResolver([DefinitionSet(types: types)]).schema(named: root)
    }

    private func takesStrategicMergePatches(_ resource: ServerResource) -> Bool {
        let version = APIVersion(group: resource.resource.group, version: resource.resource.version)
        let namespace = resource.scope == .namespaced ? "/namespaces/{namespace}" : ""
        let path = "\(version.path)\(namespace)/\(resource.resource.resource)/{name}"
        let content = schemas.operation(path, "patch")?["requestBody"]?["content"]
        return content?["application/strategic-merge-patch+json"] != nil
    }

    private func schema(_ node: JSONNode, depth: Int) -> Schema {
        guard depth < Self.maximumDepth else { return Schema(.any) }
        var strategies: Set<PatchStrategy> = []
        for name in (node["x-kubernetes-patch-strategy"]?.stringValue ?? "").split(separator: ",") {
            if let strategy = PatchStrategy(rawValue: String(name)) { strategies.insert(strategy) }
        }
        return Schema(
            type(node, depth: depth), patchStrategy: strategies,
            patchMergeKey: node["x-kubernetes-patch-merge-key"]?.stringValue)
    }

    private func type(_ node: JSONNode, depth: Int) -> SchemaType {
        if let name = schemas.referenceName(node) { return .reference(name) }
        if let items = node["items"] { return .array(ArraySchema(items: schema(items, depth: depth + 1))) }
        if let properties = node["properties"] {
            let fields = properties.members.map { Field($0.key, schema($0.value, depth: depth + 1)) }
            return .object(ObjectSchema(fields: fields))
        }
        if let values = node["additionalProperties"], values.kind == .object {
            return .map(MapSchema(values: schema(values, depth: depth + 1)))
        }
        return .any
    }
}
