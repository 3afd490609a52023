import APIMachinery
public import APISchema
public import JSON

/// Reads CustomResourceDefinitions (`apiextensions.k8s.io/v1`) into definitions.
public struct CustomResourceDefinitionImporter: Sendable {
    /// What was left out.
    public private(set) var notices: [ImportNotice] = []

    /// An importer that has left out nothing yet.
    public init() {}

    private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"

    /// Reads a manifest: for each version that is served a resource, the kind's type and that of its lists.
    ///
    /// The types' names are the group's labels from last to first, the version, and the kind. Values are not
    /// normalised, as Kubernetes does not normalise those of custom resources.
    public mutating func definitions(from manifest: JSONValue) throws(ImportError) -> DefinitionSet {
        let root = try manifest.importedObject(at: [])
        guard root["apiVersion"] == "apiextensions.k8s.io/v1", root["kind"] == "CustomResourceDefinition" else {
            throw ImportError(path: [], message: "is no CustomResourceDefinition of apiextensions.k8s.io/v1")
        }
        let spec = try (root["spec"] ?? .null).importedObject(at: ["spec"])
        let group = try spec.importedString("group", at: ["spec"])
        let names = try (spec["names"] ?? .null).importedObject(at: ["spec", "names"])
        guard let scope = ResourceDefinition.Scope(rawValue: try spec.importedString("scope", at: ["spec"])) else {
            throw ImportError(path: ["spec", "scope"], message: "must be Namespaced or Cluster")
        }
        if let strategy = spec["conversion"]?["strategy"], strategy != "None" {
            notices.append(
                ImportNotice(
                    path: ["spec", "conversion"], message: "only the strategy None has a place in a definition"))
        }
        let kind = try names.importedString("kind", at: ["spec", "names"])
        let plural = try names.importedString("plural", at: ["spec", "names"])
        let versions = try spec.importedArray("versions", at: ["spec"])
        var set = DefinitionSet()
        for (index, value) in versions.enumerated() {
            let path = ["spec", "versions", String(index)]
            let version = try value.importedObject(at: path)
            let name = try version.importedString("name", at: path)
            guard try version.importedBool("served", at: path) else {
                notices.append(ImportNotice(path: path, message: "version \(name) is not served"))
                continue
            }
            let own = GroupVersionKind(group: group, version: name, kind: kind)
            let package = (group.split(separator: ".").reversed().map(String.init) + [name]).joined(separator: ".")
            var resource = ResourceDefinition(
                group: group, version: name, kind: kind, plural: plural,
                singular: try names.importedOptionalString("singular", at: ["spec", "names"]) ?? kind.lowercased(),
                shortNames: try names.importedStrings("shortNames", at: ["spec", "names"]),
                categories: try names.importedStrings("categories", at: ["spec", "names"]), scope: scope,
                verbs: Verb.offered,
                typeName: "\(package).\(kind)",
                listKind: try names.importedOptionalString("listKind", at: ["spec", "names"]) ?? "\(kind)List",
                isNormalized: false)
            resource.isStorageVersion = try version.importedBool("storage", at: path)
            if try version.importedBool("deprecated", at: path) {
                resource.deprecationWarning =
                    try version.importedOptionalString("deprecationWarning", at: path)
                    ?? "\(own.apiVersion) \(kind) is deprecated"
            }
            resource.subresources = try subresources(version["subresources"] ?? [:], at: path + ["subresources"])
            resource.columns = try columns(try version.importedArray("additionalPrinterColumns", at: path), at: path)
            for (index, field) in try version.importedArray("selectableFields", at: path).enumerated() {
                let path = path + ["selectableFields", String(index)]
                resource.selectableFields.append(
                    try Self.path("jsonPath", of: try field.importedObject(at: path), at: path))
            }
            let schema =
                version["schema"]?["openAPIV3Schema"] ?? [
                    "type": "object", "x-kubernetes-preserve-unknown-fields": true,
                ]
            for type in try types(of: resource, schema, at: path + ["schema", "openAPIV3Schema"]) {
                set.types[type.name] = type
            }
            set.resources.append(resource)
        }
        set.resources.sort { ($0.group, $0.version, $0.plural) < ($1.group, $1.version, $1.plural) }
        return set
    }

    // MARK: Types

