import APIClient

/// How to reach a server, and as whom: what a kubeconfig, flags or a pod's files come down to.
public struct ConnectionSettings: Sendable, Hashable {
    /// The server, and how to trust it.
    public var cluster: Kubeconfig.Cluster
    /// Who the client is.
    public var user: Kubeconfig.User
    /// The namespace to work in; `nil` where nothing says one.
    public var namespace: String?
    /// What the client calls itself.
    public var userAgent = "apus"
    /// How many requests are sent a second, 5 as with client-go; 0 or less is no limit.
    public var requestsPerSecond: Double = 5
    /// How many may be sent at once after a rest, 10 as with client-go.
    public var burst = 10
    /// How often a request is sent at most; see `RetryingSender`.
    public var attempts = RetryingSender.Policy().attempts
    /// How long a request may take; `nil` for as long as it likes. Watches only have to begin within it.
    public var requestTimeout: Duration?
    /// How long connecting may take, with the TLS handshake.
    public var connectTimeout = Duration.seconds(30)

    /// Settings for a server and a user.
    public init(cluster: Kubeconfig.Cluster, user: Kubeconfig.User = Kubeconfig.User(), namespace: String? = nil) {
        self.cluster = cluster
        self.user = user
        self.namespace = namespace
    }

    /// The settings of the usual place: a kubeconfig where there is one, else those of the pod that the program runs in.
    ///
    /// - Parameters:
    ///   - location: Where the kubeconfig is looked for.
    ///   - overrides: What is to be otherwise.
    /// - Throws: ``KubeconfigError`` where nothing says which server to reach, or something is wrong.
    public init(
        _ location: KubeconfigLocation = .standard, overrides: ConnectionOverrides = ConnectionOverrides(),
        environment: ProcessEnvironment = .current
    ) throws(KubeconfigError) {
        var overrides = overrides
        overrides.dropEmptyValues()
        let kubeconfig = try Kubeconfig(location)
        let saysNothing = kubeconfig.files.isEmpty && overrides == ConnectionOverrides()
        if saysNothing, let inCluster = try Self.inCluster(environment: environment) {
            self = inCluster
        } else {
            try self.init(kubeconfig, overrides: overrides)
        }
    }

    /// The settings of a kubeconfig's context.
    ///
    /// - Parameters:
    ///   - kubeconfig: The kubeconfig.
    ///   - overrides: What is to be otherwise, such as the context.
    /// - Throws: ``KubeconfigError`` where a name has no entry, or there is no server.
    public init(
        _ kubeconfig: Kubeconfig, overrides: ConnectionOverrides = ConnectionOverrides()
    ) throws(KubeconfigError) {
        var overrides = overrides
        overrides.dropEmptyValues()
        var context = Kubeconfig.Context()
        var place: (file: String?, line: Int?) = (kubeconfig.files.first?.path, nil)
        if let name = overrides.context ?? kubeconfig.currentContext {
            guard let entry = kubeconfig.context(name) else {
                let known = kubeconfig.contexts.map(\.name).joined(separator: ", ")
                throw KubeconfigError(
                    file: place.file, "there is no context \"\(name)\"; known are: \(known.isEmpty ? "none" : known)")
            }
            context = entry.value
            place = (entry.file, entry.line)
        }
        if let name = overrides.cluster { context.cluster = name }
        if let name = overrides.user { context.user = name }
        var cluster = Kubeconfig.Cluster()
        if !context.cluster.isEmpty {
            guard let entry = kubeconfig.cluster(context.cluster) else {
                throw KubeconfigError(
                    file: place.file, line: place.line, "there is no cluster \"\(context.cluster)\"")
            }
            cluster = entry.value
        }
        var user = Kubeconfig.User()
        if !context.user.isEmpty {
            guard let entry = kubeconfig.user(context.user) else {
                throw KubeconfigError(file: place.file, line: place.line, "there is no user \"\(context.user)\"")
            }
            user = entry.value
        }
        overrides.apply(to: &cluster)
        overrides.apply(to: &user)
        guard !cluster.server.isEmpty else {
            throw KubeconfigError(file: place.file, line: place.line, Self.noServer(kubeconfig, context))
        }
        self.init(cluster: cluster, user: user, namespace: overrides.namespace ?? context.namespace)
    }

    private static func noServer(_ kubeconfig: Kubeconfig, _ context: Kubeconfig.Context) -> String {
        if !context.cluster.isEmpty { return "the cluster \"\(context.cluster)\" has no server" }
        if kubeconfig.files.isEmpty {
            let paths = kubeconfig.location.paths.joined(separator: ", ")
            return "no server is configured: there is no kubeconfig at \(paths.isEmpty ? "any known place" : paths)"
        }
        return "no server is configured: there is no current-context; name one with --context or `config use-context`"
    }

    // MARK: In a pod

    /// Where a pod finds its service account's files.
    public static let serviceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The settings of a pod; `nil` outside of one: where the environment does not name the server, or there is no token.
    ///
    /// - Parameters:
    ///   - environment: Has `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT`.
    ///   - directory: Has the files `token`, `ca.crt` and `namespace`.
    /// - Throws: ``KubeconfigError`` for a file that is there and cannot be read.
    public static func inCluster(
        environment: ProcessEnvironment = .current, directory: String = serviceAccountDirectory
    ) throws(KubeconfigError) -> ConnectionSettings? {
        let tokenFile = Files.path("token", in: directory)
        guard let host = environment["KUBERNETES_SERVICE_HOST"], let port = environment["KUBERNETES_SERVICE_PORT"],
            Files.exists(tokenFile)
        else { return nil }
        var cluster = Kubeconfig.Cluster()
        cluster.server = "https://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        let authority = Files.path("ca.crt", in: directory)
        if Files.exists(authority) { cluster.certificateAuthority = authority }
        var user = Kubeconfig.User()
        user.tokenFile = tokenFile
        var namespace: String?
        do {
            let text = String(decoding: try Files.read(Files.path("namespace", in: directory)), as: UTF8.self)
            namespace = text.trimmed()
        } catch {
            guard error.isMissing else { throw KubeconfigError(file: error.path, "cannot be read: \(error.reason)") }
        }
        return ConnectionSettings(cluster: cluster, user: user, namespace: namespace)
    }
}

extension String {
    /// The text without white space around it; `nil` where nothing is left.
    func trimmed() -> String? {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return nil }
        return String(self[first...last])
    }
}
