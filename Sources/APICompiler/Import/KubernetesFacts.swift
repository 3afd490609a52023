package import APIMachinery
package import APISchema
package import JSON

/// Reads what is known of an API as data — OpenAPI components, discovery, table columns, protobuf fields — into
/// definitions.
///
/// Protobuf fields come first, as they tell the presence of the fields that components have; resources come after the
/// types.
package struct KubernetesFacts: Sendable {
    /// What was read so far.
    package private(set) var definitions = DefinitionSet()
    /// The groups in the order in which discovery has them, each with its versions, the preferred one first.
    package private(set) var groups: [GroupVersions] = []
    /// What was left out so far.
    package var notices: [ImportNotice] { importer.notices + ownNotices }

    private var importer = OpenAPISchemaImporter()
    private var ownNotices: [ImportNotice] = []

    /// No facts.
    package init() {}

    /// Reads the table of protobuf messages.
    package mutating func addProtobufFields(_ json: JSONValue) throws(ImportError) {
        importer = OpenAPISchemaImporter(messages: try ProtobufFacts(json))
    }

    /// Reads the components of a document.
    ///
    /// - Parameters:
    ///   - json: The object of components by name.
    ///   - document: The group and version of the document, if it is one of a group and version.
    package mutating func addComponents(_ json: JSONValue, in document: APIVersion?) throws(ImportError) {
        for (name, component) in try json.importedObject(at: []) {
            guard let type = try importer.type(named: name, from: component, in: document) else { continue }
            guard var known = definitions.types[name] else {
                definitions.types[name] = type
                continue
            }
            // The document of the core group lists a kind that is in every group but once.
            known.isInEveryGroup = known.isInEveryGroup || type.isInEveryGroup
            definitions.types[name] = known
            var same = type
            same.isInEveryGroup = known.isInEveryGroup
            if same != known { ownNotices.append(ImportNotice(path: [name], message: "differs between documents")) }
        }
    }

    /// The group and version of the document that a file of schemas is named after (`apis__apps__v1`, `api__v1`); `nil`
    /// for documents of a group or of the server.
    package static func document(ofFileNamed name: String) -> APIVersion? {
        let parts = name.split(separator: "_", omittingEmptySubsequences: true).map(String.init)
        return switch (parts.first, parts.count) {
        case ("api", 2): APIVersion(group: "", version: parts[1])
        case ("apis", 3): APIVersion(group: parts[1], version: parts[2])
        default: nil
        }
    }

    // MARK: Discovery

    /// Reads an aggregated discovery document (`apidiscovery.k8s.io/v2`).
    package mutating func addDiscovery(_ json: JSONValue) throws(ImportError) {
        let kinds = kindsOfTypes()
        for (index, item) in try json.importedObject(at: []).importedArray("items", at: []).enumerated() {
            let path = ["items", String(index)]
            let group =
                try (item["metadata"] ?? [:]).importedObject(at: path).importedOptionalString("name", at: path) ?? ""
            var versions: [String] = []
            for (index, version) in try item.importedObject(at: path).importedArray("versions", at: path).enumerated() {
                let path = path + ["versions", String(index)]
                let object = try version.importedObject(at: path)
                let groupVersion = APIVersion(group: group, version: try object.importedString("version", at: path))
                versions.append(groupVersion.version)
                for (index, resource) in try object.importedArray("resources", at: path).enumerated() {
                    let path = path + ["resources", String(index)]
                    definitions.resources.append(
                        try Self.resource(
                            try resource.importedObject(at: path), in: groupVersion, kinds: kinds,
                            isPreferred: versions.count == 1,
                            at: path))
                }
            }
            groups.append(GroupVersions(group: group, versions: versions))
        }
        definitions.resources.sort { ($0.group, $0.version, $0.plural) < ($1.group, $1.version, $1.plural) }
    }

    /// The names of types by the kinds that they stand for.
    private func kindsOfTypes() -> [GroupVersionKind: TypeName] {
        var kinds: [GroupVersionKind: TypeName] = [:]
        for type in definitions.types.values where !type.isInEveryGroup {
            for kind in type.kinds { kinds[kind] = type.name }
        }
        return kinds
    }

    private static func resource(
        _ object: JSONObject, in document: APIVersion, kinds: [GroupVersionKind: TypeName], isPreferred: Bool,
        at path: [String]
    ) throws(ImportError) -> ResourceDefinition {
        let plural = try object.importedString("resource", at: path)
        guard let scope = ResourceDefinition.Scope(rawValue: try object.importedString("scope", at: path)) else {
            throw ImportError(path: path + ["scope"], message: "must be Namespaced or Cluster")
        }
        let verbs = try verbs(object, at: path)
        let response = try responseKind(object, in: document, at: path)
        var resource = ResourceDefinition(
            group: document.group, version: document.version, kind: response.kind, plural: plural,
            singular: try object.importedString("singularResource", at: path),
            shortNames: try object.importedStrings("shortNames", at: path),
            categories: try object.importedStrings("categories", at: path), scope: scope, verbs: verbs, typeName: "")
        let own = resource.groupVersionKind
        resource.typeName = kinds[own] ?? conventionalTypeName(of: own)
        if verbs.contains(.list) { resource.listKind = own.kind + "List" }
        // What can only be created is answered at once (reviews); what cannot be created is computed (component
        // statuses).
        resource.isStored = verbs.contains(.create) && verbs.contains(.get)
        resource.isStorageVersion = isPreferred
        if response != own { resource.responseKind = response }
        for (index, value) in try object.importedArray("subresources", at: path).enumerated() {
            let path = path + ["subresources", String(index)]
            let object = try value.importedObject(at: path)
            let kind = try responseKind(object, in: document, at: path)
            var subresource = Subresource(
                name: try object.importedString("subresource", at: path), verbs: try Self.verbs(object, at: path))
            if kind != own {
                subresource.kind = kind
                subresource.requestType = kinds[kind]
                subresource.responseType = kinds[kind]
            }
            resource.subresources.append(subresource)
        }
        return resource
    }

    private static func verbs(_ object: JSONObject, at path: [String]) throws(ImportError) -> [Verb] {
        var verbs: [Verb] = []
        for name in try object.importedStrings("verbs", at: path) {
            let verb = Verb(rawValue: name)
            guard Verb.offered.contains(verb) else {
                throw ImportError(path: path + ["verbs"], message: "\(name) is no verb")
            }
            verbs.append(verb)
        }
        return verbs.sorted()
    }

    /// The kind of a resource's answers, where an empty group and version are those of the document.
    private static func responseKind(
        _ object: JSONObject, in document: APIVersion, at path: [String]
    ) throws(ImportError) -> GroupVersionKind {
        let path = path + ["responseKind"]
        let kind = try (object["responseKind"] ?? .null).importedObject(at: path)
        let group = try kind.importedString("group", at: path)
        let version = try kind.importedString("version", at: path)
        let isDocuments = group.isEmpty && version.isEmpty
        return GroupVersionKind(
            group: isDocuments ? document.group : group, version: isDocuments ? document.version : version,
            kind: try kind.importedString("kind", at: path))
    }

    /// The name that Kubernetes would give the type of a kind, for kinds whose types were not read.
    private static func conventionalTypeName(of kind: GroupVersionKind) -> TypeName {
        let label = kind.group.split(separator: ".").first.map(String.init) ?? "core"
        return "io.k8s.api.\(label).\(kind.version).\(kind.kind)"
    }

    // MARK: Columns

    /// Reads the columns of Tables by `group/version/resource` (`version/resource` for the core group).
    package mutating func addColumns(_ json: JSONValue) throws(ImportError) {
        var tables: [String: [Column]] = [:]
        for (key, value) in try json.importedObject(at: []) {
            tables[key] = try Self.columns(value, at: [key])
        }
        for index in definitions.resources.indices {
            let resource = definitions.resources[index]
            if let columns = tables.removeValue(forKey: "\(resource.groupVersion)/\(resource.plural)") {
                definitions.resources[index].columns = columns
            }
        }
        for key in tables.keys.sorted() {
            ownNotices.append(ImportNotice(path: [key], message: "columns of a resource that is not there"))
        }
    }

    static func columns(_ json: JSONValue, at path: [String]) throws(ImportError) -> [Column] {
        var columns: [Column] = []
        for (index, value) in try json.importedArray(at: path).enumerated() {
            let path = path + [String(index)]
            let object = try value.importedObject(at: path)
            columns.append(
                Column(
                    name: try object.importedString("name", at: path),
                    type: try object.importedString("type", at: path),
                    format: try object.importedOptionalString("format", at: path) ?? "",
                    description: try object.importedOptionalString("description", at: path) ?? "",
                    priority: try (object["priority"] ?? 0).importedCount(at: path + ["priority"])))
        }
        return columns
    }
}
