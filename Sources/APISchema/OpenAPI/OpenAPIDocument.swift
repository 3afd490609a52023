package import APIMachinery
package import JSON

/// Renders OpenAPI v3 documents, each of which describes what stands below one path, as Kubernetes divides them.
///
/// The bytes depend on the definitions alone: members are in alphabetical order.
package enum OpenAPIDocument {
    /// The document of a group and version: its resources' paths, and the schemas of all types that these name.
    ///
    /// - Parameters:
    ///   - groupVersion: The group and version.
    ///   - set: The definitions: the resources of the group and version, and every type that can be reached from them.
    ///   - title: The title of the API.
    ///   - includesDescriptions: Whether texts for people are rendered.
    package static func groupVersion(
        _ groupVersion: APIVersion, of set: DefinitionSet, title: String = "Kubernetes",
        includesDescriptions: Bool = true
    ) -> JSONValue {
        var paths = OpenAPIPaths(groupVersion, types: set.types)
        for resource in set.resources where resource.groupVersion == groupVersion { paths.add(resource) }
        return document(
            paths.rendered, mentioning: paths.mentioned, types: set.types, in: groupVersion, title: title,
            includesDescriptions: includesDescriptions)
    }

    /// The document of a group, which tells its versions.
    package static func group(_ group: String, of types: [TypeName: TypeDefinition], title: String = "Kubernetes")
        -> JSONValue
    {
        let name = GroupNames(group)
        return single(
            "/apis/\(group)/", "get information of a group", operation: "get\(name.upper)APIGroup", tag: name.lower,
            answer: meta("APIGroup"), types: types, title: title)
    }

    /// The document of `/api/`, which tells the versions of the core group.
    package static func coreVersions(of types: [TypeName: TypeDefinition], title: String = "Kubernetes") -> JSONValue {
        single(
            "/api/", "get available API versions", operation: "getCoreAPIVersions", tag: "core",
            answer: meta("APIVersions"),
            types: types, title: title)
    }

    /// The document of `/apis/`, which tells all other groups.
    package static func groups(of types: [TypeName: TypeDefinition], title: String = "Kubernetes") -> JSONValue {
        single(
            "/apis/", "get available API versions", operation: "getAPIVersions", tag: "apis",
            answer: meta("APIGroupList"),
            types: types, title: title)
    }

    /// The document of `/version/`, which tells the version of the server.
    package static func version(of types: [TypeName: TypeDefinition], title: String = "Kubernetes") -> JSONValue {
        single(
            "/version/", "get the version information for this server", operation: "getCodeVersion", tag: "version",
            answer: "io.k8s.apimachinery.pkg.version.Info", mediaTypes: ["application/json"], types: types, title: title
        )
    }

    /// The name of a type that all groups share.
    static func meta(_ name: String) -> TypeName {
        "io.k8s.apimachinery.pkg.apis.meta.v1.\(name)"
    }

    private static func single(
        _ path: String, _ description: String, operation: String, tag: String, answer: TypeName,
        mediaTypes: [String] = OpenAPIMediaTypes.all, types: [TypeName: TypeDefinition], title: String
    ) -> JSONValue {
        let get = OpenAPIOperation(
            description: description, id: operation, tag: tag, responses: [("200", "OK", answer)],
            mediaTypes: mediaTypes)
        let paths: JSONObject = [path: ["get": get.rendered]]
        return document(paths, mentioning: [answer], types: types, in: nil, title: title, includesDescriptions: true)
    }

    private static func document(
        _ paths: JSONObject, mentioning names: [TypeName], types: [TypeName: TypeDefinition],
        in groupVersion: APIVersion?,
        title: String, includesDescriptions: Bool
    ) -> JSONValue {
        let renderer = OpenAPISchemaRenderer(types: types, includesDescriptions: includesDescriptions)
        let schemas = closure(of: names, types).compactMap { name -> (String, JSONValue)? in
            if let wellKnown = WellKnownType(typeName: name) { return (name, .object(renderer.component(wellKnown))) }
            return types[name].map { (name, .object(renderer.component($0, in: groupVersion))) }
        }
        let token: JSONValue = [
            "description": "Bearer Token authentication", "in": "header", "name": "authorization", "type": "apiKey",
        ]
        return [
            "components": [
                "schemas": .object(JSONObject(uniqueKeysWithValues: schemas)),
                "securitySchemes": ["BearerToken": token],
            ],
            "info": ["title": .string(title), "version": "unversioned"],
            "openapi": "3.0.0",
            "paths": .object(paths),
            "security": [["BearerToken": []]],
        ]
    }

    /// The names of all types that can be reached from some, sorted.
    static func closure(of names: [TypeName], _ types: [TypeName: TypeDefinition]) -> [TypeName] {
        var found: Set<TypeName> = []
        var pending = names
        func collect(_ schema: Schema) {
            switch schema.type {
            case .reference(let name): pending.append(name)
            case .array(let array): collect(array.items)
            case .map(let map): collect(map.values)
            case .object(let object): for field in object.fields { collect(field.schema) }
            default: if let wellKnown = WellKnownType(schema.type) { found.insert(wellKnown.typeName) }
            }
        }
        while let name = pending.popLast() {
            guard found.insert(name).inserted, let type = types[name] else { continue }
            collect(type.schema)
            if let message = type.protobuf, message.form != .fields, message.form != .list, message.form != .raw {
                // What the type may hold is not in its schema.
                pending.append("\(ProtobufMessage.package(of: name)).\(ProtobufMessage.schemaTypeLabel)")
            }
        }
        return found.sorted()
    }
}

/// A group's name in the names of operations and tags: `rbac.authorization.k8s.io` is `RbacAuthorization`.
struct GroupNames {
    let upper: String
    let lower: String

    init(_ group: String) {
        let name = group.isEmpty ? "core" : group.hasSuffix(".k8s.io") ? String(group.dropLast(7)) : group
        let labels = name.split { $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        upper = labels.joined()
        lower = upper.prefix(1).lowercased() + upper.dropFirst()
    }
}
