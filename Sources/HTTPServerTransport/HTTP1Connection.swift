import APIMachinery
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Answers the requests of HTTP/1.1 connections.
struct HTTP1Connection: ServerChildChannel {
    /// A connection that has been accepted.
    struct Value: ServerChildChannelValue {
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let end: ConnectionEnd

        var channel: any Channel { parts.channel }
    }

    let sender: any RequestSender
    let configuration: HTTPServerTransport.Configuration

    /// How much of a body that nobody wanted is read so that the connection can go on.
    private static let drained = 256 << 10

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = configuration.maximumHeaderBytes
            limits.maxHeaderListSize = configuration.maximumHeaderBytes
            limits.maxHeaderFieldCount = 1000
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            let end = ConnectionEnd()
            try pipeline.addHandler(
                HTTP1ConnectionHandler(idleTimeout: TimeAmount(configuration.idleTimeout), end: end))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try? channel.syncOptions?.setOption(.socketOption(.so_keepalive), value: 1)
            return try Value(
                parts: NIOAsyncChannel(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)),
                end: end)
        }
    }

    func handle(value connection: Value, logger: Logger) async {
        let peer = PeerIdentity(address: connection.channel.remoteAddress.map { "\($0)" } ?? "unknown")
        do {
            try await connection.parts.executeThenClose { inbound, outbound in
                let parts = RequestParts(inbound.makeAsyncIterator())
                do {
                    while let head = try await parts.nextHead() {
                        guard try await answer(head, parts, outbound, connection.end, peer, logger) else { break }
                    }
                } catch let error where Self.isMalformed(error) {
                    logger.debug("malformed request", metadata: ["error": "\(error)", "peer": "\(peer.address ?? "")"])
                    try await write(Self.refusal(of: error), to: outbound, isHead: false)
                }
                outbound.finish()
                try? await connection.channel.closeFuture.get()
            }
        } catch {
            logger.trace("connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// Whether an error is about what the client sent, rather than about the connection.
    private static func isMalformed(_ error: any Error) -> Bool {
        !(error is ChannelError || error is IOError || error is CancellationError)
    }

    private static func refusal(of error: any Error) -> APIResponse {
        var response: APIResponse
        if case .headerOverflow? = error as? HTTPParserError {
            response = APIResponse(
                APIError(code: 431, reason: .badRequest, message: "the header of the request is too large"))
        } else {
            response = APIResponse(.badRequest("the request is malformed"))
        }
        response.head.headerFields[.connection] = "close"
        return response
    }

    // MARK: Requests

    /// Answers a request.
    ///
    /// - Returns: whether the connection can go on.
    private func answer(
        _ head: HTTPRequest, _ parts: RequestParts, _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>,
        _ end: ConnectionEnd, _ peer: PeerIdentity, _ logger: Logger
    ) async throws -> Bool {
        let waits = head.headerFields[.expect]?.lowercased() == "100-continue"
        let body = parts.body {
            if waits { try await outbound.write(.head(HTTPResponse(status: .continue))) }
        }
        var response: APIResponse
        do {
            response = try await sender.send(APIRequest(head: head, body: .chunks(body), peer: peer))
        } catch let error as APIError {
            response = APIResponse(error)
        } catch {
            logger.error("request failed", metadata: ["error": "\(error)"])
            response = APIResponse(.internalError("the request failed"))
        }
        let isDrained = (try? await parts.drain(upTo: Self.drained)) ?? false
        if !isDrained { response.head.headerFields[.connection] = "close" }
        if case .chunks(let chunks) = response.body, head.method != .head {
            try await stream(response, chunks, end, outbound)
        } else {
            try await write(response, to: outbound, isHead: head.method == .head)
        }
        return isDrained && response.head.headerFields[.connection] != "close"
    }

    private func write(
        _ response: APIResponse, to outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>, isHead: Bool
    ) async throws {
        var head = response.head
        head.headerFields[.date] = HTTPDate.now
        if head.status != .notModified, let count = response.body.count {
            head.headerFields[.contentLength] = String(count)
        }
        var parts: [HTTPResponsePart] = [.head(head)]
        if !isHead {
            switch response.body {
            case .bytes(let bytes) where !bytes.isEmpty: parts.append(.body(ByteBuffer(bytes: bytes)))
            case .segments(let segments): parts += segments.map { .body(ByteBuffer(bytes: $0)) }
            case .bytes, .chunks: break
            }
        }
        parts.append(.end(nil))
        try await outbound.write(contentsOf: parts)
    }

    /// Writes a body as it is made, each piece at once, and stops when the client has gone.
    private func stream(
        _ response: APIResponse, _ chunks: ByteChunks, _ end: ConnectionEnd,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    ) async throws {
        var head = response.head
        head.headerFields[.date] = HTTPDate.now
        let writing = Task { [head] in
            try await outbound.write(.head(head))
            for try await chunk in chunks where !chunk.isEmpty {
                try await outbound.write(.body(ByteBuffer(bytes: chunk)))
            }
            try await outbound.write(.end(nil))
        }
        end.onEnd { writing.cancel() }
        defer { end.onEnd(nil) }
        try await withTaskCancellationHandler {
            try await writing.value
        } onCancel: {
            writing.cancel()
        }
    }
}
