internal import APIMachinery
internal import JSON

/// The paths of the resources of a group and version.
struct OpenAPIPaths {
    private let groupVersion: APIVersion
    private let types: [TypeName: TypeDefinition]
    private let kinds: [GroupVersionKind: TypeName]
    private let names: GroupNames
    /// The version in the names of operations, such as `CoreV1`.
    private let prefix: String
    private let tag: String
    private var paths: [(path: String, item: JSONValue)] = []
    /// The types that operations name.
    private(set) var mentioned: [TypeName] = [OpenAPIDocument.meta("APIResourceList")]

    init(_ groupVersion: APIVersion, types: [TypeName: TypeDefinition]) {
        self.groupVersion = groupVersion
        self.types = types
        var kinds: [GroupVersionKind: TypeName] = [:]
        for type in types.values where !type.isInEveryGroup {
            for kind in type.kinds { kinds[kind] = type.name }
        }
        self.kinds = kinds
        names = GroupNames(groupVersion.group)
        prefix = names.upper + groupVersion.version.prefix(1).uppercased() + groupVersion.version.dropFirst()
        tag = "\(names.lower)_\(groupVersion.version)"
        let get = OpenAPIOperation(
            description: "get available resources", id: "get\(prefix)APIResources", tag: tag,
            responses: [("200", "OK", OpenAPIDocument.meta("APIResourceList"))], mediaTypes: OpenAPIMediaTypes.all)
        paths.append(("\(groupVersion.path)/", ["get": get.rendered]))
    }

    var rendered: JSONObject {
        JSONObject(uniqueKeysWithValues: paths.sorted { $0.path < $1.path }.map { ($0.path, $0.item) })
    }

    // MARK: Resources

    /// What operations on one resource have in common.
    private struct Place {
        let resource: ResourceDefinition
        /// `Namespaced` for resources in a namespace.
        let scope: String
        /// The path of the resource's lists.
        let path: String
        /// The parameters of that path.
        let parameters: [JSONValue]
        let mediaTypes: [String]
        let listType: TypeName

        var kind: GroupVersionKind { resource.groupVersionKind }
        var itemPath: String { "\(path)/{name}" }
        /// The parameters of an object's path.
        var itemParameters: [JSONValue] { [OpenAPIParameters.name(of: resource.kind)] + parameters }
    }

    mutating func add(_ resource: ResourceDefinition) {
        let isNamespaced = resource.scope == .namespaced
        let listKind = resource.listKind.map {
            GroupVersionKind(group: resource.group, version: resource.version, kind: $0)
        }
        let place = Place(
            resource: resource, scope: isNamespaced ? "Namespaced" : "",
            path: groupVersion.path + (isNamespaced ? "/namespaces/{namespace}/" : "/") + resource.plural,
            parameters: (isNamespaced ? [OpenAPIParameters.namespace] : []) + [OpenAPIParameters.pretty],
            mediaTypes: types[resource.typeName]?.protobuf == nil
                ? OpenAPIMediaTypes.withoutProtobuf : OpenAPIMediaTypes.all,
            listType: listKind.flatMap { kinds[$0] } ?? "\(resource.typeName)List")
        addCollection(place)
        addItem(place)
        if isNamespaced { addAllNamespaces(place) }
        if resource.verbs.contains(.watch) { addWatches(place) }
        for subresource in resource.subresources { add(subresource, of: place) }
    }

    private mutating func add(
        _ path: String, _ operations: [(method: String, operation: OpenAPIOperation)], _ parameters: [JSONValue]
    ) {
        guard !operations.isEmpty else { return }
        for (_, operation) in operations {
            mentioned += operation.body.map(\.type)
            mentioned += operation.responses.compactMap(\.type)
        }
        let methods = operations.map { ($0.method, $0.operation.rendered) } + [("parameters", .array(parameters))]
        paths.append((path, .object(JSONObject(uniqueKeysWithValues: methods.sorted { $0.0 < $1.0 }))))
    }

    private func operation(
        _ description: String, _ verb: String, _ subject: String, action: String, at place: Place,
        answers: [String] = ["200"],
        type: TypeName?, parameters: [JSONValue] = []
    ) -> OpenAPIOperation {
        let texts = ["200": "OK", "201": "Created", "202": "Accepted"]
        return OpenAPIOperation(
            description: description, id: "\(verb)\(prefix)\(subject)", tag: tag, action: action, kind: place.kind,
            parameters: parameters, responses: answers.map { ($0, texts[$0, default: ""], type) },
            mediaTypes: place.mediaTypes)
    }

