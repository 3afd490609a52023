public import APIMachinery
import APIServer
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization

/// Serves a ``RequestSender`` over sockets: HTTP/1.1 and HTTP/2 over TLS, or plain HTTP/1.1.
///
/// On graceful shutdown it closes the listener, tells the clients of open connections that these end, lets requests that
/// are being answered finish, and ends.
public struct HTTPServerTransport: Service {
    private let sender: any RequestSender
    private let configuration: Configuration
    private let contexts: TLSContexts?
    private let logger: Logger
    private let onRunning: @Sendable (_ port: Int) async throws -> Void
    private let listener = Listener()

    /// - Parameters:
    ///   - sender: What answers the requests.
    ///   - onRunning: Called once connections are accepted, with the port. What it throws ends the transport.
    /// - Throws: ``CertificateFileError`` where the files of certificates cannot be used.
    public init(
        serving sender: any RequestSender, configuration: Configuration, logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async throws -> Void = { _ in }
    ) throws {
        self.sender = sender
        self.configuration = configuration
        let logger = logger.limitingRepetition()
        self.logger = logger
        self.onRunning = onRunning
        switch configuration.security {
        case .insecure: contexts = nil
        case .tls(let files):
            contexts = try TLSContexts(
                files, minimumVersion: configuration.minimumTLSVersion,
                checkInterval: TimeAmount(configuration.certificateCheckInterval),
                limits: ClientCertificateVerifier.Limits(
                    certificates: configuration.maximumClientCertificates,
                    bytes: configuration.maximumClientCertificateBytes),
                logger: logger)
        }
    }

    /// Serves until the service group shuts down, when open connections may answer what they were asked, or until the
    /// task is cancelled, which cuts them off.
    ///
    /// - Throws: ``ListeningError``, and what `onRunning` throws.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let setup = ConnectionSetup(
            sender: sender, limits: ConnectionLimits(configuration), contexts: contexts, group: group, logger: logger)
        let connections = OpenConnections()
        let gate = ConnectionGate(ConnectionGate.Limits(configuration, descriptors: DescriptorLimit.current))
        let pause = TimeAmount(configuration.acceptPause)
        let maximumRefusals = configuration.maximumRefusals
        let logger = logger
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without the pause, a listener that cannot accept would be told again and again that it should.
                    try channel.pipeline.syncOperations.addHandlers([
                        AcceptBackoffHandler(shouldForwardIOErrorCaught: true) {
                            DescriptorReserve.isExhausted($0) ? pause : nil
                        },
                        AcceptErrorHandler(maximumRefusals: maximumRefusals, logger: logger),
                    ])
                }
            }
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let admission = try setup.admit(channel, gate)
                    connections.add(channel)
                    try setup.initialize(channel, admission)
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
        } catch {
            throw ListeningError(host: configuration.host, port: configuration.port, reason: error)
        }
        listener.set(channel)
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                do {
                    try await onRunning(channel.localAddress?.port ?? configuration.port)
                } catch {
                    stopListening()
                    connections.close()
                    throw error
                }
                try await channel.closeFuture.get()
                connections.end()
                let forced = channel.eventLoop.scheduleTask(in: TimeAmount(configuration.gracePeriod)) {
                    connections.close()
                }
                await connections.waitForNone()
                forced.cancel()
            } onGracefulShutdown: {
                stopListening()
            }
        } onCancel: {
            stopListening()
            connections.close()
        }
    }

    /// Accepts no more connections, and tells those that are open to end once they have answered what they were asked;
    /// ``run()`` returns when they have.
    public func stopListening() { listener.close() }
}

/// The socket that a transport listens on.
private final class Listener: Sendable {
    private struct State {
        var channel: (any Channel)?
        var isClosed = false
    }

    private let state = Mutex(State())

    func set(_ channel: any Channel) {
        let isClosed = state.withLock { state in
            state.channel = channel
            return state.isClosed
        }
        if isClosed { channel.close(promise: nil) }
    }

    func close() {
        let channel = state.withLock { state in
            state.isClosed = true
            return state.channel
        }
        channel?.close(promise: nil)
    }
}
