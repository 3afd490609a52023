internal import HTTPTypes
public import JSON

/// The objects of one resource on a server.
///
/// Which methods there are follows from the capabilities of the resource: `delete` on a kind whose definition lacks
/// that verb does not compile. All throw ``APIError`` where the server refuses, what the sender throws where there is
/// no answer, and `CancellationError` where the task is cancelled.
public struct ResourceClient<Resource: APIResource>: Sendable {
    let executor: RequestExecutor
    /// The namespace that the client works in; `nil` for cluster-scoped resources, and for all namespaces at once.
    public let namespace: String?

    /// The whole resource: all namespaces, where it has any.
    public init(sender: any RequestSender) {
        self.init(executor: RequestExecutor(sender: sender), namespace: nil)
    }

    init(executor: RequestExecutor, namespace: String?) {
        self.executor = executor
        self.namespace = namespace
    }

    /// The path of all objects that the client works on.
    func collectionPath() -> ResourcePath {
        ResourcePath(resource: Resource.groupVersionResource, namespace: namespace)
    }

    /// The path of an object.
    func path(_ name: String, subresource: String? = nil, namespace other: String? = nil) throws(APIError)
        -> ResourcePath
    {
        let namespace = namespace ?? other
        guard Resource.scope == .cluster || namespace != nil else {
            throw .badRequest("\(Resource.plural) are namespaced: call namespace(_:) first")
        }
        return ResourcePath(
            resource: Resource.groupVersionResource, namespace: Resource.scope == .cluster ? nil : namespace,
            name: name,
            subresource: subresource)
    }

    /// The path of an object that is sent.
    func path(of object: Resource, subresource: String? = nil) throws(APIError) -> ResourcePath {
        guard let name = object.metadata.name, !name.isEmpty else {
            throw .badRequest("metadata.name: the object has no name")
        }
        return try path(name, subresource: subresource, namespace: object.metadata.namespace)
    }

    // MARK: Subresources

    /// Gets a subresource of an object.
    ///
    /// - Parameters:
    ///   - subresource: Its name, such as `status`.
    ///   - name: The object's name.
    ///   - type: What the answer is.
    public func getSubresource<Answer: JSONDecodable>(
        _ subresource: String, of name: String, as type: Answer.Type = Answer.self, options: GetOptions = GetOptions()
    ) async throws -> Answer {
        try await executor.value(Answer.self, .get, path(name, subresource: subresource), query: options.query)
    }

    /// Sends a body to a subresource of an object, such as a binding or a request for a token.
    public func createSubresource<Answer: JSONDecodable>(
        _ subresource: String, of name: String, _ body: some JSONEncodable, as type: Answer.Type = Answer.self,
        options: CreateOptions = CreateOptions()
    ) async throws -> Answer {
        try await executor.value(
            Answer.self, .post, path(name, subresource: subresource), query: options.query, body: body.encodedJSON())
    }

    /// Replaces a subresource of an object.
    public func updateSubresource<Answer: JSONDecodable>(
        _ subresource: String, of name: String, _ body: some JSONEncodable, as type: Answer.Type = Answer.self,
        options: UpdateOptions = UpdateOptions()
    ) async throws -> Answer {
        try await executor.value(
            Answer.self, .put, path(name, subresource: subresource), query: options.query, body: body.encodedJSON())
    }
}

extension ResourceClient where Resource: NamespacedResource {
    /// The same resource in one namespace.
    public func namespace(_ name: String) -> ResourceClient {
        ResourceClient(executor: executor, namespace: name)
    }
}
