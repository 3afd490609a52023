import NIOCore
import NIOHTTP2

/// Closes an HTTP/2 connection that is of no use any more.
final class HTTP2ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What concerns one stream has ended that stream.
        if error is NIOHTTP2Errors.StreamError { return }
        // The last stream of a connection that is ending has ended: its last frames are still on their way, and the
        // manager closes once they are.
        if error is NIOHTTP2Errors.IOOnClosedConnection { return }
        connection.logMalformed(error)
        // The handler has sent GOAWAY where it could; what is written in this turn of the loop is sent as well.
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.value.eventLoop.execute { context.value.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Frames of the connection itself; they have been dealt with.
    }
}
