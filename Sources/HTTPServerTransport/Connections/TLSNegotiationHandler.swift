import APIMachinery
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// Waits for the end of a TLS handshake, finds out who the client is, and hands over to the protocol that was agreed on.
final class TLSNegotiationHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Who the client is: known at once, or to be found out.
    struct Identification {
        let peer: PeerIdentity
        let verify: (@Sendable () async -> PeerIdentity)?

        init(_ peer: PeerIdentity, verify: (@Sendable () async -> PeerIdentity)? = nil) {
            self.peer = peer
            self.verify = verify
        }
    }

    private let timeout: TimeAmount
    private let address: String
    private let logger: Logger
    private let identify: () -> Identification
    private let configure: (any Channel, String?, PeerIdentity) throws -> Void
    private var timer: Scheduled<Void>?
    private var isNegotiated = false
    private var early: [ByteBuffer] = []
    private var inputHasEnded = false

    init(
        timeout: TimeAmount, address: String, logger: Logger, identify: @escaping () -> Identification,
        configure: @escaping (any Channel, String?, PeerIdentity) throws -> Void
    ) {
        self.timeout = timeout
        self.address = address
        self.logger = logger
        self.identify = identify
        self.configure = configure
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: timeout) {
            let (handler, context) = bound.value
            handler.fail(context, "the handshake takes too long")
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    /// Anybody who reaches the port can cause this as often as they like, so it is no notice.
    private func fail(_ context: ChannelHandlerContext, _ reason: String, level: Logger.Level = .info) {
        logger.log(
            level: level, "TLS handshake failed", metadata: ["error": "\(reason)", "peer": "\(address)"])
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isNegotiated { return context.fireErrorCaught(error) }
        timer?.cancel()
        // A client that only goes away, as port scanners and health checks do, is no news.
        fail(context, Self.reason(error), level: Self.isEnd(error) ? .debug : .info)
    }

    /// What went wrong, without the places in the library's sources that its errors name.
    private static func reason(_ error: any Error) -> String {
        guard case NIOSSLError.handshakeFailed(.sslError(let stack)) = error else { return "\(error)" }
        return stack.map { "\($0)".replacing(#/ at \S+:[0-9]+$/#, with: "") }.joined(separator: "; ")
    }

    private static func isEnd(_ error: any Error) -> Bool {
        switch error {
        case is IOError, is ChannelError: true
        case NIOSSLError.handshakeFailed(let reason): reason == .sslError([.eofDuringHandshake])
        default: false
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted(let applicationProtocol):
            timer?.cancel()
            isNegotiated = true
            let identification = identify()
            guard let verify = identification.verify else {
                return hand(over: context, applicationProtocol, identification.peer)
            }
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            Task {
                let peer = await verify()
                loop.execute {
                    let (handler, context) = bound.value
                    handler.hand(over: context, applicationProtocol, peer)
                }
            }
        case is ChannelShouldQuiesceEvent: context.close(promise: nil)
        case ChannelEvent.inputClosed: inputHasEnded = true
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        early.append(unwrapInboundIn(data))
    }

    private func hand(over context: ChannelHandlerContext, _ applicationProtocol: String?, _ peer: PeerIdentity) {
        guard context.channel.isActive else { return }
        do {
            try configure(context.channel, applicationProtocol, peer)
        } catch {
            return fail(context, "\(error)")
        }
        for buffer in early { context.fireChannelRead(wrapInboundOut(buffer)) }
        if !early.isEmpty { context.fireChannelReadComplete() }
        early = []
        if inputHasEnded { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
