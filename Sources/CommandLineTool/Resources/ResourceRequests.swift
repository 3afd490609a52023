internal import APIClient
internal import APIMachinery
internal import HTTPTypes
internal import JSON

/// The requests that commands make of resources; answers are JSON of whatever form was asked for.
struct ResourceRequests: Sendable {
    private let executor: RequestExecutor

    init(sender: any RequestSender) {
        executor = RequestExecutor(sender: sender)
    }

    /// The media types of a Table, and of what is shown where a server has none.
    static let tableTypes = """
        application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json
        """
    static let json = "application/json"

    func path(
        _ resource: ServerResource, _ namespace: String?, _ name: String? = nil, subresource: String? = nil
    ) -> ResourcePath {
        ResourcePath(
            resource: resource.resource, namespace: resource.scope == .namespaced ? namespace : nil, name: name,
            subresource: subresource)
    }

    func value(
        _ method: HTTPRequest.Method, _ path: ResourcePath, query: QueryParameters = QueryParameters(),
        contentType: String = json, accept: String = json, body: [UInt8]? = nil
    ) async throws -> JSONValue {
        .object(
            try await executor.value(
                UnstructuredObject.self, method, path, query: query, accept: accept, contentType: contentType,
                body: body
            ).json)
    }

    /// The frames of a watch.
    func watch(_ path: ResourcePath, query: QueryParameters, accept: String) async throws -> ByteChunks {
        var query = query
        query.append("watch", "true")
        return try await executor.send(.get, path, query: query, accept: accept).body.asChunks
    }

    /// What a path that belongs to no resource answers.
    func bytes(_ target: String, accept: String = json) async throws -> [UInt8] {
        try await executor.send(.get, target: target, headerFields: [.accept: accept]).body.collect()
    }

    /// What a path answers, as it comes.
    func chunks(
        _ method: HTTPRequest.Method, _ target: String, body: [UInt8]? = nil
    ) async throws -> ByteChunks {
        var fields: HTTPFields = [.accept: "application/json, */*"]
        if body != nil { fields[.contentType] = Self.json }
        return try await executor.send(method, target: target, headerFields: fields, body: body).body.asChunks
    }
}
