import NIOCore
import NIOHTTP2

/// Closes an HTTP/2 connection that is of no use any more: one that fails, that never begins, or that has been told to
/// end. The library tells it (GOAWAY), and would wait for ever for a client that does not confirm it.
final class HTTP2ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    private enum Stage {
        /// The client has sent no frame yet.
        case beginning
        case open
        /// The client has been told that the connection ends, and may confirm it.
        case goingAway
        /// The connection ends with the last request that is under way.
        case ending
    }

    private let connection: Connection
    private let streams: HTTP2Streams
    private var context: ChannelHandlerContext?
    private var timer: DeadlineTimer?
    private var stage = Stage.beginning

    init(_ connection: Connection, streams: HTTP2Streams) {
        self.connection = connection
        self.streams = streams
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [weak self] in self?.timeIsOver() }
        timer?.set(connection.limits.headerTimeout)
        streams.onGoAway = { [weak self] in self?.beginGoingAway() }
        streams.onEmpty = { [weak self] in self?.endWithLastStream() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        timer?.stop()
        streams.end()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Frames of the connection itself; they have been dealt with.
        guard stage == .beginning else { return }
        stage = .open
        timer?.clear()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        streams.connectionChanged(isWritable: context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    private func beginGoingAway() {
        guard stage == .beginning || stage == .open else { return }
        stage = .goingAway
        timer?.set(connection.limits.pingTimeout)
    }

    private func timeIsOver() {
        switch stage {
        case .open: break
        case .goingAway where !streams.isEmpty:
            stage = .ending
            timer?.set(connection.limits.gracePeriod)
        case .beginning, .goingAway, .ending: context?.close(promise: nil)
        }
    }

    private func endWithLastStream() {
        if stage == .ending { closeSoon() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What concerns one stream has ended that stream.
        if error is NIOHTTP2Errors.StreamError { return }
        // The last stream of a connection that is ending has ended: its last frames are still on their way, and the
        // manager closes once they are.
        if error is NIOHTTP2Errors.IOOnClosedConnection { return }
        connection.logMalformed(error)
        closeSoon()
    }

    /// What is written in this turn of the loop is still sent: the last frames of a stream, or GOAWAY.
    private func closeSoon() {
        guard let context else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.execute { bound.value.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
