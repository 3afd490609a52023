public import APIMachinery

/// What authorization is asked about: who wants to do what to what.
public struct AuthorizationAttributes: Sendable, Hashable {
    /// Who asks.
    public var user: UserInfo
    /// What is to be done.
    public var verb: Verb
    /// Whether it is about a resource; otherwise about ``path`` alone.
    public var isResource: Bool
    /// The API group; empty for the core group.
    public var group: String
    /// The API version.
    public var version: String
    /// The plural name of the resource.
    public var resource: String
    /// Empty for the object itself.
    public var subresource: String
    /// Empty for a collection.
    public var name: String
    /// Empty for all namespaces, and for resources of the cluster.
    public var namespace: String
    /// The path of the request.
    public var path: String

    /// A question about a resource.
    public init(
        user: UserInfo, verb: Verb, group: String, version: String, resource: String, subresource: String = "",
        name: String = "", namespace: String = "", path: String = ""
    ) {
        self.user = user
        self.verb = verb
        isResource = true
        self.group = group
        self.version = version
        self.resource = resource
        self.subresource = subresource
        self.name = name
        self.namespace = namespace
        self.path = path
    }

    /// A question about a path that is no resource's.
    public init(user: UserInfo, verb: Verb, path: String) {
        self.init(user: user, verb: verb, group: "", version: "", resource: "", path: path)
        isResource = false
    }

    /// The question that a request puts.
    init(_ info: RequestInfo, user: UserInfo) {
        if info.isResource {
            self.init(
                user: user, verb: info.verb, group: info.group, version: info.version, resource: info.resource,
                subresource: info.subresource, name: info.name, namespace: info.namespace, path: info.path)
        } else {
            self.init(user: user, verb: info.verb, path: info.path)
        }
    }

    /// The 403 that says that this is not allowed.
    ///
    /// - Parameter reason: What the authorizers say; nothing is added where it is empty.
    func forbidden(_ reason: String) -> APIError {
        let ending = reason.isEmpty ? "" : ": \(reason)"
        guard isResource else {
            return .forbidden("User \"\(user.name)\" cannot \(verb) path \"\(path)\"\(ending)")
        }
        let what = subresource.isEmpty ? resource : "\(resource)/\(subresource)"
        let scope = namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(namespace)\""
        return .forbidden(
            GroupResource(group: group, resource: resource), name: name,
            message: "User \"\(user.name)\" cannot \(verb) resource \"\(what)\" in API group \"\(group)\" "
                + "\(scope)\(ending)")
    }
}
