public import APIMachinery

/// All that a command has from outside: streams, files, variables, and the way to a server.
///
/// Commands touch nothing else, so that each can be run within a process, against a server in that process.
public struct CommandEnvironment: Sendable {
    /// The environment's variables.
    public var variables: [String: String]
    /// The user's directory, below which the kubeconfig and the cache are looked for; `nil` where there is none.
    public var home: String?
    /// Reads standard input to its end.
    public var readInput: @Sendable () async throws -> [UInt8]
    /// Where results go.
    public var output: OutputSink
    /// Where warnings and errors go.
    public var errors: OutputSink
    /// Fetches what a URL names, for manifests.
    public var download: @Sendable (String) async throws -> [UInt8]
    /// Makes the connection that the flags ask for.
    public var connect: @Sendable (ConnectionOptions, CommandEnvironment) async throws -> ServerConnection

    /// Makes an environment.
    public init(
        variables: [String: String], home: String?, readInput: @escaping @Sendable () async throws -> [UInt8],
        output: OutputSink, errors: OutputSink, download: @escaping @Sendable (String) async throws -> [UInt8],
        connect: @escaping @Sendable (ConnectionOptions, CommandEnvironment) async throws -> ServerConnection
    ) {
        self.variables = variables
        self.home = home
        self.readInput = readInput
        self.output = output
        self.errors = errors
        self.download = download
        self.connect = connect
    }
}

/// What the flags say of the server and the user, as kubectl has them. What is `nil` comes from the kubeconfig.
public struct ConnectionOptions: Sendable, Hashable {
    /// The kubeconfig; `nil` for those that `KUBECONFIG` names, or `~/.kube/config`.
    public var kubeconfig: String?
    /// The kubeconfig's context to use.
    public var context: String?
    /// The kubeconfig's cluster to use.
    public var cluster: String?
    /// The kubeconfig's user to use.
    public var user: String?
    /// The namespace to work in.
    public var namespace: String?
    /// The address of the server.
    public var server: String?
    /// A bearer token.
    public var token: String?
    /// The file of the authorities that the server's certificate is checked against.
    public var certificateAuthority: String?
    /// The file of the client's certificate.
    public var clientCertificate: String?
    /// The file of the client's key.
    public var clientKey: String?
    /// Whether the server's certificate is not checked at all.
    public var insecureSkipTLSVerify = false
    /// The name that the server's certificate has to bear.
    public var tlsServerName: String?
    /// How long a request may take; `nil` for as long as it needs.
    public var requestTimeout: Swift.Duration?
    /// The user to act as.
    public var impersonatedUser: String?
    /// The groups to act as.
    public var impersonatedGroups: [String] = []
    /// The uid to act as.
    public var impersonatedUID: String?
    /// How much is logged to standard error.
    public var verbosity = 0

    /// Everything as the kubeconfig has it.
    public init() {}
}

/// A server as a command sees it.
public struct ServerConnection: Sendable {
    /// What answers the requests.
    public var sender: any RequestSender
    /// The server's address, by which what is known of it is kept and which errors name; empty for a server within
    /// the process, of which nothing is kept.
    public var address: String
    /// The namespace of the context; `nil` where it says none.
    public var namespace: String?
    /// Ends the connection.
    public var close: @Sendable () async -> Void

    /// Makes a connection.
    public init(
        sender: any RequestSender, address: String = "", namespace: String? = nil,
        close: @escaping @Sendable () async -> Void = {}
    ) {
        self.sender = sender
        self.address = address
        self.namespace = namespace
        self.close = close
    }
}
