public import JSON
internal import YAML

/// One kubeconfig file.
///
/// It is kept as it is written, so that what this program does not know survives when it is changed and written back;
/// comments do not.
public struct KubeconfigFile: Sendable {
    /// Where it is.
    public let path: String
    /// Its content.
    public private(set) var content: JSONObject
    /// The name of the context to use; `nil` where it names none.
    public private(set) var currentContext: String?
    /// The clusters.
    public let clusters: [Kubeconfig.Entry<Kubeconfig.Cluster>]
    /// The users.
    public let users: [Kubeconfig.Entry<Kubeconfig.User>]
    /// The contexts.
    public let contexts: [Kubeconfig.Entry<Kubeconfig.Context>]

    /// Reads a file.
    ///
    /// - Throws: ``KubeconfigError`` where it cannot be read or is no kubeconfig.
    public init(path: String) throws(KubeconfigError) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path)
        } catch {
            throw KubeconfigError(file: path, "cannot be read: \(error.reason)")
        }
        try self.init(parsing: bytes, path: path)
    }

    /// Reads a file's bytes: YAML or JSON. An empty file is an empty kubeconfig.
    ///
    /// - Throws: ``KubeconfigError`` where they are no kubeconfig.
    public init(parsing bytes: [UInt8], path: String) throws(KubeconfigError) {
        self.path = path
        let reader = KubeconfigReader(file: path)
        let documents: [YAMLNode]
        do {
            documents = try YAMLNode.parse(bytes)
        } catch {
            throw KubeconfigError(file: path, line: error.mark.line, error.message)
        }
        guard documents.count <= 1 else {
            throw reader.failure(documents[1], "a kubeconfig is one document, and another begins here")
        }
        guard let root = documents.first else {
            (content, clusters, users, contexts) = ([:], [], [], [])
            return
        }
        let members = try reader.members(root, "a kubeconfig")
        content = try reader.value(root).objectValue ?? JSONObject()
        if let kind = try reader.string(members, "kind"), kind != "Config", let node = members["kind"] {
            throw reader.failure(node, "kind must be Config, not \"\(kind)\": is this a kubeconfig?")
        }
        if let version = try reader.string(members, "apiVersion"), version != "v1", let node = members["apiVersion"] {
            throw reader.failure(node, "apiVersion must be v1, not \"\(version)\"")
        }
        currentContext = try reader.string(members, "current-context")
        clusters = try reader.entries(members, "clusters", "cluster", reader.cluster)
        users = try reader.entries(members, "users", "user", reader.user)
        contexts = try reader.entries(members, "contexts", "context", reader.context)
    }

    /// Names another context to use.
    public mutating func setCurrentContext(_ name: String) {
        currentContext = name.isEmpty ? nil : name
        if content["apiVersion"] == nil { content["apiVersion"] = "v1" }
        if content["kind"] == nil { content["kind"] = "Config" }
        content["current-context"] = .string(name)
    }

    /// Writes the file back, as a whole; what is not there yet is for its owner only.
    ///
    /// - Throws: ``KubeconfigError`` where it cannot be written.
    public func write() throws(KubeconfigError) {
        do {
            try Files.makeDirectory(Files.directory(of: path))
            try Files.replace(path, with: JSONValue.object(content).yamlBytes())
        } catch {
            throw KubeconfigError(file: path, "cannot be written: \(error.reason)")
        }
    }
}
