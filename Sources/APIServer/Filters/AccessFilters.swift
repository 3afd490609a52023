import APIMachinery
import HTTPTypes
import Logging

/// Finds out who makes a request, and refuses those whose credential is not accepted.
struct AuthenticationFilter: RequestFilter {
    let errors: ErrorAnswer
    let authenticators: [any Authenticator]
    let anonymous: AnonymousAccess
    let logger: Logger

    private static let challenge = HTTPField.Name("WWW-Authenticate")

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        if TokenAuthenticator.hasMisplacedToken(request.head.headerFields[.authorization]) {
            context.warnings.add(
                "the provided Authorization header contains extra space before the bearer token, and is ignored")
        }
        guard let user = try await user(of: request, context) else {
            var response = errors.response(to: .unauthorized(), request)
            if let name = Self.challenge { response.head.headerFields[name] = "Bearer" }
            return response
        }
        var context = context
        context.user = user
        context.record.user = user
        guard request.head.headerFields[.authorization] != nil else { return try await next(request, context) }
        // Nothing further in has any use for the secret.
        var request = request
        request.head.headerFields[.authorization] = nil
        return try await next(request, context)
    }

    /// The user; `nil` where the request is to be refused.
    private func user(of request: APIRequest, _ context: RequestContext) async throws -> UserInfo? {
        var fault: AuthenticationError?
        for authenticator in authenticators {
            do {
                if let user = try await authenticator.authenticate(request) { return user.authenticated() }
            } catch let error as AuthenticationError {
                fault = error
            }
        }
        if let fault {
            logger.info(
                "authentication failed",
                metadata: [
                    "audit-id": "\(context.auditID)", "peer": "\(request.peer.address ?? "")", "reason": "\(fault)",
                ])
            return nil
        }
        return anonymous.admits(context.info?.segments ?? []) ? .anonymous : nil
    }
}

/// Refuses what the user may not do.
struct AuthorizationFilter: RequestFilter {
    let errors: ErrorAnswer
    let authorizer: any Authorizer
    let table: ResourceTable

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let info = context.info, let user = context.user else {
            return errors.response(to: .unauthorized(), request)
        }
        do {
            // What may be done in a namespace says nothing of resources of the cluster, so a path that takes one for
            // the other must not come before the authorizers.
            if let resource = table.snapshot.resource(info.group, info.version, info.resource) {
                try ScopeCheck.check(info, resource)
            }
        } catch let error as APIError {
            return errors.response(to: error, request)
        }
        let attributes = AuthorizationAttributes(info, user: user)
        switch try await authorizer.decide(attributes) {
        case .allowed: return try await next(request, context)
        case .denied(let reason), .noOpinion(let reason):
            return errors.response(to: attributes.forbidden(reason), request)
        }
    }
}
