import APIMachinery
import HTTPTypes
import Logging
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Answers the request of a stream of HTTP/2.
final class HTTP2StreamHandler: ChannelDuplexHandler, ExchangeOutput {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let connection: Connection
    private let streams: HTTP2Streams
    private var id: HTTP2StreamID?
    private var context: ChannelHandlerContext?
    private var exchange: Exchange?
    private var isOver = false
    private var readIsHeld = false
    /// Ends a stream whose request is answered, and whose body goes on.
    private var lingering: Scheduled<Void>?
    private var droppedBytes = 0
    private var growth = 0
    /// What is written of the body and not sent.
    private var output = ByteBuffer()
    private var hasOutput = false
    /// How much of the body waits for the client to make room for it, in bytes, and since when it has made next to none.
    private var waitingBytes = 0
    private var waitingSince: NIODeadline?
    private var progress = 0

    init(_ connection: Connection, _ streams: HTTP2Streams) {
        self.connection = connection
        self.streams = streams
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        id = try? context.channel.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)
        if let id { streams.add(self, id) }
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
        isOver = true
        exchange?.cancel()
        exchange = nil
        waitingSince = nil
        lingering?.cancel()
        if let id { streams.remove(id) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.logger.trace("stream error", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { exchange?.becameWritable() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if let exchange,
            exchange.unreadBytes > connection.limits.window
                || droppedBytes > connection.limits.maximumDroppedBody
        {
            readIsHeld = true
        } else {
            context.read()
        }
    }

    func bodyWasRead() {
        guard readIsHeld, let context else { return }
        readIsHeld = false
        read(context: context)
    }

    // MARK: The request

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        switch unwrapInboundIn(data) {
        case .headers(let frame):
            if let exchange {
                // Trailers, which say nothing that the server wants to know.
                if frame.endStream { exchange.receiveEnd() }
            } else {
                begin(frame)
            }
        case .data(let frame):
            if case .byteBuffer(let piece) = frame.data, piece.readableBytes > 0 {
                if lingering != nil { droppedBytes += piece.readableBytes }
                exchange?.receive(piece)
            }
            if frame.endStream { exchange?.receiveEnd() }
        case .windowUpdate(let increment) where lingering != nil: grow(by: increment)
        default: break
        }
    }

    private func begin(_ frame: HTTP2Frame.FramePayload.Headers) {
        // A client that resets its streams at once could have far more requests answered than it may have streams.
        guard connection.running < connection.limits.maximumStreams else { return reset(.refusedStream) }
        do {
            let exchange = Exchange(try HTTP2Headers.request(frame.headers), on: connection, output: self)
            if frame.endStream { exchange.receiveEnd() }
            self.exchange = exchange
            exchange.start()
        } catch {
            connection.logMalformed(error)
            let response = APIResponse(error as? APIError ?? .badRequest("the request is malformed"))
            guard case .bytes(let bytes) = response.body else { return }
            var head = response.head
            head.headerFields[.date] = HTTPDate.now
            send(head, length: bytes.count, [bytes], isWhole: true)
            flush()
            if !frame.endStream { reset(.noError) }
        }
    }

    func finished(_ exchange: Exchange) {
        guard exchange === self.exchange, !isOver else { return }
        flush()
        guard !exchange.hasWholeBody else { return }
        // The rest may be on its way. There are clients that take a reset for a failure, and what is wrong with the rest
        // could not be told after one.
        if exchange.isHoldingBody { endBody() } else { linger() }
    }

    private func linger() {
        guard let loop = context?.eventLoop else { return }
        let handler = NIOLoopBound(self, eventLoop: loop)
        lingering = loop.scheduleTask(in: connection.limits.lingerTimeout) { handler.value.endBody() }
    }

    /// The library does not look at the window of a stream that has its answer, and what is wrong is still to be told
    /// (§6.9).
    private func grow(by increment: Int) {
        if increment == 0 { return reset(.protocolError) }
        growth += increment
        if growth > Int(Int32.max) { reset(.flowControlError) }
    }

    /// Tells the client that the rest of its body is not wanted (§8.1), once it has the answer.
    private func endBody() {
        if isOver { return }
        if waitingBytes > 0 { linger() } else { reset(.noError) }
    }

    private func reset(_ code: NIOHTTP2.HTTP2ErrorCode) {
        isOver = true
        context?.writeAndFlush(wrapOutboundOut(.rstStream(code)), promise: nil)
    }

    // MARK: The answer

    var isWritable: Bool { context?.channel.isWritable ?? true }

    func sendContinue() {
        context?.writeAndFlush(
            wrapOutboundOut(.headers(.init(headers: [":status": "100"], endStream: false))), promise: nil)
    }

    func send(_ head: HTTPResponse, length: Int?, _ segments: [[UInt8]], isWhole: Bool) {
        for segment in segments { output.writeBytes(segment) }
        let endsHere = isWhole && output.readableBytes == 0
        context?.write(
            wrapOutboundOut(
                .headers(.init(headers: HTTP2Headers.block(head, length: length), endStream: endsHere))),
            promise: nil)
        hasOutput = true
        if isWhole, !endsHere { write(endsStream: true) }
    }

    func send(_ piece: ArraySlice<UInt8>) {
        output.writeBytes(piece)
        hasOutput = true
    }

    func sendEnd() {
        write(endsStream: true)
        hasOutput = true
    }

    private func write(endsStream: Bool) {
        let piece = output
        output = ByteBuffer()
        waitingBytes += piece.readableBytes
        context?.write(wrapOutboundOut(.data(.init(data: .byteBuffer(piece), endStream: endsStream))), promise: nil)
    }

    func flush() {
        guard hasOutput else { return }
        hasOutput = false
        if output.readableBytes > 0 { write(endsStream: false) }
        context?.flush()
        if waitingBytes > 0, waitingSince == nil, !isOver {
            waitingSince = .now()
            streams.expectProgress()
        }
    }

    /// So much of the body leaves for the client.
    func sent(_ bytes: Int) {
        waitingBytes -= bytes
        progress += bytes
        guard waitingBytes <= 0 || progress >= connection.limits.minimumWriteProgress else { return }
        progress = 0
        if waitingSince != nil { waitingSince = waitingBytes > 0 ? .now() : nil }
    }

    /// Ends the stream where its client has taken too little for too long.
    ///
    /// - Parameter heldUntil: Until when it could not be sent anything.
    /// - Returns: When to look again; `nil` where nothing waits.
    func checkProgress(_ now: NIODeadline, heldUntil: NIODeadline) -> NIODeadline? {
        guard let waitingSince else { return nil }
        let end = max(waitingSince, heldUntil) + connection.limits.writeTimeout
        if end > now { return end }
        self.waitingSince = nil
        connection.logSlowReader()
        exchange?.cancel()
        abort()
        return nil
    }

    func abort() {
        output = ByteBuffer()
        hasOutput = false
        if !isOver { reset(.internalError) }
    }
}
