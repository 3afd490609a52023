import Logging
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Cuts off a connection whose client takes nothing, or next to nothing, of what is written for it. It is the first
/// handler, so that what it sees is what the socket does.
///
/// What the system has taken counts as waiting until the client's system has it: the system's own buffer is so large
/// that a slow client would seem to take nothing for minutes.
final class WriteProgressHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Said by a handler that writes no more, and waits until all is sent. Otherwise only so much that the connection
    /// takes no more is waited for: what is less ends with the connection's idle time.
    struct LastWrite {}

    private let timeout: TimeAmount
    private let minimum: Int
    private let address: String
    private let logger: Logger
    private var timer: DeadlineTimer?
    private var isLast = false
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
        if !context.channel.isWritable {
            expectProgress(context)
        } else if !isLast {
            timer?.clear()
        }
        context.fireChannelWritabilityChanged()
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is LastWrite else { return context.triggerUserOutboundEvent(event, promise: promise) }
        isLast = true
        expectProgress(context)
        promise?.succeed()
    }

    private func expectProgress(_ context: ChannelHandlerContext) {
        if timer == nil {
            timer = DeadlineTimer(context.eventLoop) { [weak self] in self?.check(context) }
        }
        waiting = buffered(context)
        timer?.set(timeout)
    }

    private func check(_ context: ChannelHandlerContext) {
        if isLast, buffered(context) == 0 { return }
        if waiting - buffered(context) >= minimum { return expectProgress(context) }
        logger.info("connection cut off: the client does not take what is sent", metadata: ["peer": "\(address)"])
        context.close(promise: nil)
    }

    private func buffered(_ context: ChannelHandlerContext) -> Int {
        let own = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let system = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self, Self.unconfirmedBytes)
        return own + (system ?? 0)
    }

    /// How much of what was written to a socket its peer has not confirmed, in bytes.
    private static func unconfirmedBytes(_ socket: NIOBSDSocket.Handle) -> Int {
        #if os(Linux)
        var count: CInt = 0
        return ioctl(socket, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
        #else
        // Where the system does not say, only what it has not taken counts.
        return 0
        #endif
    }
}