    private mutating func addCollection(_ place: Place) {
        let resource = place.resource
        let subject = place.scope + resource.kind
        var operations: [(String, OpenAPIOperation)] = []
        if resource.verbs.contains(.list) {
            operations.append(("get", list(place, subject: subject, parameters: OpenAPIParameters.list)))
        }
        if resource.verbs.contains(.create) {
            var create = operation(
                "create \(Self.article(resource.kind)) \(resource.kind)", "create", subject, action: "post", at: place,
                answers: ["200", "201", "202"], type: resource.typeName, parameters: OpenAPIParameters.create)
            create.body = [("*/*", resource.typeName)]
            operations.append(("post", create))
        }
        if resource.verbs.contains(.deleteCollection) {
            var delete = operation(
                "delete collection of \(resource.kind)", "delete", "Collection\(subject)", action: "deletecollection",
                at: place,
                type: OpenAPIDocument.meta("Status"), parameters: OpenAPIParameters.deleteCollection)
            delete.mediaTypes = OpenAPIMediaTypes.all
            delete.body = [("*/*", OpenAPIDocument.meta("DeleteOptions"))]
            delete.bodyIsRequired = false
            operations.append(("delete", delete))
        }
        add(place.path, operations, place.parameters)
    }

    private func list(_ place: Place, subject: String, parameters: [JSONValue]) -> OpenAPIOperation {
        let isWatched = place.resource.verbs.contains(.watch)
        var list = operation(
            isWatched
                ? "list or watch objects of kind \(place.resource.kind)"
                : "list objects of kind \(place.resource.kind)", "list",
            subject, action: "list", at: place, type: place.listType, parameters: parameters)
        if isWatched { list.mediaTypes = OpenAPIMediaTypes.streaming(place.mediaTypes) }
        return list
    }

    private mutating func addAllNamespaces(_ place: Place) {
        guard place.resource.verbs.contains(.list) else { return }
        let list = list(place, subject: "\(place.resource.kind)ForAllNamespaces", parameters: [])
        add(
            "\(groupVersion.path)/\(place.resource.plural)", [("get", list)],
            (OpenAPIParameters.list + [OpenAPIParameters.pretty]).sorted { Self.name($0) < Self.name($1) })
    }

    private static func name(_ parameter: JSONValue) -> String {
        parameter["name"]?.stringValue ?? ""
    }

    private mutating func addItem(_ place: Place) {
        let resource = place.resource
        let subject = place.scope + resource.kind
        var operations: [(String, OpenAPIOperation)] = []
        if resource.verbs.contains(.get) {
            operations.append(
                (
                    "get",
                    operation(
                        "read the specified \(resource.kind)", "read", subject, action: "get", at: place,
                        type: resource.typeName)
                ))
        }
        operations += writes(
            of: resource.verbs, "the specified \(resource.kind)", subject, at: place, kind: place.kind,
            type: resource.typeName)
        if resource.verbs.contains(.delete) {
            operations.append(
                (
                    "delete",
                    delete(
                        "\(Self.article(resource.kind)) \(resource.kind)", subject, at: place,
                        answersObject: resource.deletionAnswer == .object)
                ))
        }
        add(place.itemPath, operations, place.itemParameters)
    }

    private func delete(_ object: String, _ subject: String, at place: Place, answersObject: Bool = false)
        -> OpenAPIOperation
    {
        var delete = operation(
            "delete \(object)", "delete", subject, action: "delete", at: place, answers: ["200", "202"],
            type: answersObject ? place.resource.typeName : OpenAPIDocument.meta("Status"),
            parameters: OpenAPIParameters.delete)
        delete.mediaTypes = answersObject ? place.mediaTypes : OpenAPIMediaTypes.all
        delete.body = [("*/*", OpenAPIDocument.meta("DeleteOptions"))]
        delete.bodyIsRequired = false
        return delete
    }

    /// PUT and PATCH of an object or subresource.
    private func writes(
        of verbs: [Verb], _ object: String, _ subject: String, at place: Place, kind: GroupVersionKind, type: TypeName
    ) -> [(String, OpenAPIOperation)] {
        var operations: [(String, OpenAPIOperation)] = []
        if verbs.contains(.update) {
            var replace = operation(
                "replace \(object)", "replace", subject, action: "put", at: place, answers: ["200", "201"], type: type,
                parameters: OpenAPIParameters.create)
            replace.kind = kind
            replace.body = [("*/*", type)]
            operations.append(("put", replace))
        }
        if verbs.contains(.patch) {
            var patch = operation(
                "partially update \(object)", "patch", subject, action: "patch", at: place, answers: ["200", "201"],
                type: type,
                parameters: OpenAPIParameters.patch)
            patch.kind = kind
            var mediaTypes = [
                "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json",
            ]
            if place.resource.isNormalized { mediaTypes.append("application/strategic-merge-patch+json") }
            patch.body = mediaTypes.map { ($0, OpenAPIDocument.meta("Patch")) }
            operations.append(("patch", patch))
        }
        return operations
    }

    // MARK: Watches

