import NIOCore
import NIOHTTP2

/// Reads the headers of the frames that leave, as the library does not say when flow control lets a piece of a body go,
/// nor when it ends a connection.
final class HTTP2FrameMeter: ChannelOutboundHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// A frame that matters here.
    enum Frame: Hashable {
        case data(bytes: Int, HTTP2StreamID)
        case goAway
    }

    private static let headerLength = 9
    private static let data: UInt8 = 0
    private static let goAway: UInt8 = 7

    private let streams: HTTP2Streams
    /// The header of the frame that comes next, as far as it has come.
    private var header = ByteBuffer()
    /// How much of the present frame is still to come, in bytes.
    private var payload = 0

    init(_ streams: HTTP2Streams) { self.streams = streams }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .byteBuffer(let buffer) = unwrapOutboundIn(data) { read(buffer) }
        context.write(data, promise: promise)
    }

    private func read(_ buffer: ByteBuffer) {
        var rest = buffer
        while rest.readableBytes > 0 {
            if payload > 0 {
                let count = min(payload, rest.readableBytes)
                rest.moveReaderIndex(forwardBy: count)
                payload -= count
                continue
            }
            let count = min(Self.headerLength - header.readableBytes, rest.readableBytes)
            guard var part = rest.readSlice(length: count) else { return }
            header.writeBuffer(&part)
            if header.readableBytes == Self.headerLength { readHeader() }
        }
    }

    private func readHeader() {
        defer { header.clear() }
        // The length has 24 bits.
        guard let high = header.readInteger(as: UInt8.self), let low = header.readInteger(as: UInt16.self),
            let type = header.readInteger(as: UInt8.self), header.readInteger(as: UInt8.self) != nil,
            let stream = header.readInteger(as: UInt32.self)
        else { return }
        payload = Int(high) << 16 | Int(low)
        switch type {
        case Self.data: streams.sent(.data(bytes: payload, HTTP2StreamID(Int(stream & 0x7FFF_FFFF))))
        case Self.goAway: streams.sent(.goAway)
        default: break
        }
    }
}
