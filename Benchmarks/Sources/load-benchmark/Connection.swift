import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// What a request came to.
struct Answer: Sendable {
    var status: Int
    /// How many bytes came, with the head.
    var count: Int
    /// The beginning of what came.
    var prefix: [UInt8]
}

struct ConnectionError: Error, CustomStringConvertible {
    var description: String
}

/// A connection over TLS on which one HTTP/1.1 request is sent after the other, with as little work as possible, since
/// the client runs on the cores that it measures.
final class Connection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<AnswerHandler>

    private init(channel: any Channel, handler: NIOLoopBound<AnswerHandler>) {
        self.channel = channel
        self.handler = handler
    }

    static func open(port: Int, on group: any EventLoopGroup, tls: NIOSSLContext) async throws -> Connection {
        let connected = try await ClientBootstrap(group: group)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(.maxMessagesPerRead, value: 16)
            // Larger buffers would come from the kernel and go back to it with each read.
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 32 << 10))
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = AnswerHandler()
                    let tls = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandlers([tls, handler])
                    return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                }
            }
        return Connection(channel: connected.0, handler: connected.1)
    }

    /// Sends a request and waits for the end of its answer.
    func send(_ request: ByteBuffer) async throws -> Answer {
        let promise = channel.eventLoop.makePromise(of: Answer.self)
        channel.eventLoop.execute { [handler, channel] in
            handler.value.expect(promise)
            channel.writeAndFlush(request, promise: nil)
        }
        return try await promise.futureResult.get()
    }

    /// Sends a request whose answer does not end, and counts its lines that end an event.
    func watch(_ request: ByteBuffer) async throws {
        try await channel.eventLoop.submit { [handler, channel] in
            handler.value.countsEvents = true
            channel.writeAndFlush(request, promise: nil)
        }.get()
    }

    /// How many events have come.
    var events: Int {
        get async throws { try await channel.eventLoop.submit { [handler] in handler.value.events }.get() }
    }

    var isOpen: Bool { channel.isActive }

    func close() async {
        try? await channel.close()
    }
}

/// Finds the ends of answers in a stream of bytes.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var waiting: EventLoopPromise<Answer>?
    private var answer = Answer(status: 0, count: 0, prefix: [])
    /// The size of the whole answer; `nil` while unknown, and for one in chunks.
    private var expected: Int?
    private var isHeadComplete = false
    /// The last bytes, by which a chunked answer's end is known.
    private var tail: [UInt8] = []
    var countsEvents = false
    private(set) var events = 0
    private var lastByte: UInt8 = 0

    func expect(_ promise: EventLoopPromise<Answer>) {
        answer = Answer(status: 0, count: 0, prefix: [])
        expected = nil
        isHeadComplete = false
        tail = []
        waiting = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        if countsEvents {
            buffer.withUnsafeReadableBytes { count($0) }
            return
        }
        answer.count += buffer.readableBytes
        if answer.prefix.count < 4096 { answer.prefix += buffer.readableBytesView.prefix(4096) }
        tail = Array((tail + buffer.readableBytesView.suffix(7)).suffix(7))
        if !isHeadComplete { readHead() }
        guard isHeadComplete else { return }
        let isWhole = expected.map { answer.count >= $0 } ?? (tail == Array("\r\n0\r\n\r\n".utf8))
        if isWhole, let promise = waiting {
            waiting = nil
            promise.succeed(answer)
        }
    }

    /// Counts the line feeds behind a closing brace: one ends each event, and none ends a chunk's frame.
    private func count(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count, let found = memchr(base + start, 0x0a, bytes.count - start) {
            let index = base.distance(to: UnsafeRawPointer(found))
            if (index > 0 ? bytes[index - 1] : lastByte) == UInt8(ascii: "}") { events += 1 }
            start = index + 1
        }
        if let last = bytes.last { lastByte = last }
    }

    private func readHead() {
        guard let end = answer.prefix.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        isHeadComplete = true
        answer.status = number(in: answer.prefix.dropFirst(9)) ?? 0
        let head = answer.prefix[..<end.lowerBound]
        let fields = ["content-length: ", "Content-Length: "].compactMap { head.firstRange(of: Array($0.utf8)) }
        if let name = fields.first, let length = number(in: head[name.upperBound...]) {
            expected = end.upperBound + length
        }
    }

    private func number(in text: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: text.prefix { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }, as: UTF8.self))
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting?.fail(ConnectionError(description: "the server closed the connection"))
        waiting = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        waiting?.fail(error)
        waiting = nil
        context.close(promise: nil)
    }
}
