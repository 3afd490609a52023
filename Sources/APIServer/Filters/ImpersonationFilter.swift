import APIMachinery
import HTTPTypes

/// Lets a user act as another where the `Impersonate-` headers ask for it and authorization allows it, value by value.
///
/// Source: "User impersonation" in Kubernetes' documentation of authentication; the questions put to authorization are
/// those of kube-apiserver.
struct ImpersonationFilter: RequestFilter {
    let errors: ErrorAnswer
    let authorizer: any Authorizer

    private static let prefix = "impersonate-"
    private static let extraPrefix = "impersonate-extra-"
    private static let serviceAccountPrefix = "system:serviceaccount:"
    /// The group of what authentication knows but users and groups, such as uids.
    private static let authenticationGroup = "authentication.k8s.io"

    func handle(_ request: APIRequest, _ context: RequestContext, next: @escaping RequestHandler) async throws
        -> APIResponse
    {
        guard let requester = context.user,
            request.head.headerFields.contains(where: { $0.name.canonicalName.hasPrefix(Self.prefix) })
        else { return try await next(request, context) }
        let user: UserInfo
        do {
            user = try Self.user(in: request.head.headerFields)
            for question in Self.questions(user, by: requester) {
                switch try await authorizer.decide(question) {
                case .allowed: break
                case .denied(let reason), .noOpinion(let reason): throw question.forbidden(reason)
                }
            }
        } catch let error as APIError {
            return errors.response(to: error, request)
        }
        var request = request
        let names = request.head.headerFields.map(\.name).filter { $0.canonicalName.hasPrefix(Self.prefix) }
        for name in names { request.head.headerFields[values: name] = [] }
        var context = context
        context.user = Self.withStandardGroups(user)
        context.record.user = context.user
        return try await next(request, context)
    }

    /// The user that headers describe.
    ///
    /// - Throws: `APIError` 400 where they describe one without a name.
    private static func user(in fields: HTTPFields) throws -> UserInfo {
        var user = UserInfo(name: "")
        for field in fields {
            let name = field.name.canonicalName
            switch name {
            case "impersonate-user": user.name = field.value
            case "impersonate-uid": user.uid = field.value
            case "impersonate-group": user.groups.append(field.value)
            case _ where name.hasPrefix(extraPrefix):
                // Names of headers are no place for all characters, so these come percent-encoded.
                let encoded = String(name.dropFirst(extraPrefix.count))
                let key = encoded.percentDecoded() ?? encoded
                user.extra[key, default: []].append(field.value)
            case _ where name.hasPrefix(prefix):
                throw APIError.badRequest(
                    "unknown header \(name): there are Impersonate-User, -Uid, -Group and -Extra-KEY")
            default: break
            }
        }
        guard !user.name.isEmpty else {
            throw APIError.badRequest("impersonation needs the header Impersonate-User beside the others")
        }
        return user
    }

    /// What the requester has to be allowed to act as the user: each part of what the user is.
    private static func questions(_ user: UserInfo, by requester: UserInfo) -> [AuthorizationAttributes] {
        func question(_ group: String, _ resource: String, _ name: String, _ subresource: String = "")
            -> AuthorizationAttributes
        {
            AuthorizationAttributes(
                user: requester, verb: .impersonate, group: group, version: "v1", resource: resource,
                subresource: subresource, name: name)
        }
        var questions: [AuthorizationAttributes] = []
        if let account = serviceAccount(user.name) {
            var attributes = question("", "serviceaccounts", account.name)
            attributes.namespace = account.namespace
            questions.append(attributes)
        } else {
            questions.append(question("", "users", user.name))
        }
        questions += user.groups.map { question("", "groups", $0) }
        if !user.uid.isEmpty { questions.append(question(authenticationGroup, "uids", user.uid)) }
        for (key, values) in user.extra.sorted(by: { $0.key < $1.key }) {
            questions += values.map { question(authenticationGroup, "userextras", $0, key) }
        }
        return questions
    }

    /// The user in the groups that authentication would have put it in.
    private static func withStandardGroups(_ user: UserInfo) -> UserInfo {
        var user = user
        if user.groups.isEmpty, let account = serviceAccount(user.name) {
            user.groups = ["system:serviceaccounts", "system:serviceaccounts:\(account.namespace)"]
        }
        if user.name == UserInfo.anonymous.name {
            if user.groups.isEmpty { user.groups = UserInfo.anonymous.groups }
            return user
        }
        return user.authenticated()
    }

    /// The namespace and name in the user name of a service account.
    private static func serviceAccount(_ name: String) -> (namespace: String, name: String)? {
        guard name.hasPrefix(serviceAccountPrefix) else { return nil }
        let parts = name.dropFirst(serviceAccountPrefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}
