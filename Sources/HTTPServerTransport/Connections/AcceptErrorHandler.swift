import Logging
import NIOCore

/// Deals with connections that cannot be accepted. Where no descriptor is left for them, they are refused with one that
/// was kept for that, lest their clients wait in the system's queue for a server that seems to be there.
///
/// `AcceptBackoffHandler` stands before it, so the listener pauses after each error.
final class AcceptErrorHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let maximumRefusals: Int
    private let logger: Logger
    private var reserve = DescriptorReserve()

    init(maximumRefusals: Int, logger: Logger) {
        self.maximumRefusals = maximumRefusals
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        var refused = 0
        if let error = error as? IOError, DescriptorReserve.isExhausted(error) {
            let transport = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                of: NIOBSDSocket.Handle.self
            ) { $0 }
            if let transport { refused = reserve.refuse(on: transport, upTo: maximumRefusals) }
        }
        logger.warning(
            "a connection could not be accepted", metadata: ["error": "\(error)", "refused": "\(refused)"])
    }
}
