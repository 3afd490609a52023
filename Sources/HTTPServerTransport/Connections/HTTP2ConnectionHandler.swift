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
        connection.logMalformed(error)
        // The handler has sent GOAWAY where it could.
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Frames of the connection itself; they have been dealt with.
    }
}
