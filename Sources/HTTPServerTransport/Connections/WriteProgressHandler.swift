import Logging
import NIOCore

/// Cuts off a connection whose client takes nothing, or next to nothing, of what is written for it. It is the first
/// handler, so that what it sees is what the socket does.
final class WriteProgressHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let timeout: TimeAmount
    private let minimum: Int
    private let address: String
    private let logger: Logger
    private var timer: DeadlineTimer?
    /// What waited to be taken when the time began.
    private var waiting = 0

    init(_ limits: ConnectionLimits, address: String, logger: Logger) {
        timeout = limits.writeTimeout
        minimum = limits.minimumWriteProgress
        self.address = address
        self.logger = logger
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.stop() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.stop()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            timer?.clear()
        } else {
            if timer == nil {
                let context = NIOLoopBound(context, eventLoop: context.eventLoop)
                timer = DeadlineTimer(context.value.eventLoop) { [unowned self] in check(context.value) }
            }
            expectProgress(context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func expectProgress(_ context: ChannelHandlerContext) {
        waiting = buffered(context)
        timer?.set(timeout)
    }

    private func check(_ context: ChannelHandlerContext) {
        if waiting - buffered(context) >= minimum { return expectProgress(context) }
        logger.info("connection cut off: the client does not take what is sent", metadata: ["peer": "\(address)"])
        context.close(promise: nil)
    }

    private func buffered(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
