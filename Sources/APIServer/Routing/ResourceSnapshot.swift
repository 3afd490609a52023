import APIMachinery
import APISchema
import JSON

/// The resources at one moment.
final class ResourceSnapshot: Sendable {
    private let byPath: [String: [String: [String: ServedResource]]]
    let resources: [ServedResource]
    let discovery: DiscoveryPages
    let openAPI: OpenAPIPages
    let transcoder: Transcoder
    /// The kind Scale, as which `scale` subresources are read and answered; `nil` where nothing registers its type.
    let scale: ServedResource?

    /// - Parameter previous: What was served before: resources that have not changed stay the same objects.
    init(parts: [ResourceTable.Part], behaviors: ResourceBehaviors, previous: ResourceSnapshot?) {
        let definitions = parts.flatMap(\.definitions.resources)
        let origins = parts.flatMap { part in part.definitions.resources.map { _ in part.number } }
        let resolver = SchemaResolver(parts.map(\.definitions))
        var byPath: [String: [String: [String: ServedResource]]] = [:]
        var resources: [ServedResource] = []
        for (definition, origin) in zip(definitions, origins)
        where byPath[definition.group]?[definition.version]?[definition.plural] == nil {
            let storage =
                definition.isStorageVersion ? definition : Self.storageVersion(of: definition, in: definitions)
            guard let schema = resolver.schema(named: definition.typeName),
                let storageSchema = resolver.schema(named: storage.typeName)
            else { continue }
            let resource: ServedResource
            if let old = previous?.resource(definition.group, definition.version, definition.plural),
                old.definition == definition, old.storageDefinition == storage, old.origin == origin
            {
                resource = old
            } else {
                resource = ServedResource(
                    origin: origin, definition: definition, schema: schema, storageDefinition: storage,
                    storageSchema: storageSchema,
                    behavior: behaviors[definition.groupResource] ?? ResourceBehavior())
            }
            byPath[definition.group, default: [:]][definition.version, default: [:]][definition.plural] = resource
            resources.append(resource)
        }
        self.byPath = byPath
        self.resources = resources
        scale = resolver.schema(named: Self.scaleDefinition.typeName).map { schema in
            ServedResource(
                origin: 0, definition: Self.scaleDefinition, schema: schema, storageDefinition: Self.scaleDefinition,
                storageSchema: schema, behavior: ResourceBehavior())
        }
        let served = resources.filter(\.isServed).map(\.servedDefinition)
        discovery = DiscoveryPages(served)
        var types: [TypeName: TypeDefinition] = [:]
        for part in parts { types.merge(part.definitions.types) { first, _ in first } }
        openAPI = OpenAPIPages(parts: parts, definitions: DefinitionSet(types: types, resources: served))
        for definition in served { Self.addListType(of: definition, to: &types) }
        transcoder = Transcoder(types: types)
    }

    /// Scales are no resource of their own, but are read and answered as one.
    private static let scaleDefinition = ResourceDefinition(
        group: Scale.groupVersionKind.group, version: Scale.groupVersionKind.version, kind: Scale.groupVersionKind.kind,
        plural: "scales", singular: "scale", scope: .namespaced, verbs: [.get, .patch, .update],
        typeName: "io.k8s.api.autoscaling.v1.Scale", isStored: false)

    private static func storageVersion(
        of definition: ResourceDefinition, in all: [ResourceDefinition]
    ) -> ResourceDefinition {
        all.first { $0.isStorageVersion && $0.groupResource == definition.groupResource } ?? definition
    }

    /// Adds the type of a resource's lists, unless it is defined or the resource has no protobuf form.
    private static func addListType(of definition: ResourceDefinition, to types: inout [TypeName: TypeDefinition]) {
        let name = definition.listTypeName
        guard let listKind = definition.listKind, types[name] == nil, let message = types[definition.typeName]?.protobuf
        else {
            return
        }
        let fields = [
            Field("kind", Schema(.string), presence: .implicit),
            Field("apiVersion", Schema(.string), presence: .implicit),
            Field(
                "metadata", Schema(.reference("io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta")), presence: .always,
                protobuf: ProtobufField(1)),
            Field(
                "items", Schema(.array(ArraySchema(items: Schema(.reference(definition.typeName))))), presence: .always,
                protobuf: ProtobufField(2)),
        ]
        types[name] = TypeDefinition(
            name: name, group: definition.group, version: definition.version,
            schema: Schema(.object(ObjectSchema(fields: fields))),
            kinds: [GroupVersionKind(group: definition.group, version: definition.version, kind: listKind)],
            protobuf: ProtobufMessage(name: message.name + "List"), swiftName: listKind)
    }

    func resource(_ group: String, _ version: String, _ plural: String) -> ServedResource? {
        byPath[group]?[version]?[plural]
    }

    /// The resource of which an object says that it is; `nil` where none is served.
    func resource(of object: JSONObject) -> ServedResource? {
        resources.first {
            $0.definition.apiVersion == object["apiVersion"]?.stringValue
                && $0.definition.kind == object["kind"]?.stringValue
        }
    }

    /// The kind that requests and answers of a subresource are of; `nil` where it is the resource's own.
    func exchangedKind(of subresource: String, _ resource: ServedResource) -> ServedResource? {
        guard !subresource.isEmpty,
            let declared = resource.definition.subresources.first(where: { $0.name == subresource })
        else { return nil }
        return declared.scale == nil ? nil : scale
    }

    func hasGroup(_ group: String) -> Bool { byPath[group] != nil }

    func contains(_ resource: ServedResource) -> Bool {
        self.resource(resource.definition.group, resource.definition.version, resource.definition.plural) === resource
    }
}

extension ResourceDefinition {
    /// The OpenAPI name of the type of lists: that of the objects with `List` behind it.
    var listTypeName: TypeName { typeName + "List" }
}
