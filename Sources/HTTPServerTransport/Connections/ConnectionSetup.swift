import APIMachinery
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOSSL

/// Builds the pipelines of connections that have been accepted.
final class ConnectionSetup: Sendable {
    private let sender: any RequestSender
    private let limits: ConnectionLimits
    private let contexts: TLSContexts?
    private let logger: Logger
    private let executors: [ObjectIdentifier: EventLoopTaskExecutors]
    private let chains = IntermediateCertificates()
    private let memory = MemoryReturn()
    /// About how much an open connection takes, in bytes.
    private static let connectionBytes = 128 << 10

    init(
        sender: any RequestSender, limits: ConnectionLimits, contexts: TLSContexts?, group: any EventLoopGroup,
        logger: Logger
    ) {
        self.sender = sender
        self.limits = limits
        self.contexts = contexts
        self.logger = logger
        executors = Dictionary(
            uniqueKeysWithValues: group.makeIterator().map { (ObjectIdentifier($0), EventLoopTaskExecutors($0)) })
    }

    /// Takes a connection that has just been accepted, until it is closed.
    ///
    /// - Throws: ``ConnectionGate/Refusal``.
    func admit(_ channel: any Channel, _ gate: ConnectionGate) throws -> ConnectionGate.Admission {
        do {
            let admission = try gate.admit(ClientAddress(channel.remoteAddress), handshake: contexts != nil)
            channel.closeFuture.whenComplete { _ in admission.end() }
            return admission
        } catch {
            logger.warning(
                "a connection was refused",
                metadata: ["peer": "\(channel.remoteAddress?.peerName ?? "unknown")", "reason": "\(error)"])
            throw error
        }
    }

    /// Prepares a connection that has been taken.
    func initialize(_ channel: any Channel, _ admission: ConnectionGate.Admission) throws {
        let executors = executors[ObjectIdentifier(channel.eventLoop)] ?? EventLoopTaskExecutors(channel.eventLoop)
        channel.closeFuture.whenComplete { [memory] _ in memory.freed(Self.connectionBytes, on: channel.eventLoop) }
        let address = channel.remoteAddress?.peerName ?? "unknown"
        let peer = PeerIdentity(address: address)
        try channel.pipeline.syncOperations.addHandler(WriteProgressHandler(limits, address: address, logger: logger))
        guard let current = contexts?.current() else {
            return try addHTTP1(channel, connection(executors, peer), isSecure: false)
        }
        let shown = ShownCertificates()
        let handler: NIOSSLServerHandler
        var configuration = NIOSSLServerHandler.Configuration()
        configuration.maximumPreservedOutboundBufferCapacity = 64 << 10
        if current.verifier != nil {
            handler = NIOSSLServerHandler(
                context: current.context,
                customVerificationCallback: { chain, promise in
                    shown.chain = chain
                    promise.succeed(.certificateVerified)
                }, configuration: configuration)
        } else {
            handler = NIOSSLServerHandler(context: current.context, configuration: configuration)
        }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(PlainRequestHandler(address: address, logger: logger))
        try pipeline.addHandler(handler)
        let negotiation = TLSNegotiationHandler(
            timeout: limits.handshakeTimeout, address: address, logger: logger
        ) { [chains, logger] in
            guard let verifier = current.verifier else { return .init(peer) }
            // A resumed session brings no chain along, only the client's own certificate.
            let chain = chains.complete(shown.chain ?? handler.peerCertificate.map { [$0] } ?? [])
            guard !chain.isEmpty else { return .init(peer) }
            return TLSNegotiationHandler.Identification(peer) {
                switch await verifier.verify(chain) {
                case .nothing: return peer
                case .accepted(let subject):
                    chains.remember(chain)
                    return PeerIdentity(address: address, certificateSubject: subject)
                case .refused(let fault):
                    logger.notice(
                        "client certificate refused",
                        metadata: ["reason": "\(fault)", "peer": "\(address)"])
                    return PeerIdentity(address: address, certificateFault: fault)
                }
            }
        } configure: { [self] channel, applicationProtocol, peer in
            admission.endHandshake()
            let connection = connection(executors, peer)
            if applicationProtocol == "h2" {
                try addHTTP2(channel, connection)
            } else {
                try addHTTP1(channel, connection, isSecure: true)
            }
        }
        try pipeline.addHandler(negotiation)
    }

