public import APIMachinery
import APISchema
public import HTTPTypes
public import JSON

/// A request that has been matched with an endpoint, and what an endpoint needs to answer it.
public struct EndpointCall: Sendable {
    /// The request.
    public let request: APIRequest
    /// What the request is about.
    public let info: RequestInfo
    /// The resource, in the version of the request.
    public let resource: ServedResource
    let context: RequestContext
    let server: ServerParts
    let transcoder: Transcoder
    /// The kind that the subresource's requests and answers are of, where it is not the resource's own.
    let exchanged: ServedResource?

    /// The parts of the server that endpoints use.
    struct ServerParts: Sendable {
        let registry: Registry
        let pipeline: WritePipeline
        let watches: WatchRegistry
        let limits: RequestLimits
    }

    /// Who makes the request; `nil` where that is not known.
    public var user: UserInfo? { context.user }
    /// What the client is warned of.
    public var warnings: WarningRecorder { context.warnings }
    /// The namespace of the objects; empty for resources of the cluster.
    public var namespace: String { resource.isNamespaced ? info.namespace : "" }
    /// The name of the object; empty for a collection.
    public var name: String { info.name }
    /// The subresource; `nil` for the object itself.
    public var subresource: String? { info.subresource.isEmpty ? nil : info.subresource }

    /// The namespace that a collection is of; `nil` for all.
    var scope: String? { resource.isNamespaced && !info.namespace.isEmpty ? info.namespace : nil }
    /// The kind of the request's and the answer's bodies.
    var body: ServedResource { exchanged ?? resource }

    func answerer(isWatch: Bool = false) throws -> Answerer {
        try Answerer(request, info.query, body, transcoder, isWatch: isWatch)
    }

    var reader: ObjectReader {
        ObjectReader(resource: body, transcoder: transcoder, warnings: context.warnings)
    }

    /// The options of a request that writes.
    ///
    /// - Parameter kind: The kind of the options, for errors.
    func options(_ kind: String) throws -> WriteOptions {
        try WriteOptions(info.query, kind: kind, user: context.user)
    }

    /// What the request says of what to list or watch.
    func listRequest(isWatch: Bool) async throws -> ListRequest {
        let size = (info.query["labelSelector"]?.utf8.count ?? 0) + (info.query["fieldSelector"]?.utf8.count ?? 0)
        return try await Work.run(size: size) { try ListRequest(info.query, resource: resource, isWatch: isWatch) }
    }

    // MARK: For endpoints of one's own

    /// The object in the request's body, decoded as the kind that the subresource takes.
    ///
    /// - Throws: `APIError` 400, 413 or 415 for what is none.
    public func sentObject() async throws -> JSONObject {
        let options = try options("CreateOptions")
        let body = try await reader.body(of: request)
        return try await Work.run(size: body.size) {
            try reader.object(body.bytes, body.encoding, options.fieldValidation)
        }
    }

    /// The object that the request names, as its version shows it.
    ///
    /// - Throws: `APIError` 404 where there is none.
    public func object() async throws -> JSONObject {
        let stored = try await server.registry.stored(resource, namespace: namespace, name: name)
        return try await Work.run(size: stored.size) { try server.registry.object(stored, resource).tree() }
    }

    /// Changes the object that the request names, through all stages of a write and with the rules of this endpoint. The
    /// change begins anew where somebody else changes the object meanwhile.
    ///
    /// - Returns: the object as it is stored by then.
    /// - Throws: `APIError` for what is refused; what the closure throws.
    @discardableResult
    public func change(_ make: @escaping @Sendable (JSONObject) throws -> JSONObject) async throws -> JSONObject {
        let outcome = try await write(.update, .change(make), try options("UpdateOptions"))
        return try await Work.run(size: outcome.object.size) {
            try server.registry.object(outcome.object, resource).tree()
        }
    }

    /// An answer with an object of the kind that the subresource answers, in the form that the client wants.
    public func answer(_ object: JSONObject, status: HTTPResponse.Status = .ok) throws -> APIResponse {
        var object = object
        if object["apiVersion"] == nil { object["apiVersion"] = .string(body.definition.apiVersion) }
        if object["kind"] == nil { object["kind"] = .string(body.definition.kind) }
        let stored = try server.registry.encoded(object, body).object
        return try answerer().object(stored, status: status)
    }

    /// An answer with a Status of success.
    public func answerSuccess(status: HTTPResponse.Status = .created) throws -> APIResponse {
        try answerer().status(Status(status: Status.success, code: Int32(status.code)), status)
    }

    // MARK: Writing

    /// Takes a write of the call's object through the pipeline.
    func write(
        _ operation: WriteRequest.Operation, _ source: WriteSource, _ options: WriteOptions, isStored: Bool = true
    ) async throws -> WriteOutcome {
        try await server.pipeline.run(
            WriteRequest(
                operation, resource, subresource: subresource, namespace: namespace, name: info.name, source: source,
                options: options, warnings: context.warnings, isStored: isStored))
    }

    /// The answer to a write: the object as the request's version shows it.
    func answer(_ outcome: WriteOutcome, _ answerer: Answerer) async throws -> APIResponse {
        try await answer(outcome.object, answerer, status: outcome.change == .created ? .created : .ok)
    }

    /// The answer with a stored object, as the request's version shows it.
    func answer(
        _ stored: StoredObject, _ answerer: Answerer, status: HTTPResponse.Status = .ok
    ) async throws -> APIResponse {
        let isCopied = answerer.form.isStored && server.registry.showsAsStored(stored, resource)
        return try await Work.run(size: isCopied ? 0 : stored.size) {
            try answerer.object(try server.registry.object(stored, resource), status: status)
        }
    }
}
