public import APIMachinery
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Serves a ``RequestSender`` over sockets: plain HTTP/1.1.
///
/// Hummingbird's server listens, accepts and stops; the pipeline of each connection is made here, because what a server
/// owes to malformed requests and slow clients has no public hook there. On graceful shutdown it closes the listener,
/// lets requests that are being answered finish, and ends.
public struct HTTPServerTransport: Service {
    /// Where a transport listens and what a connection may cost.
    public struct Configuration: Sendable {
        /// The address to listen on.
        public var host = "127.0.0.1"
        /// The port to listen on; 0 for any that is free.
        public var port = 0
        /// The largest header of a request, in bytes.
        public var maximumHeaderBytes = 1 << 20
        /// How long a connection may take to send a request's header, or stay open between requests.
        public var idleTimeout: Swift.Duration = .seconds(180)

        /// Any free port of the loopback address.
        public init() {}
    }

    private let sender: any RequestSender
    private let configuration: Configuration
    private let logger: Logger
    private let onRunning: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - sender: What answers the requests.
    ///   - onRunning: Called once connections are accepted, with the port.
    public init(
        serving sender: any RequestSender, configuration: Configuration = Configuration(), logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.sender = sender
        self.configuration = configuration
        self.logger = logger
        self.onRunning = onRunning
    }

    /// Serves until the task is cancelled or the service group shuts down.
    ///
    /// - Throws: what the system says where the address cannot be listened on.
    public func run() async throws {
        // The server says itself, and more exactly, where it listens.
        var quiet = logger
        if quiet.logLevel == .info { quiet.logLevel = .notice }
        let server = Server(
            childChannelSetup: HTTP1Connection(sender: sender, configuration: configuration),
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1024),
            onServerRunning: { [onRunning, configuration] channel in
                await onRunning(channel.localAddress?.port ?? configuration.port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet)
        try await server.run()
    }
}