    private func connection(_ executors: EventLoopTaskExecutors, _ peer: PeerIdentity) -> Connection {
        Connection(sender: sender, limits: limits, logger: logger, executors: executors, peer: peer, memory: memory)
    }

    private func addHTTP1(_ channel: any Channel, _ connection: Connection, isSecure: Bool) throws {
        // A client may end its half once it has sent its requests.
        try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = limits.maximumHeaderBytes
        decoderLimits.maxHeaderListSize = limits.maximumHeaderBytes
        decoderLimits.maxHeaderFieldCount = limits.maximumHeaderFields
        let pipeline = channel.pipeline.syncOperations
        // The buffer holds a request's line as well, which the decoder does not limit.
        try pipeline.addHandler(
            ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoderLimits),
                maximumBufferSize: limits.maximumHeaderBytes + (64 << 10)))
        try pipeline.addHandler(HTTP1Handler(connection, isSecure: isSecure))
    }

    private func addHTTP2(_ channel: any Channel, _ connection: Connection) throws {
        let manager = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: channel.eventLoop,
            configuration: .init(
                maxIdleTime: limits.idleTimeout, maxAge: nil, maxGraceTime: limits.gracePeriod,
                // A client that vanished without a word is found out, as watches may be quiet for hours.
                keepalive: .init(pingInterval: limits.pingInterval, ackTimeout: limits.pingTimeout)))
        var configuration = NIOHTTP2Handler.ConnectionConfiguration()
        configuration.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: limits.maximumStreams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.maximumHeaderBytes),
            HTTP2Setting(parameter: .initialWindowSize, value: limits.window),
        ]
        configuration.targetWindowSize = 4 * limits.window
        // A client may send the largest header in frames of the usual 16 KiB, and no more of them than that takes.
        configuration.maximumSequentialContinuationFrames = max(5, limits.maximumHeaderBytes >> 14)
        configuration.maximumBufferedControlFrames = limits.maximumBufferedControlFrames
        var streamConfiguration = NIOHTTP2Handler.StreamConfiguration()
        streamConfiguration.targetWindowSize = limits.window
        streamConfiguration.outboundBufferSizeHighWatermark = 64 << 10
        streamConfiguration.outboundBufferSizeLowWatermark = 32 << 10
        // kubectl and client-go end watches by resetting their streams, hundreds at once when they stop.
        streamConfiguration.streamResetFrameRateLimit.maximumCount = limits.maximumResets
        streamConfiguration.streamResetFrameRateLimit.windowLength = .seconds(10)
        let streams = HTTP2Streams(channel.eventLoop, limits)
        let boundStreams = NIOLoopBound(streams, eventLoop: channel.eventLoop)
        let handler = NIOHTTP2Handler(
            mode: .server, eventLoop: channel.eventLoop, connectionConfiguration: configuration,
            streamConfiguration: streamConfiguration, streamDelegate: manager.http2StreamDelegate
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(HTTP2StreamHandler(connection, boundStreams.value))
            }
        }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP2FrameMeter(streams))
        try pipeline.addHandler(handler)
        try pipeline.addHandler(manager)
        try pipeline.addHandler(HTTP2ConnectionHandler(connection, streams: streams))
        // The manager's timers begin when the connection does, which it has done before the handshake.
        try pipeline.context(handler: handler).fireChannelActive()
    }
}

/// What a client shows during the handshake: written and read on the connection's event loop.
private final class ShownCertificates {
    var chain: [NIOSSLCertificate]?
}
