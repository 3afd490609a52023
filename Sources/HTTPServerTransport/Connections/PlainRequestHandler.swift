import Logging
import NIOCore

/// Tells clients that speak HTTP without TLS on a port with TLS, as Go's net/http does, and is gone once there is TLS.
final class PlainRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How requests begin, in as many bytes as a TLS record's header has. No record begins so.
    private static let beginnings = ["GET /", "HEAD ", "POST ", "PUT /", "OPTIO"].map { Array($0.utf8) }
    private static let length = 5

    private let address: String
    private let logger: Logger
    private var begun = ByteBuffer()
    private var isAnswered = false

    init(address: String, logger: Logger) {
        self.address = address
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isAnswered else { return }
        begun.writeImmutableBuffer(unwrapInboundIn(data))
        guard let first = begun.getBytes(at: begun.readerIndex, length: Self.length) else {
            // Fewer bytes than a record's header.
            if Self.beginnings.contains(where: { $0.starts(with: begun.readableBytesView) }) { return }
            return pass(context)
        }
        guard Self.beginnings.contains(first) else { return pass(context) }
        isAnswered = true
        logger.info("a request without TLS was refused", metadata: ["peer": "\(address)"])
        let answer = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        context.close(promise: nil)
    }

    private func pass(_ context: ChannelHandlerContext) {
        context.fireChannelRead(wrapInboundOut(begun))
        begun = ByteBuffer()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
