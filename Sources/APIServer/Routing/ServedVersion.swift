import APIMachinery
import APISchema
import HashTreeCollections
import JSON

/// What is served below the path of a group and version, and what is told of it.
final class ServedVersion: Sendable {
    let apiVersion: APIVersion
    /// By plural name.
    let resources: TreeDictionary<String, ServedResource>
    /// What answers all requests, where that is no definitions.
    let source: (any APISource)?
    /// The `APIResourceList`.
    let resourceList: Lazy<[UInt8]>
    /// What the group's item of the aggregated documents says of the version.
    let aggregated: Lazy<JSONValue>
    private let document: Lazy<ServedDocument?>

    init(_ apiVersion: APIVersion, _ resources: TreeDictionary<String, ServedResource>) {
        self.apiVersion = apiVersion
        self.resources = resources
        source = nil
        resourceList = Lazy { Self.resourceList(apiVersion, resources) }
        aggregated = Lazy {
            .object(
                DiscoveryDocument.aggregatedVersion(
                    apiVersion.version, resources: Self.served(resources.values)))
        }
        document = Lazy {
            Self.document(apiVersion, resources.values.sorted { $0.definition.plural < $1.definition.plural })
        }
    }

    /// A version that a source serves.
    init(_ version: APISourceVersion, of source: any APISource) {
        apiVersion = version.apiVersion
        resources = [:]
        self.source = source
        resourceList = Lazy {
            var list = MetaV1.APIResourceList(
                groupVersion: version.apiVersion.description, resources: version.resources)
            // As in Kubernetes, the core group's list has no version of its own.
            if version.apiVersion.group.isEmpty { list.apiVersion = "" }
            return list.encodedJSON()
        }
        aggregated = Lazy {
            .object(
                DiscoveryDocument.aggregatedVersion(
                    version.apiVersion.version, resources: version.resources, isStale: version.isStale))
        }
        document = Lazy { version.openAPI.map(ServedDocument.init(rendering:)) }
    }

    /// The OpenAPI v3 document; `nil` for a source that has none.
    var openAPI: ServedDocument? { document.value }

    private static func resourceList(
        _ apiVersion: APIVersion, _ resources: TreeDictionary<String, ServedResource>
    ) -> [UInt8] {
        let list = DiscoveryDocument.resourceList(apiVersion, resources: Self.served(resources.values)) {
            let kind = resources[$0.plural]?.storageDefinition.groupVersionKind ?? $0.groupVersionKind
            return ContentHash.short("\(kind.group)/\(kind.version)/\(kind.kind)")
        }
        return JSONValue.object(list).serialized()
    }

    /// The definitions with what is served of them.
    private static func served(_ resources: some Sequence<ServedResource>) -> [ResourceDefinition] {
        resources.filter(\.isServed).map(\.servedDefinition)
    }

    /// The document that came with the definitions, or a rendered one where they have none that covers all resources.
    private static func document(_ apiVersion: APIVersion, _ resources: [ServedResource]) -> ServedDocument {
        let parts = Dictionary(resources.map { ($0.part.number, $0.part) }) { first, _ in first }
        if parts.count == 1, resources.allSatisfy(\.servesWholeDefinition),
            let document = parts.values.first?.document(of: apiVersion)
        {
            return document
        }
        return ServedDocument {
            var types: [TypeName: TypeDefinition] = [:]
            for (_, part) in parts.sorted(by: { $0.key < $1.key }) {
                if let compiled = part.compiled { types.merge(compiled.definitions.types) { first, _ in first } }
                types.merge(part.definitions.types) { first, _ in first }
            }
            let definitions = DefinitionSet(types: types, resources: served(resources))
            return OpenAPIDocument.groupVersion(apiVersion, of: definitions).serialized()
        }
    }
}
