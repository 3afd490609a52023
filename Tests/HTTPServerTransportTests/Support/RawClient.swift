import NIOCore
import NIOPosix
import NIOSSL

/// Bytes over a socket, without a client that would correct them.
struct RawClient: Sendable {
    let inbound: Reader
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let channel: any Channel

    /// What the server sends.
    ///
    /// It is read by one task, which makes the unchecked sendability sound.
    final class Reader: @unchecked Sendable {
        private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        private var bytes = ByteBuffer()

        init(_ stream: NIOAsyncChannelInboundStream<ByteBuffer>) { iterator = stream.makeAsyncIterator() }

        /// The bytes that come next; `nil` at the end, which a reset is as well.
        func next() async throws -> ByteBuffer? {
            if bytes.readableBytes > 0 {
                defer { bytes = ByteBuffer() }
                return bytes
            }
            do {
                return try await iterator.next()
            } catch is IOError {
                return nil
            } catch is NIOSSLError {
                return nil
            }
        }

        /// So many bytes; `nil` where the connection ends before.
        func read(_ count: Int) async throws -> ByteBuffer? {
            while bytes.readableBytes < count {
                do {
                    guard var more = try await iterator.next() else { return nil }
                    bytes.writeBuffer(&more)
                } catch is IOError {
                    return nil
                } catch is NIOSSLError {
                    return nil
                }
            }
            return bytes.readSlice(length: count)
        }

        /// All that comes, until the server closes or a text is there.
        func text(until end: String? = nil) async throws -> String {
            var received = ""
            while let buffer = try await next() {
                received += String(buffer: buffer)
                if let end, received.contains(end) { break }
            }
            return received
        }
    }

    /// Connects, and closes afterwards.
    static func connected<Result: Sendable>(
        _ port: Int, tls: TLSConfiguration? = nil, receiveBuffer: Int? = nil,
        _ body: @Sendable @escaping (RawClient) async throws -> Result
    ) async throws -> Result {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: tls == nil)
        if let receiveBuffer { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: receiveBuffer) }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let context {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                }
                return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(RawClient(inbound: Reader(inbound), outbound: outbound, channel: channel.channel))
        }
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Sends a text and returns what comes back until the server closes, or until a text is there.
    static func exchange(
        _ port: Int, _ text: String, until end: String? = nil, halfCloses: Bool = false, tls: TLSConfiguration? = nil
    ) async throws -> String {
        try await connected(port, tls: tls) { client in
            do {
                try await client.send(text)
            } catch is IOError {
                // What was received before a reset counts.
            }
            if halfCloses { client.outbound.finish() }
            return try await client.inbound.text(until: end)
        }
    }
}
