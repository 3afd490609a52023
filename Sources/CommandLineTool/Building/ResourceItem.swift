internal import APIClient
internal import JSON

/// An object, or all objects of a resource, that a command is about.
struct ResourceItem: Sendable {
    var resource: ServerResource
    /// The namespace; `nil` for cluster-scoped resources, and for all namespaces at once.
    var namespace: String?
    /// The object's name; `nil` for all objects, and for one that is to be named by the server.
    var name: String?
    /// What errors call the file that it came from; empty where it came from none.
    var source = ""
    /// The object, as the file has it.
    var object: JSONObject?

    /// `configmap/a`, `deployment.apps/web`.
    func displayName(_ name: String? = nil) -> String { "\(resource.displayName)/\(name ?? self.name ?? "<unknown>")" }
}
