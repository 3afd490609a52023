/// Where a resource, an object or a subresource is found on a server.
public struct ResourcePath: Sendable, Hashable {
    /// Group, version and plural name.
    public var resource: GroupVersionResource
    /// The namespace; `nil` for cluster-scoped resources, and for all namespaces at once.
    public var namespace: String?
    /// The object; `nil` for the whole resource.
    public var name: String?
    /// The subresource, such as `status`; only with a name.
    public var subresource: String?

    /// Makes a path.
    public init(
        resource: GroupVersionResource, namespace: String? = nil, name: String? = nil, subresource: String? = nil
    ) {
        self.resource = resource
        self.namespace = namespace
        self.name = name
        self.subresource = subresource
    }

    /// The path of the URL, percent-encoded: `/apis/apps/v1/namespaces/x/deployments/web/scale`.
    ///
    /// - Throws: ``APIError`` 400 for a segment that could mean another path: empty, `.`, `..`, with a `/` or a `%`.
    public func encoded() throws(APIError) -> String {
        var path = resource.group.isEmpty ? "/api" : "/apis/\(try Self.segment(resource.group, "group"))"
        path += "/\(try Self.segment(resource.version, "version"))"
        if let namespace { path += "/namespaces/\(try Self.segment(namespace, "namespace"))" }
        path += "/\(try Self.segment(resource.resource, "resource"))"
        if let name { path += "/\(try Self.segment(name, "name"))" }
        if let subresource {
            // Some subresources have paths below them: nodes/proxy/…
            for part in subresource.split(separator: "/", omittingEmptySubsequences: false) {
                path += "/\(try Self.segment(String(part), "subresource"))"
            }
        }
        return path
    }

    private static func segment(_ text: String, _ what: String) throws(APIError) -> String {
        if text.isEmpty { throw .badRequest("the \(what) may not be empty") }
        let problems = NameRules.pathSegment(text)
        guard problems.isEmpty else {
            throw .badRequest("invalid \(what) \"\(text)\": \(problems.joined(separator: ", "))")
        }
        return PercentEncoding.encode(text)
    }
}
