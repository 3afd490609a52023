import NIOCore
import NIOPosix

/// A proxy that leads nowhere and tells what it was asked.
struct RefusingProxy: Sendable {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let port: Int
    private let listener: NIOAsyncChannel<Connection, Never>

    init() async throws {
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1", port: 0
        ) { channel in
            channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
        }
        port = listener.channel.localAddress?.port ?? 0
    }

    /// Takes one connection, refuses what it asks for, and closes.
    ///
    /// - Returns: the lines of the head of what it asked.
    func refuseOne() async throws -> [String] {
        try await listener.executeThenClose { connections in
            for try await connection in connections {
                return try await connection.executeThenClose { inbound, outbound in
                    var text = ""
                    for try await buffer in inbound {
                        text += String(buffer: buffer)
                        if text.hasSuffix("\r\n\r\n") { break }
                    }
                    try await outbound.write(ByteBuffer(string: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"))
                    return text.split(separator: "\r\n").map(String.init)
                }
            }
            return []
        }
    }
}
