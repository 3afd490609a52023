import APIMachinery
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1

/// Answers the requests of an HTTP/1.1 connection, one after the other, and decides when the connection ends: by what
/// requests and answers say, by how long nothing comes, and by the server's shutdown.
final class HTTP1Handler: ChannelDuplexHandler, ExchangeOutput {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// How large a buffer is kept for the next answer.
    private static let keptBuffer = 32 << 10

    private let connection: Connection
    private let isSecure: Bool
    private var context: ChannelHandlerContext?
    private var timer: DeadlineTimer?

    private var current: Exchange?
    /// Whether the answer to the current request is written, and the rest of its body is dropped.
    private var isDropping = false
    private var droppedBytes = 0
    /// What has come after the current request.
    private var backlog = CircularBuffer<HTTPServerRequestPart>()
    private var backlogBytes = 0
    private var backlogHeads = 0
    /// What was wrong with the bytes after the backlog.
    private var failure: (any Error)?

    private var isKeptAlive = true
    private var isHTTP10 = false
    private var isChunked = false
    private var isQuiescing = false
    private var isLingering = false
    private var inputHasEnded = false
    private var readIsHeld = false

    /// What is written and not flushed.
    private var output = ByteBuffer()
    private var hasOutput = false

    init(_ connection: Connection, isSecure: Bool) {
        self.connection = connection
        self.isSecure = isSecure
    }

