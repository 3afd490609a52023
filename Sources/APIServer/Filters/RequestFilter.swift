import APIMachinery

/// Answers a request.
typealias RequestHandler = @Sendable (APIRequest, RequestContext) async throws -> APIResponse

/// Something that every request passes on its way to the router.
protocol RequestFilter: Sendable {
    /// Handles a request itself or passes it on.
    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
}

extension [any RequestFilter] {
    /// The handler in which the filters stand around another, the first outermost.
    func around(_ handler: @escaping RequestHandler) -> RequestHandler {
        reversed().reduce(handler) { next, filter in
            { request, context in try await filter.handle(request, context, next: next) }
        }
    }
}
