import APIMachinery
import APISchema
import JSON
import YAML

/// Writes the documents of a set that people review and other tools read: what stands below `generated/`.
public struct DocumentGenerator: Sendable {
    private let compiled: CompiledSet

    /// Takes the set whose own resources the documents are of.
    public init(_ compiled: CompiledSet) {
        self.compiled = compiled
    }

    /// The documents, sorted by path:
    ///
    /// - `openapi/<group or core>_<version>.json`: the OpenAPI v3 document of each group and version, as it is served;
    /// - `discovery.json`: the aggregated discovery document;
    /// - `crds/<plural>.<group>.yaml`: a CustomResourceDefinition for each kind outside of the core group;
    /// - `reference/<group or core>/<version>/<Kind>.md`: a page for each kind.
    public func files() -> [GeneratedFile] {
        let resources = compiled.own.resources
        let types = compiled.all.types
        var files: [GeneratedFile] = []
        for groupVersion in Set(resources.map { APIVersion(group: $0.group, version: $0.version) }) {
            let json = OpenAPIDocument.groupVersion(groupVersion, of: compiled.all).serialized(indent: 1)
            files.append(
                GeneratedFile(
                    name: "openapi/\(folder(groupVersion.group))_\(groupVersion.version).json", text: text(json)))
        }
        let discovery = DiscoveryDocument.aggregated(GroupVersions.of(resources), resources: resources)
        files.append(
            GeneratedFile(name: "discovery.json", text: text(JSONValue.object(discovery).serialized(indent: 1))))
        for (resource, manifest) in CustomResourceManifest.manifests(of: resources, types: types) {
            files.append(
                GeneratedFile(
                    name: "crds/\(resource.plural).\(resource.group).yaml", text: manifest.yaml()))
        }
        for resource in resources {
            files.append(
                GeneratedFile(
                    name: "reference/\(folder(resource.group))/\(resource.version)/\(resource.kind).md",
                    text: ReferencePage(of: resource, types: types).markdown()))
        }
        return files.sorted { $0.name < $1.name }
    }

    private func folder(_ group: String) -> String { group.isEmpty ? "core" : group }

    private func text(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) + "\n" }
}