    // MARK: The connection

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [unowned self] in self.context?.close(promise: nil) }
        timer?.set(connection.limits.headerTimeout)
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
        backlog.removeAll()
        current?.cancel()
        current = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            if current == nil {
                // While TLS says farewell a request may still come, whose answer could not be sent any more.
                isLingering = true
                context.close(promise: nil)
            }
        case ChannelEvent.inputClosed:
            inputHasEnded = true
            if isLingering || (current == nil && failure == nil) {
                context.close(promise: nil)
            } else {
                current?.receiveEndOfInput()
            }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError || error is ByteToMessageDecoderError {
            connection.logMalformed(error)
            failure = error
            if let current, !current.hasWholeBody {
                current.receive(failure: APIError.badRequest("the body is malformed"))
            } else if current == nil {
                refuse(error)
            }
        } else {
            // The connection is of no use any more, and closes; an end without TLS's farewell is an end.
            connection.logger.trace("connection error", metadata: ["error": "\(error)"])
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { current?.becameWritable() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        let limits = connection.limits
        if !isLingering,
            backlogBytes > limits.window || backlogHeads > limits.pipelined
                || current.map({ $0.unreadBytes > limits.window }) ?? false
        {
            readIsHeld = true
        } else {
            context.read()
        }
    }

    private func readAgain() {
        guard readIsHeld, let context else { return }
        readIsHeld = false
        read(context: context)
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isLingering || failure != nil { return }
        let part = unwrapInboundIn(data)
        if let current, backlog.isEmpty, !current.hasWholeBody {
            receive(part, current)
        } else if current == nil {
            begin(part)
        } else {
            switch part {
            case .body(let piece): backlogBytes += piece.readableBytes
            case .head: backlogHeads += 1
            case .end: break
            }
            backlog.append(part)
        }
    }

    private func receive(_ part: HTTPServerRequestPart, _ exchange: Exchange) {
        switch part {
        case .head: break
        case .body(let piece):
            if isDropping {
                droppedBytes += piece.readableBytes
                if droppedBytes > connection.limits.maximumDroppedBody { linger() }
            } else {
                exchange.receive(piece)
            }
        case .end:
            exchange.receiveEnd()
            if isDropping { goOn() }
        }
    }

    private func begin(_ part: HTTPServerRequestPart) {
        guard case .head(let head) = part else { return }
        timer?.clear()
        isHTTP10 = head.version.major == 1 && head.version.minor == 0
        // Nothing here takes another protocol, and the parser reads no further after such a request.
        isKeptAlive = head.isKeepAlive && !head.headers.contains(name: "upgrade") && head.method != .CONNECT
        do {
            let exchange = Exchange(
                try HTTP1RequestHead.request(head, isSecure: isSecure), on: connection, output: self)
            current = exchange
            isDropping = false
            droppedBytes = 0
            exchange.start()
            if inputHasEnded, backlog.isEmpty { exchange.receiveEndOfInput() }
        } catch {
            connection.logMalformed(error)
            failure = error
            refuse(error)
        }
    }

    /// Answers what is no request, and ends the connection.
    private func refuse(_ error: any Error) {
        let response: APIResponse
        switch error {
        case let error as APIError: response = APIResponse(error)
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError:
            response = APIResponse(
                APIError(code: 431, reason: .badRequest, message: "the header of the request is too large"))
        // The parser knows all methods that are registered, and reads nothing that begins with another.
        case HTTPParserError.invalidMethod: response = APIResponse(.methodNotAllowed())
        default: response = APIResponse(.badRequest("the request is malformed"))
        }
        guard case .bytes(let bytes) = response.body else { return }
        isKeptAlive = false
        var head = response.head
        head.headerFields[.date] = HTTPDate.now
        send(head, length: bytes.count, [bytes], isWhole: true)
        linger()
    }

    func finished(_ exchange: Exchange) {
        guard let context, exchange === current else { return }
        flush()
        if !isKeptAlive || isQuiescing { return linger() }
        guard exchange.hasWholeBody else {
            if failure != nil || inputHasEnded { return linger() }
            isDropping = true
            timer?.set(connection.limits.headerTimeout)
            readAgain()
            return
        }
        _ = context
        goOn()
    }

    /// Turns to the next request.
    private func goOn() {
        current = nil
        isDropping = false
        while let part = backlog.popFirst() {
            switch part {
            case .head: backlogHeads -= 1
            case .body(let piece): backlogBytes -= piece.readableBytes
            case .end: break
            }
            if let current { receive(part, current) } else { begin(part) }
            if let current, current.hasWholeBody { break }
            if failure != nil { break }
        }
        if let failure {
            if current == nil, !isLingering {
                refuse(failure)
            } else if let current, !current.hasWholeBody {
                current.receive(failure: APIError.badRequest("the body is malformed"))
            }
        } else if inputHasEnded {
            if let current { current.receiveEndOfInput() } else { linger() }
        } else if current == nil {
            timer?.set(connection.limits.idleTimeout)
        }
        readAgain()
    }

    /// Ends the sending half, and the other shortly after.
    private func linger() {
        guard let context, !isLingering else { return }
        isLingering = true
        backlog.removeAll()
        current?.cancel()
        current = nil
        timer?.clear()
        flush()
        // A client that does not take the answer is not waited for.
        context.triggerUserOutboundEvent(WriteProgressHandler.LastWrite(), promise: nil)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in
            guard let context = bound.value.context, context.channel.isActive else { return }
            if bound.value.inputHasEnded { return context.close(promise: nil) }
            bound.value.timer?.set(bound.value.connection.limits.lingerTimeout)
            context.close(mode: .output, promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(capacity: 0)), promise: sent)
        readAgain()
    }

    // MARK: Answers

    var isWritable: Bool { context?.channel.isWritable ?? true }

    func sendContinue() {
        if isHTTP10 { return }
        output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        hasOutput = true
        flush()
    }

    func send(_ head: HTTPResponse, length: Int?, _ segments: [[UInt8]], isWhole: Bool) {
        if head.headerFields[.connection]?.lowercased() == "close" { isKeptAlive = false }
        if let current {
            // The rest of the body would have to be read first.
            if current.isHoldingBody { isKeptAlive = false }
            if !current.hasWholeBody, failure != nil || inputHasEnded { isKeptAlive = false }
            if !current.hasWholeBody, !current.hasShortBody(connection.limits.maximumDroppedBody) {
                isKeptAlive = false
            }
        }
        if isQuiescing { isKeptAlive = false }
        isChunked = length == nil && !head.status.hasNoBody && current?.head.method != .head
        if isChunked, isHTTP10 {
            isChunked = false
            isKeptAlive = false
        }
        HTTP1ResponseHead.write(head, length: length, isChunked: isChunked, isKeptAlive: isKeptAlive, to: &output)
        for segment in segments { output.writeBytes(segment) }
        hasOutput = true
    }

    func send(_ piece: ArraySlice<UInt8>) {
        if piece.isEmpty { return }
        if isChunked {
            output.writeString(String(piece.count, radix: 16))
            output.writeStaticString("\r\n")
        }
        output.writeBytes(piece)
        if isChunked { output.writeStaticString("\r\n") }
        hasOutput = true
    }

    func sendEnd() {
        if isChunked { output.writeStaticString("0\r\n\r\n") }
        hasOutput = true
    }

    func flush() {
        guard hasOutput, let context else { return }
        hasOutput = false
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        // Once TLS has encrypted it, the buffer is free for the next answer; otherwise this makes a new one.
        if output.capacity > Self.keptBuffer { output = ByteBuffer() } else { output.clear() }
    }

    func abort() {
        isKeptAlive = false
        hasOutput = false
        output = ByteBuffer()
        context?.close(promise: nil)
    }

    func bodyWasRead() { readAgain() }
}
