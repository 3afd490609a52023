import HummingbirdCore
import NIOCore
import NIOExtras
import NIOHTTP1

/// Decides when an HTTP/1 connection ends: by what requests and responses say, by how long nothing comes, and by the
/// server's shutdown.
final class HTTP1ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long what a client still sends is read and dropped after its last answer, lest a reset overtakes the answer.
    private static let lingering = TimeAmount.seconds(1)

    private let idleTimeout: TimeAmount
    private let end: ConnectionEnd
    /// For each request whose head has been read and whose response has not ended, whether the connection goes on after
    /// it.
    private var pending: [Bool] = []
    /// Whether the connection ends with the response that is being written.
    private var closes = false
    /// Whether the connection ends once nothing is pending.
    private var isQuiescing = false
    private var isLingering = false
    private var timer: Scheduled<Void>?

    init(idleTimeout: TimeAmount, end: ConnectionEnd) {
        self.idleTimeout = idleTimeout
        self.end = end
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { startTimer(context, idleTimeout) }
    }

    func channelActive(context: ChannelHandlerContext) {
        startTimer(context, idleTimeout)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        end.end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    private func startTimer(_ context: ChannelHandlerContext, _ time: TimeAmount) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isLingering { return }
        if case .head(let head) = unwrapInboundIn(data) {
            timer?.cancel()
            pending.append(head.isKeepAlive)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            guard head.status.code >= 200 else { break }
            if head.headers[canonicalForm: "connection"].contains("close") { closes = true }
            if closes || isQuiescing || pending.first == false {
                closes = true
                head.headers.replaceOrAdd(name: "Connection", value: "close")
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            return
        case .body: break
        case .end:
            if !pending.isEmpty { pending.removeFirst() }
            if closes {
                let written = promise ?? context.eventLoop.makePromise()
                let context = NIOLoopBound(context, eventLoop: context.eventLoop)
                written.futureResult.assumeIsolated().whenComplete { _ in self.linger(context.value) }
                context.value.write(data, promise: written)
                return
            }
            if pending.isEmpty { startTimer(context, idleTimeout) }
        }
        context.write(data, promise: promise)
    }

    /// Ends the sending half, and the other shortly after.
    private func linger(_ context: ChannelHandlerContext) {
        guard context.channel.isActive, !isLingering else { return }
        isLingering = true
        startTimer(context, Self.lingering)
        context.close(mode: .output, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            if pending.isEmpty { context.close(promise: nil) }
        case ChannelEvent.inputClosed:
            end.end()
            if isLingering { context.close(promise: nil) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }
}
