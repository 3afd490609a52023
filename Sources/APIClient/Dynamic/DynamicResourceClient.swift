public import APIMachinery
internal import HTTPTypes
public import JSON

/// The objects of a resource that is known only at run time, as JSON.
///
/// It has all verbs; the server says which ones the resource lacks. All methods throw as those of `ResourceClient` do.
public struct DynamicResourceClient: Sendable {
    /// The resource.
    public let resource: GroupVersionResource
    /// Whether its objects live in namespaces.
    public let scope: ResourceScope
    /// The namespace that the client works in; `nil` for cluster-scoped resources, and for all namespaces at once.
    public let namespace: String?

    private let executor: RequestExecutor

    /// The whole resource: all namespaces, where it has any.
    public init(sender: any RequestSender, resource: GroupVersionResource, scope: ResourceScope) {
        self.init(executor: RequestExecutor(sender: sender), resource: resource, scope: scope, namespace: nil)
    }

    private init(executor: RequestExecutor, resource: GroupVersionResource, scope: ResourceScope, namespace: String?) {
        self.executor = executor
        self.resource = resource
        self.scope = scope
        self.namespace = namespace
    }

    /// The same resource in one namespace; the same client for cluster-scoped resources, and where `name` is `nil`.
    public func namespace(_ name: String?) -> DynamicResourceClient {
        guard scope == .namespaced, let name else { return self }
        return DynamicResourceClient(executor: executor, resource: resource, scope: scope, namespace: name)
    }

    private var collection: ResourcePath { ResourcePath(resource: resource, namespace: namespace) }

    private func path(_ name: String, _ subresource: String? = nil) throws(APIError) -> ResourcePath {
        try requireNamespace()
        return ResourcePath(resource: resource, namespace: namespace, name: name, subresource: subresource)
    }

    private func path(of object: UnstructuredObject, _ subresource: String? = nil) throws(APIError) -> ResourcePath {
        guard let name = object.name, !name.isEmpty else {
            throw .badRequest("metadata.name: the object has no name")
        }
        return try inNamespace(of: object).path(name, subresource)
    }

    /// The client in the object's own namespace, where it has none itself.
    private func inNamespace(of object: UnstructuredObject) -> DynamicResourceClient {
        namespace == nil ? namespace(object.namespace) : self
    }

    private func requireNamespace() throws(APIError) {
        guard scope == .cluster || namespace != nil else {
            throw .badRequest("\(resource.resource) are namespaced: call namespace(_:) first")
        }
    }

    // MARK: Reading

    /// Gets an object.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - subresource: The subresource to get instead, such as `status` or `scale`.
    ///   - accept: The media types of answers that are understood: JSON of any form, such as a Table.
    ///   - options: How to do it.
    public func get(
        _ name: String, subresource: String? = nil, accept: String = "application/json",
        options: GetOptions = GetOptions()
    ) async throws -> UnstructuredObject {
        try await executor.value(
            UnstructuredObject.self, .get, path(name, subresource), query: options.query, accept: accept)
    }

    /// Lists objects: all of them, or a page where `options` has a limit.
    public func list(_ options: ListOptions = ListOptions()) async throws -> UnstructuredList {
        var options = options
        options.watch = nil
        return try await executor.value(UnstructuredList.self, .get, collection, query: options.query)
    }

    /// Lists objects in another form than a list, such as a Table.
    public func list(_ options: ListOptions = ListOptions(), accept: String) async throws -> UnstructuredObject {
        var options = options
        options.watch = nil
        return try await executor.value(UnstructuredObject.self, .get, collection, query: options.query, accept: accept)
    }

    /// Lists objects page by page, each page when it is asked for; see `ResourceClient.pages`.
    public func pages(_ options: ListOptions = ListOptions()) -> ListPages<UnstructuredList> {
        ListPages(options: options) { options in try await list(options) }
    }

    /// Watches objects; see `ResourceClient.watch`.
    ///
    /// - Parameters:
    ///   - options: Where to begin, and which objects.
    ///   - accept: The media types of answers that are understood: JSON of any form, such as Tables.
    public func watch(
        _ options: ListOptions = ListOptions(), accept: String = "application/json"
    ) async throws -> ResourceWatch<UnstructuredObject> {
        var options = options
        options.watch = true
        let response = try await executor.send(.get, collection, query: options.query, accept: accept)
        return ResourceWatch(chunks: response.body.asChunks)
    }

