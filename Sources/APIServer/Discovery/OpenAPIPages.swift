import APIMachinery
import APISchema
import JSON

/// The OpenAPI v3 documents of what is served: one for each group and version.
struct OpenAPIPages: Sendable {
    let documents: [APIVersion: ServedDocument]

    /// Documents that came with definitions; where several parts have one for a group and version, the last, which was
    /// built on the others and covers them. For what was added without documents they are rendered.
    ///
    /// - Parameter definitions: All parts together.
    init(parts: [ResourceTable.Part], definitions: DefinitionSet) {
        var documents: [APIVersion: ServedDocument] = [:]
        var isUncovered: Set<APIVersion> = []
        for part in parts {
            documents.merge(part.documents) { _, last in last }
            for resource in part.definitions.resources where part.documents[resource.groupVersion] == nil {
                isUncovered.insert(resource.groupVersion)
            }
        }
        for version in isUncovered {
            documents[version] = ServedDocument {
                OpenAPIDocument.groupVersion(version, of: definitions).serialized()
            }
        }
        self.documents = documents
    }

    /// The index that `/openapi/v3` answers.
    func index() -> [UInt8] {
        var paths = JSONObject()
        for version in documents.keys.sorted() {
            guard let document = documents[version] else { continue }
            let path = String(version.path.dropFirst())
            paths[path] = ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(document.hash)")]
        }
        return JSONValue.object(["paths": .object(paths)]).serialized()
    }

    /// The document at `/openapi/v3/PATH`.
    func document(at path: some StringProtocol) -> ServedDocument? {
        documents.first { $0.key.path.dropFirst() == path }?.value
    }
}