    private mutating func types(
        of resource: ResourceDefinition, _ json: JSONValue, at path: [String]
    ) throws(ImportError) -> [TypeDefinition] {
        var importer = OpenAPISchemaImporter()
        var schema = try importer.schema(json, at: path)
        notices += importer.notices
        var object: ObjectSchema
        switch schema.type {
        case .object(let found): object = found
        case .anyObject: object = ObjectSchema(fields: [], preservesUnknownFields: true)
        default: throw ImportError(path: path, message: "must be of type object")
        }
        object.fields =
            Self.typeMeta + [Self.metadata("ObjectMeta")]
            + object.fields.filter { !["apiVersion", "kind", "metadata"].contains($0.name) }
        schema.type = .object(object)
        let kind = resource.groupVersionKind
        let listKind = GroupVersionKind(
            group: kind.group, version: kind.version, kind: resource.listKind ?? "\(kind.kind)List")
        let package = resource.typeName.dropLast(kind.kind.count)
        let items = Field(
            "items", Schema(.array(ArraySchema(items: Schema(.reference(resource.typeName))))), isRequired: true,
            presence: .always)
        let list = ObjectSchema(fields: Self.typeMeta + [Self.metadata("ListMeta"), items])
        return [
            TypeDefinition(
                name: resource.typeName, group: kind.group, version: kind.version, schema: schema, kinds: [kind],
                swiftName: kind.kind),
            TypeDefinition(
                name: package + listKind.kind, group: kind.group, version: kind.version, schema: Schema(.object(list)),
                kinds: [listKind], swiftName: listKind.kind),
        ]
    }

    private static var typeMeta: [Field] {
        ["apiVersion", "kind"].map { Field($0, Schema(.string), presence: .implicit) }
    }

    private static func metadata(_ type: String) -> Field {
        Field("metadata", Schema(.reference("\(meta).\(type)")), presence: .always)
    }

    // MARK: Subresources and columns

    private func subresources(_ json: JSONValue, at path: [String]) throws(ImportError) -> [Subresource] {
        let object = try json.importedObject(at: path)
        var subresources: [Subresource] = []
        if let scale = object["scale"] {
            let path = path + ["scale"]
            let object = try scale.importedObject(at: path)
            var paths = ScalePaths(
                specReplicas: try Self.path("specReplicasPath", of: object, at: path),
                statusReplicas: try Self.path("statusReplicasPath", of: object, at: path))
            if object["labelSelectorPath"] != nil {
                paths.labelSelector = try Self.path("labelSelectorPath", of: object, at: path)
            }
            let type = "io.k8s.api.autoscaling.v1.Scale"
            subresources.append(
                Subresource(
                    name: "scale", verbs: [.get, .patch, .update],
                    kind: GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale"), requestType: type,
                    responseType: type,
                    scale: paths))
        }
        if object["status"] != nil { subresources.append(Subresource(name: "status", verbs: [.get, .patch, .update])) }
        return subresources
    }

    /// The columns: the name, then those of the manifest, or the age where it has none.
    private mutating func columns(_ list: [JSONValue], at path: [String]) throws(ImportError) -> [Column] {
        var columns = [
            Column(
                name: "Name", type: "string", format: "name", path: FieldPath([.member("metadata"), .member("name")]))
        ]
        if list.isEmpty {
            columns.append(
                Column(name: "Age", type: "date", path: FieldPath([.member("metadata"), .member("creationTimestamp")])))
        }
        for (index, value) in list.enumerated() {
            let path = path + ["additionalPrinterColumns", String(index)]
            let object = try value.importedObject(at: path)
            var column = Column(
                name: try object.importedString("name", at: path), type: try object.importedString("type", at: path),
                format: try object.importedOptionalString("format", at: path) ?? "",
                description: try object.importedOptionalString("description", at: path) ?? "",
                priority: try (object["priority"] ?? 0).importedCount(at: path + ["priority"]))
            do {
                column.path = try Self.path("jsonPath", of: object, at: path)
            } catch {
                // A column may use more of JSONPath than paths have.
                notices.append(ImportNotice(path: error.path, message: error.message))
            }
            columns.append(column)
        }
        return columns
    }

    private static func path(_ key: String, of object: JSONObject, at path: [String]) throws(ImportError) -> FieldPath {
        let text = try object.importedString(key, at: path)
        do {
            return try FieldPath(parsing: text)
        } catch {
            throw ImportError(path: path + [key], message: error.description)
        }
    }
}
