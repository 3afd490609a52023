import APIMachinery
import APISchema
import HTTPTypes

/// Finds what answers a request: one of the server's own pages, or a resource.
struct Router: Sendable {
    let table: ResourceTable
    let server: EndpointCall.ServerParts
    let pages: SystemPages
    let errors: ErrorAnswer

    /// Answers a request; failures become a Status.
    func answer(_ request: APIRequest, _ context: RequestContext) async throws -> APIResponse {
        do {
            guard let info = context.info else { throw APIError.badRequest("the request is malformed") }
            if !info.isResource { return try await pages.answer(request, info) }
            return try await answerResource(request, info, context)
        } catch let error as APIError {
            return errors.response(to: error, request)
        }
    }

    private func answerResource(_ request: APIRequest, _ info: RequestInfo, _ context: RequestContext) async throws
        -> APIResponse
    {
        let snapshot = table.snapshot
        guard let group = snapshot.group(info.group) else { return ErrorAnswer.pathNotFound }
        if let source = group.version(info.version)?.source {
            guard let user = context.user else { throw APIError.unauthorized() }
            return try await source.answer(request, info, user: user)
        }
        guard let resource = snapshot.resource(info.group, info.version, info.resource), !info.hasExcess,
            resource.isServed
        else {
            throw APIError.resourceNotFound()
        }
        let handler = try handler(for: info, resource)
        if let warning = resource.definition.deprecationWarning { context.warnings.add(warning) }
        return try await handler(
            EndpointCall(
                request: request, info: info, resource: resource, context: context, server: server,
                transcoder: resource.transcoder, exchanged: resource.exchangedKind(of: info.subresource)))
    }

    /// What answers a request for a resource.
    ///
    /// - Throws: `APIError` 404 or 405 where there is nothing at such a path, or nothing for what is asked.
    private func handler(for info: RequestInfo, _ resource: ServedResource) throws -> ServedEndpoint.Handler {
        // The old paths for watching are for that alone.
        if info.isWatchPath && info.verb != .watch { throw APIError.methodNotAllowed() }
        try ScopeCheck.check(info, resource)
        if info.isInNamespace && !NameRules.pathSegment(info.namespace).isEmpty {
            throw APIError.badRequest("the namespace is malformed")
        }
        if !info.name.isEmpty && !NameRules.pathSegment(info.name).isEmpty {
            throw APIError.badRequest("the name is malformed")
        }
        guard let endpoint = resource.endpoint(info.subresource) else { throw APIError.resourceNotFound() }
        guard let handler = endpoint.handler(info.verb),
            !info.subresource.isEmpty || Self.fits(info.verb, hasName: !info.name.isEmpty)
        else {
            throw APIError.methodNotAllowed()
        }
        return handler
    }

    /// Whether a verb is for one object or for a collection, as the path is.
    private static func fits(_ verb: Verb, hasName: Bool) -> Bool {
        switch verb {
        case .get, .update, .patch, .delete: hasName
        case .list, .create, .deleteCollection: !hasName
        default: verb == .watch
        }
    }
}
