import APIMachinery
import APISchema
import HTTPTypes

/// Finds what answers a request: one of the server's own pages, or a resource.
struct Router: Sendable {
    let table: ResourceTable
    let resources: ResourceEndpoints
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
        guard let resource = snapshot.resource(info.group, info.version, info.resource), !info.hasExcess else {
            throw APIError.resourceNotFound()
        }
        // Kinds that are answered and never stored need code that answers them.
        guard resource.definition.isStored else { throw APIError.methodNotAllowed() }
        try check(info, resource)
        return try await resources.answer(
            ResourceEndpoints.Call(
                request: request, info: info, context: context, resource: resource, transcoder: resource.transcoder,
                scale: snapshot.scale))
    }

    /// Whether a resource can be asked for at such a path, and for what is asked.
    private func check(_ info: RequestInfo, _ resource: ServedResource) throws {
        // The old paths for watching are for that alone.
        if info.isWatchPath && info.verb != "watch" { throw APIError.methodNotAllowed() }
        try ScopeCheck.check(info, resource)
        if info.isInNamespace && !NameRules.pathSegment(info.namespace).isEmpty {
            throw APIError.badRequest("the namespace is malformed")
        }
        if !info.name.isEmpty && !NameRules.pathSegment(info.name).isEmpty {
            throw APIError.badRequest("the name is malformed")
        }
        if info.subresource.isEmpty {
            let isOfObject = ["get", "update", "patch", "delete"].contains(info.verb)
            let fits = info.verb == "watch" ? true : isOfObject != info.name.isEmpty
            guard let verb = Verb(rawValue: info.verb), fits, resource.definition.verbs.contains(verb) else {
                throw APIError.methodNotAllowed()
            }
            return
        }
        guard let subresource = resource.subresource(named: info.subresource),
            subresource.scale != nil || !resource.behavior.strategy.parts(of: info.subresource).isEmpty
        else {
            throw APIError.resourceNotFound()
        }
        guard let verb = Verb(rawValue: info.verb), subresource.verbs.contains(verb) else {
            throw APIError.methodNotAllowed()
        }
    }
}