    /// The objects and their changes, without end; see ``ResumingWatch``.
    public func watching(
        _ options: ListOptions = ListOptions(), policy: ResumingWatch<UnstructuredObject>.Policy = .init()
    ) -> ResumingWatch<UnstructuredObject> {
        ResumingWatch(ListWatch(self), options: options, policy: policy)
    }

    // MARK: Writing

    /// Creates an object, in the client's namespace or else in the object's own.
    @discardableResult
    public func create(
        _ object: UnstructuredObject, options: CreateOptions = CreateOptions()
    ) async throws -> UnstructuredObject {
        let client = inNamespace(of: object)
        try client.requireNamespace()
        return try await executor.value(
            UnstructuredObject.self, .post, client.collection, query: options.query, body: object.encodedJSON())
    }

    /// Sends a body to a subresource of an object, such as a binding or a request for a token.
    @discardableResult
    public func create(
        _ subresource: String, of name: String, _ body: JSONValue, options: CreateOptions = CreateOptions()
    ) async throws -> UnstructuredObject {
        try await executor.value(
            UnstructuredObject.self, .post, path(name, subresource), query: options.query, body: body.serialized())
    }

    /// Replaces an object, or its subresource, such as `status`.
    @discardableResult
    public func update(
        _ object: UnstructuredObject, subresource: String? = nil, options: UpdateOptions = UpdateOptions()
    ) async throws -> UnstructuredObject {
        try await executor.value(
            UnstructuredObject.self, .put, path(of: object, subresource), query: options.query,
            body: object.encodedJSON())
    }

    /// Changes an object, or its subresource.
    @discardableResult
    public func patch(
        _ name: String, _ patch: ResourcePatch, subresource: String? = nil, options: PatchOptions = PatchOptions()
    ) async throws -> UnstructuredObject {
        try await executor.value(
            UnstructuredObject.self, .patch, path(name, subresource), query: options.query,
            contentType: patch.contentType, body: patch.body)
    }

    /// Makes an object be as this one says, in what it says (server-side apply); see `ResourceClient.apply`.
    @discardableResult
    public func apply(
        _ object: UnstructuredObject, fieldManager: String, force: Bool = false
    ) async throws -> UnstructuredObject {
        let patch = ResourcePatch.apply(object)
        return try await executor.value(
            UnstructuredObject.self, .patch, path(of: object),
            query: PatchOptions(force: force ? true : nil, fieldManager: fieldManager).query,
            contentType: patch.contentType, body: patch.body)
    }

    /// Deletes an object.
    ///
    /// - Returns: The object where it is still there, else a `Status`.
    @discardableResult
    public func delete(_ name: String, options: DeleteOptions = DeleteOptions()) async throws -> UnstructuredObject {
        try await executor.value(UnstructuredObject.self, .delete, path(name), body: options.encodedJSON())
    }

    /// Deletes all objects that `selection` selects, in the client's namespace.
    public func deleteCollection(
        _ selection: ListOptions = ListOptions(), options: DeleteOptions = DeleteOptions()
    ) async throws {
        try requireNamespace()
        var selection = selection
        selection.watch = nil
        let response = try await executor.send(
            .delete, collection, query: selection.query, body: options.encodedJSON())
        // The objects are in the answer; reading it to its end leaves the connection fit for use.
        for try await _ in response.body.asChunks {}
    }
}

extension Clientset {
    /// The client of a resource that is known only at run time.
    public func dynamic(_ resource: GroupVersionResource, scope: ResourceScope) -> DynamicResourceClient {
        DynamicResourceClient(sender: sender, resource: resource, scope: scope)
    }
}

extension ListWatch where Object == UnstructuredObject {
    /// The objects of a dynamic client.
    public init(_ client: DynamicResourceClient) {
        self.init(name: client.resource.groupResource.description) { options in
            let list = try await client.pages(options).collected()
            return Snapshot(objects: list.items, resourceVersion: list.metadata.resourceVersion ?? "")
        } watch: { options in
            try await client.watch(options)
        }
    }
}