    private mutating func addWatches(_ place: Place) {
        let resource = place.resource
        let root = "\(groupVersion.path)/watch"
        let parameters = { (extra: [JSONValue]) in
            (extra + [OpenAPIParameters.pretty] + OpenAPIParameters.list).sorted { Self.name($0) < Self.name($1) }
        }
        let ofList =
            "watch individual changes to a list of \(resource.kind). deprecated: list with the watch parameter instead."
        func watch(_ description: String, _ subject: String, _ action: String) -> OpenAPIOperation {
            var watch = operation(
                description, "watch", subject, action: action, at: place, type: OpenAPIDocument.meta("WatchEvent"))
            watch.mediaTypes = OpenAPIMediaTypes.streaming(place.mediaTypes)
            return watch
        }
        let namespaced = resource.scope == .namespaced
        let namespace = namespaced ? [OpenAPIParameters.namespace] : []
        let path = root + (namespaced ? "/namespaces/{namespace}/" : "/") + resource.plural
        let subject = place.scope + resource.kind
        add(path, [("get", watch(ofList, "\(subject)List", "watchlist"))], parameters(namespace))
        if namespaced {
            let all = watch(ofList, "\(resource.kind)ListForAllNamespaces", "watchlist")
            add("\(root)/\(resource.plural)", [("get", all)], parameters([]))
        }
        guard resource.verbs.contains(.get) else { return }
        let single = watch(
            "watch changes to an object of kind \(resource.kind). deprecated: list with the watch and fieldSelector parameters instead.",
            subject, "watch")
        add("\(path)/{name}", [("get", single)], parameters(namespace + [OpenAPIParameters.name(of: resource.kind)]))
    }

    // MARK: Subresources

    private mutating func add(_ subresource: Subresource, of place: Place) {
        let resource = place.resource
        let label = subresource.name.prefix(1).uppercased() + subresource.name.dropFirst()
        let subject = place.scope + resource.kind + label
        let path = "\(place.itemPath)/\(subresource.name)"
        let kind = subresource.kind ?? place.kind
        let answer = subresource.responseType ?? (subresource.kind == nil ? resource.typeName : nil)
        let request = subresource.requestType ?? (subresource.kind == nil ? resource.typeName : nil)
        guard let answer, let request else {
            addConnection(subresource, kind: kind, subject: subject, path: path, place)
            return
        }
        var operations: [(String, OpenAPIOperation)] = []
        let object = "\(subresource.name) of the specified \(resource.kind)"
        if subresource.verbs.contains(.get) {
            var read = operation("read \(object)", "read", subject, action: "get", at: place, type: answer)
            // A log is text.
            if subresource.name == "log", subresource.verbs == [.get] {
                read.responses = [("200", "OK", nil)]
                read.mediaTypes = [
                    OpenAPIMediaTypes.json, OpenAPIMediaTypes.protobuf, OpenAPIMediaTypes.yaml, "text/plain",
                ]
            }
            read.kind = kind
            operations.append(("get", read))
        }
        if subresource.verbs.contains(.create) {
            var create = operation(
                "create \(subresource.name) of \(Self.article(resource.kind)) \(resource.kind)", "create", subject,
                action: "post",
                at: place, answers: ["200", "201", "202"], type: answer, parameters: OpenAPIParameters.create)
            create.kind = kind
            create.body = [("*/*", request)]
            operations.append(("post", create))
        }
        operations += writes(of: subresource.verbs, object, subject, at: place, kind: kind, type: request)
        if subresource.verbs.contains(.delete) {
            var delete = delete(
                "\(subresource.name) of \(Self.article(resource.kind)) \(resource.kind)", subject, at: place)
            delete.kind = kind
            operations.append(("delete", delete))
        }
        add(path, operations, place.itemParameters)
    }

    /// A subresource whose requests and answers are no objects: a stream, or requests that are passed on.
    private mutating func addConnection(
        _ subresource: Subresource, kind: GroupVersionKind, subject: String, path: String, _ place: Place
    ) {
        let methods: [(Verb, [String])] = [
            (.get, ["get", "head", "options"]), (.create, ["post"]), (.update, ["put"]), (.patch, ["patch"]),
            (.delete, ["delete"]),
        ]
        // Only what passes requests on takes all methods.
        let passesOn = subresource.verbs.contains(.update)
        func operations(_ suffix: String) -> [(String, OpenAPIOperation)] {
            methods.filter { subresource.verbs.contains($0.0) }.flatMap { passesOn ? $0.1 : [$0.1[0]] }.map { method in
                let name = method.prefix(1).uppercased() + method.dropFirst()
                var connect = operation(
                    "connect \(method.uppercased()) requests to \(subresource.name) of \(place.resource.kind)",
                    "connect",
                    subject + suffix, action: "connect", at: place, type: nil)
                connect.id = "connect\(prefix)\(name)\(subject)\(suffix)"
                connect.kind = kind
                connect.mediaTypes = ["*/*"]
                return (method, connect)
            }
        }
        add(path, operations(""), place.itemParameters)
        if passesOn {
            add("\(path)/{path}", operations("WithPath"), place.itemParameters + [OpenAPIParameters.remainingPath])
        }
    }

    private static func article(_ kind: String) -> String {
        kind.first.map { "AEIOU".contains($0) } == true ? "an" : "a"
    }
}
