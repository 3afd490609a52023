public import APIMachinery
public import HTTPClientTransport
internal import Timing

/// All that a command has from outside: streams, files, variables, and the way to a server.
///
/// Commands touch nothing else, so that each can be run within a process, against a server in that process.
public struct CommandEnvironment: Sendable {
    /// The environment's variables.
    public var variables: [String: String]
    /// Reads standard input to its end.
    public var readInput: @Sendable () async throws -> [UInt8]
    /// Reads a line of standard input, for questions; empty at its end.
    public var readLine: @Sendable () async throws -> [UInt8]
    /// Where results go.
    public var output: OutputSink
    /// Where warnings and errors go.
    public var errors: OutputSink
    /// Fetches what a URL names, for manifests.
    public var download: @Sendable (String) async throws -> [UInt8]
    /// The programs that commands leave work to.
    public var programs: ChildPrograms
    /// Makes the connection that the flags ask for.
    public var connect: @Sendable (ConnectionOptions, CommandEnvironment) async throws -> ServerConnection

    /// What waits are measured by.
    var time = Timekeeper()

    /// Makes an environment.
    ///
    /// - Parameter readLine: `nil` for what `readInput` reads.
    public init(
        variables: [String: String], readInput: @escaping @Sendable () async throws -> [UInt8],
        readLine: (@Sendable () async throws -> [UInt8])? = nil, output: OutputSink, errors: OutputSink,
        download: @escaping @Sendable (String) async throws -> [UInt8], programs: ChildPrograms = .none,
        connect: @escaping @Sendable (ConnectionOptions, CommandEnvironment) async throws -> ServerConnection
    ) {
        self.variables = variables
        self.readInput = readInput
        self.readLine = readLine ?? readInput
        self.output = output
        self.errors = errors
        self.download = download
        self.programs = programs
        self.connect = connect
    }
}

/// What the flags say of the way to the server.
public struct ConnectionOptions: Sendable, Hashable {
    /// The kubeconfig; `nil` for those that `KUBECONFIG` names, or `~/.kube/config`.
    public var kubeconfig: String?
    /// What is said instead of what the kubeconfig says.
    public var overrides = ConnectionOverrides()
    /// How long a request may take; `nil` for as long as it needs.
    public var requestTimeout: Swift.Duration?
    /// How much is logged to standard error.
    public var verbosity = 0
    /// What the tool calls itself to the server.
    public var userAgent = ""

    /// Everything as the kubeconfig has it.
    public init() {}

    /// Where the kubeconfig is looked for.
    ///
    /// - Parameter variables: The environment's variables.
    public func location(in variables: [String: String]) -> KubeconfigLocation {
        kubeconfig.map { .file($0) } ?? .standard(in: ProcessEnvironment(variables))
    }
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
