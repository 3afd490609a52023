internal import APIClient
internal import APIMachinery
internal import JSON

/// Turns what a command line names into the objects that it is about: files, directories, URLs and standard input;
/// `TYPE`, `TYPE NAME…`, `TYPE/NAME…`, several types and categories; selectors and namespaces.
///
/// Every command builds what it works on here, so that all understand the same words.
struct ResourceBuilder {
    let session: Session
    /// The files; `nil` for none.
    var files: FileOptions?
    /// The arguments.
    var arguments: [String] = []
    var labelSelector = ""
    var fieldSelector = ""
    /// Whether a type alone means all its objects.
    var selectsAll = false
    var allNamespaces = false
    /// What the tool is called, for messages.
    var tool = "apusctl"

    init(_ session: Session) { self.session = session }

    /// What a command line is about.
    struct Targets {
        var items: [ResourceItem]
        /// What could not be found out; the items are right nevertheless.
        var errors: [any Error] = []
        /// Whether the command line names one object, rather than some that may be one.
        var isSingle = false
        /// Whether it names objects of several types one by one.
        var namesSeveralTypes = false
    }

    private var namespace: String? { allNamespaces ? nil : session.namespace }

    /// Reads the files, or finds the resources that the arguments name.
    func targets() async throws -> Targets {
        if let files, !files.isEmpty {
            guard arguments.isEmpty else {
                throw CommandError(
                    arguments.contains { $0.contains("/") }
                        ? "resource/name arguments cannot be provided when a path is specified"
                        : "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well"
                )
            }
            return try await fileTargets(files)
        }
        guard let first = arguments.first else { return Targets(items: []) }
        if arguments.contains(where: { $0.contains("/") }) { return try await pairTargets() }
        let resources = try await types(first)
        let names = Array(arguments.dropFirst())
        guard !names.isEmpty else { return try collectionTargets(resources) }
        try checkNamed()
        if names.contains("") { throw CommandError("resource name may not be empty") }
        let items = resources.flatMap { resource in
            names.map { ResourceItem(resource: resource, namespace: space(of: resource), name: $0) }
        }
        return Targets(items: items, isSingle: items.count == 1)
    }

    private func space(of resource: ServerResource) -> String? { resource.scope == .namespaced ? namespace : nil }

    private func checkNamed() throws(CommandError) {
        guard labelSelector.isEmpty, fieldSelector.isEmpty, !selectsAll else {
            throw CommandError("name cannot be provided when a selector is specified")
        }
        guard !allNamespaces else {
            throw CommandError("a resource cannot be retrieved by name across all namespaces")
        }
    }

    private func collectionTargets(_ resources: [ServerResource]) throws(CommandError) -> Targets {
        guard selectsAll || !labelSelector.isEmpty || !fieldSelector.isEmpty else {
            throw CommandError("resource(s) were provided, but no name was specified")
        }
        return Targets(items: resources.map { ResourceItem(resource: $0, namespace: space(of: $0)) })
    }

    private func pairTargets() async throws -> Targets {
        try checkNamed()
        var items: [ResourceItem] = []
        for argument in arguments {
            let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count > 1 else {
                throw CommandError(
                    "there is no need to specify a resource type as a separate argument when passing arguments in "
                        + "resource/name form (e.g. '\(tool) get resource/<resource_name>' instead of '\(tool) get "
                        + "resource resource/<resource_name>'")
            }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw CommandError("arguments in resource/name form must have a single resource and name")
            }
            for resource in try await types(parts[0]) {
                items.append(ResourceItem(resource: resource, namespace: space(of: resource), name: parts[1]))
            }
        }
        return Targets(
            items: items, isSingle: items.count == 1,
            namesSeveralTypes: Set(items.map(\.resource.resource)).count > 1)
    }

    /// The resources of `pods,svc`, categories included, each once.
    private func types(_ text: String) async throws -> [ServerResource] {
        var resources: [ServerResource] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            let found: [ServerResource]
            do {
                found = [try await session.finder.resource(named: name)]
            } catch let error as CommandError {
                guard let all = try await session.finder.resources(inCategory: name) else { throw error }
                found = all
            }
            for resource in found where !resources.contains(where: { $0.resource == resource.resource }) {
                resources.append(resource)
            }
        }
        return resources
    }

    // MARK: Files

    private func fileTargets(_ files: FileOptions) async throws -> Targets {
        var targets = Targets(items: [])
        for source in try ManifestSource.sources(files) {
            let bytes =
                switch source {
                case .standardInput: try await session.environment.readInput()
                case .url(let url): try await session.environment.download(url)
                case .file(let path): try LocalFiles.read(path)
                case .kustomization(let directory): try await session.environment.programs.kustomize(directory)
                }
            var objects: [JSONObject] = []
            var failure: CommandError?
            do {
                try Manifest.read(bytes, source: source.name, into: &objects)
            } catch {
                failure = error
            }
            for object in objects {
                do {
                    targets.items.append(try await item(object, source.name))
                } catch let error as CommandError {
                    targets.errors.append(error)
                }
            }
            if let failure { targets.errors.append(failure) }
        }
        targets.isSingle = targets.items.count == 1 && files.names.count <= 1
        return targets
    }

    /// The item that an object of a manifest is.
    func item(_ object: JSONObject, _ source: String) async throws -> ResourceItem {
        var object = UnstructuredObject(object)
        guard let kind = object.groupVersionKind else {
            throw CommandError("\(source): \(quoted(object.apiVersion)) is no group and version")
        }
        guard let resource = try await session.finder.resource(of: kind) else {
            let version = APIVersion(group: kind.group, version: kind.version)
            throw CommandError(
                "resource mapping not found for name: \(quoted(object.name ?? "")) namespace: "
                    + "\(quoted(object.namespace ?? "")) from \(quoted(source)): no matches for kind "
                    + "\(quoted(kind.kind)) in version \(quoted("\(version)"))\nensure CRDs are installed first")
        }
        var item = ResourceItem(resource: resource, name: object.name, source: source)
        if resource.scope == .namespaced {
            let own = object.namespace ?? ""
            if own.isEmpty {
                object.namespace = session.namespace
            } else if session.isNamespaceEnforced, own != session.namespace {
                throw CommandError(
                    "the namespace from the provided object \(quoted(own)) does not match the namespace "
                        + "\(quoted(session.namespace)). You must pass '--namespace=\(own)' to perform this operation.")
            }
            item.namespace = object.namespace
        }
        item.object = object.json
        return item
    }
}
