import NIOCore
import NIOHPACK
import NIOSSL

/// Frames of HTTP/2 made and read by hand, so that a test can send what no library would.
///
/// It is used by one task, which makes the unchecked sendability sound.
final class HTTP2RawClient: @unchecked Sendable {
    struct Frame: Sendable {
        let type: UInt8
        let flags: UInt8
        let stream: UInt32
        var payload: ByteBuffer
        /// What a frame of headers says.
        var fields: [String: String] = [:]

        static let data: UInt8 = 0
        static let headers: UInt8 = 1
        static let reset: UInt8 = 3
        static let settings: UInt8 = 4
        static let ping: UInt8 = 6
        static let goAway: UInt8 = 7
        static let windowUpdate: UInt8 = 8
        static let continuation: UInt8 = 9

        var endsStream: Bool { flags & 1 != 0 }
    }

    struct Answer: Sendable {
        var fields: [String: String] = [:]
        var body = ""
        var resetCode: UInt32?

        var status: String { fields[":status"] ?? "" }
    }

    let client: RawClient
    private var decoder = HPACKDecoder(allocator: ByteBufferAllocator())
    private(set) var settings: [UInt16: UInt32] = [:]
    /// Whether pings of the server are answered.
    var answersPings = true

    init(_ client: RawClient) { self.client = client }

    /// Connects over TLS, agrees on HTTP/2, and closes afterwards.
    static func connected<Result: Sendable>(
        _ port: Int, tls: TLSConfiguration, _ body: @Sendable @escaping (HTTP2RawClient) async throws -> Result
    ) async throws -> Result {
        try await RawClient.connected(port, tls: tls) { client in
            let client = HTTP2RawClient(client)
            try await client.client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            try await client.send(Frame.settings, [])
            return try await body(client)
        }
    }

    func send(_ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8]) async throws {
        try await client.outbound.write(Self.frame(type, flags: flags, stream: stream, payload))
    }

    static func frame(_ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt8(payload.count >> 16))
        buffer.writeInteger(UInt16(payload.count & 0xFFFF))
        buffer.writeInteger(type)
        buffer.writeInteger(flags)
        buffer.writeInteger(stream)
        buffer.writeBytes(payload)
        return buffer
    }

    /// A header block of literal fields that are not indexed.
    static func block(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { name, value in [0x00] + literal(name) + literal(value) }
    }

    private static func literal(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        if bytes.count < 127 { return [UInt8(bytes.count)] + bytes }
        var length: [UInt8] = [127]
        var rest = bytes.count - 127
        while rest >= 128 {
            length.append(UInt8(rest % 128) | 128)
            rest /= 128
        }
        return length + [UInt8(rest)] + bytes
    }

    static func request(_ method: String, _ path: String, _ more: [(String, String)] = []) -> [UInt8] {
        block([(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", path)] + more)
    }

    func sendRequest(
        _ path: String, method: String = "GET", _ more: [(String, String)] = [], stream: UInt32, ends: Bool = true
    ) async throws {
        try await send(
            Frame.headers, flags: ends ? 5 : 4, stream: stream, Self.request(method, path, more))
    }

    /// The next frame; `nil` at the end of the connection. Settings and pings of the server are answered, unless told otherwise.
    func nextFrame() async throws -> Frame? {
        while true {
            guard var head = try await client.inbound.read(9),
                let high = head.readInteger(as: UInt8.self), let low = head.readInteger(as: UInt16.self),
                let type = head.readInteger(as: UInt8.self), let flags = head.readInteger(as: UInt8.self),
                let stream = head.readInteger(as: UInt32.self),
                let payload = try await client.inbound.read(Int(high) << 16 | Int(low))
            else { return nil }
            var frame = Frame(type: type, flags: flags, stream: stream & 0x7FFF_FFFF, payload: payload)
            if type == Frame.settings, flags & 1 == 0 {
                var payload = payload
                while let key = payload.readInteger(as: UInt16.self), let value = payload.readInteger(as: UInt32.self) {
                    settings[key] = value
                }
                try? await send(Frame.settings, flags: 1, [])
                continue
            }
            if type == Frame.headers {
                // Every block changes the table that the next one refers to.
                var block = payload
                for (name, value, _) in try decoder.decodeHeaders(from: &block) { frame.fields[name] = value }
            }
            if type == Frame.ping, flags & 1 == 0, answersPings {
                try? await send(Frame.ping, flags: 1, Array(payload.readableBytesView))
            }
            return frame
        }
    }

    /// Reads until the answer on a stream has ended, giving the server room for more.
    func answer(on stream: UInt32) async throws -> Answer {
        var answer = Answer()
        while let frame = try await nextFrame() {
            guard frame.stream == stream else { continue }
            var payload = frame.payload
            switch frame.type {
            case Frame.headers:
                answer.fields.merge(frame.fields) { $1 }
            case Frame.data:
                answer.body += String(buffer: payload)
                if payload.readableBytes > 0 {
                    let size = UInt32(payload.readableBytes)
                    let update = (0..<4).map { UInt8(size >> (24 - 8 * $0) & 0xFF) }
                    try? await send(Frame.windowUpdate, update)
                    if !frame.endsStream { try? await send(Frame.windowUpdate, stream: stream, update) }
                }
            case Frame.reset:
                answer.resetCode = payload.readInteger(as: UInt32.self)
                return answer
            default: continue
            }
            if frame.type <= Frame.headers, frame.endsStream { return answer }
        }
        return answer
    }
}
