public import APIMachinery
import HTTPTypes

/// What a request is about, as far as its method, path and query say.
public struct RequestInfo: Sendable {
    /// What is to be done; empty for a method that is no resource's.
    public internal(set) var verb: Verb
    /// The path with its escapes resolved.
    public let path: String
    /// Whether the path is that of a resource, known or not.
    public private(set) var isResource = false
    /// The API group; empty for the core group.
    public private(set) var group = ""
    /// The version, such as `v1`.
    public private(set) var version = ""
    /// Empty where the path names none.
    public private(set) var namespace = ""
    /// The plural name of the resource.
    public private(set) var resource = ""
    /// Empty for a collection.
    public private(set) var name = ""
    /// Empty for the object itself.
    public private(set) var subresource = ""
    /// Whether the path leads through a namespace to a resource in it.
    private(set) var isInNamespace = false
    /// Whether there is more in the path than a resource's can have.
    private(set) var hasExcess = false
    /// Whether the path is one of the old ones for watching (`/api/v1/watch/…`).
    private(set) var isWatchPath = false

    let segments: [String]
    let query: QueryParameters

    /// Reads a request.
    ///
    /// - Throws: `APIError` 400 for a path that cannot be decoded or has a segment that is `.` or `..`, and for more
    ///   parameters than are read.
    init(_ request: APIRequest) throws {
        guard let path = request.path.percentDecoded(), path.utf8.first == UInt8(ascii: "/"), !path.contains("\0")
        else {
            throw APIError.badRequest("the path is malformed")
        }
        self.path = path
        query = QueryParameters(request.query)
        guard !query.hasMore else {
            throw APIError.badRequest("the query has more than \(QueryParameters.maximumCount) parameters")
        }
        var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if segments.last == "" { segments.removeLast() }
        self.segments = segments
        verb = Verb(rawValue: request.head.method.rawValue.lowercased())
        guard !segments.contains(where: { $0 == "." || $0 == ".." }) else {
            throw APIError.badRequest("a segment of the path may not be '.' or '..'")
        }
        readResource(request.head.method)
    }

    private mutating func readResource(_ method: HTTPRequest.Method) {
        var rest = segments[...]
        switch rest.first {
        case "api" where rest.count > 2:
            version = rest[1]
            rest = rest.dropFirst(2)
        case "apis" where rest.count > 3:
            (group, version) = (rest[1], rest[2])
            rest = rest.dropFirst(3)
        default: return
        }
        guard !rest.contains("") else { return }
        isResource = true
        if rest.first == "watch" && rest.count > 1 {
            isWatchPath = true
            rest = rest.dropFirst()
        }
        // What follows a namespace's name is a resource in it, but for the namespace's own subresources.
        if rest.first == "namespaces", rest.count > 1 {
            let third = rest.dropFirst(2).first
            namespace = rest[rest.startIndex + 1]
            if let third, third != "status", third != "finalize" {
                rest = rest.dropFirst(2)
                isInNamespace = true
            }
        }
        let parts = Array(rest)
        resource = parts.first ?? ""
        if parts.count > 1 { name = parts[1] }
        if parts.count > 2 { subresource = parts[2] }
        hasExcess = parts.count > 3
        switch method {
        case .post: verb = .create
        case .put: verb = .update
        case .patch: verb = .patch
        case .delete: verb = name.isEmpty ? .deleteCollection : .delete
        case .get:
            let isWatch = isWatchPath || (name.isEmpty && query.flag("watch"))
            verb = isWatch ? .watch : name.isEmpty ? .list : .get
        case .head, .options: break
        // Not the method's name: nobody is to list by the method LIST.
        default: verb = ""
        }
    }

    /// Whether the request lasts until somebody ends it: a watch, or one that follows a log or a connection, as sources
    /// other than definitions have them.
    var isLongRunning: Bool { verb == .watch || Self.followingSubresources.contains(subresource) }
    private static let followingSubresources: Set = ["attach", "exec", "log", "portforward", "proxy"]
    /// Whether the request may change something.
    var isMutating: Bool { !([.get, .list, .watch, "head", "options"] as [Verb]).contains(verb) }
}
