import HTTPServerTransport
import NIOCore
import Testing

/// What RFC 9113 wants to be done about frames that should not have been sent. The library does most of it; these tests
/// show that it still does behind this transport, which answers requests before their bodies have come.
///
/// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HTTP2ConformanceTests {
    typealias Frame = HTTP2RawClient.Frame

    /// Frames, and the codes one of which must come of them.
    struct Case: Sendable, CustomTestStringConvertible {
        let section: String
        let frames: [ByteBuffer]
        let codes: Set<UInt32>

        init(_ section: String, _ codes: Set<UInt32>, _ frames: [ByteBuffer]) {
            self.section = section
            self.frames = frames
            self.codes = codes
        }

        var testDescription: String { section }
    }

    private enum Code {
        static let protocolError: UInt32 = 1
        static let flowControlError: UInt32 = 3
        static let streamClosed: UInt32 = 5
        static let frameSizeError: UInt32 = 6
        static let refusedStream: UInt32 = 7
        static let compressionError: UInt32 = 9
    }

    private enum Flag {
        static let endStream: UInt8 = 1
        static let endHeaders: UInt8 = 4
        static let padded: UInt8 = 8
        static let priority: UInt8 = 32
    }

    private static let priority: UInt8 = 2
    private static let pushPromise: UInt8 = 5

    private static func frame(
        _ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []
    ) -> ByteBuffer { HTTP2RawClient.frame(type, flags: flags, stream: stream, payload) }

    private static func request(
        _ stream: UInt32 = 1, flags: UInt8 = Flag.endStream | Flag.endHeaders, _ path: String = "/ignore",
        _ more: [(String, String)] = [], method: String = "GET"
    ) -> ByteBuffer {
        frame(Frame.headers, flags: flags, stream: stream, HTTP2RawClient.request(method, path, more))
    }

    private static func headers(_ fields: [(String, String)], _ tail: [UInt8] = []) -> ByteBuffer {
        frame(
            Frame.headers, flags: Flag.endStream | Flag.endHeaders, stream: 1, HTTP2RawClient.block(fields) + tail)
    }

    private static func setting(_ key: UInt8, _ value: UInt32) -> [UInt8] { [0, key] + number(value) }

    private static func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }

    private static let fields = [
        (":method", "GET"), (":scheme", "https"), (":path", "/a"), (":authority", "localhost"),
    ]
    private static let more = HTTP2RawClient.block([("x", "y")])
    private static let text = Array("test".utf8)

    // MARK: Frames that are wrong by themselves or in their place

    static let cases: [Case] = [
        Case(
            "4.2 a frame that is too large", [Code.frameSizeError], [frame(Frame.ping, Array(repeating: 0, count: 6))]),
        Case(
            "4.2 data that are too large", [Code.frameSizeError],
            [
                request(flags: Flag.endHeaders, "/a", method: "POST"),
                frame(Frame.data, flags: Flag.endStream, stream: 1, Array(repeating: 0, count: 16_385)),
            ]),
        Case(
            "4.3 a block that cannot be read", [Code.compressionError],
            [
                frame(Frame.headers, flags: Flag.endStream | Flag.endHeaders, stream: 1, [0x40, 0x01])
            ]),
        Case(
            "4.3 another frame within a block", [Code.protocolError],
            [
                request(flags: Flag.endStream), frame(priority, stream: 1, number(0) + [0xFF]),
                frame(Frame.continuation, flags: Flag.endHeaders, stream: 1, more),
            ]),
        Case("5.1 data on an idle stream", [Code.protocolError], [frame(Frame.data, flags: 1, stream: 1, text)]),
        Case("5.1 a reset of an idle stream", [Code.protocolError], [frame(Frame.reset, stream: 1, number(8))]),
        Case("5.1 room for an idle stream", [Code.protocolError], [frame(Frame.windowUpdate, stream: 1, number(9))]),
        Case(
            "5.1 continuation on an idle stream", [Code.protocolError],
            [
                frame(Frame.continuation, flags: Flag.endHeaders, stream: 1, more)
            ]),
        Case(
            "5.1 data after the end", [Code.streamClosed],
            [
                request(1, "/stream"), frame(Frame.data, flags: Flag.endStream, stream: 1, text),
            ]),
        Case(
            "5.1 headers after the end", [Code.streamClosed, Code.protocolError],
            [
                request(1, "/stream"), request(1, "/stream"),
            ]),
        Case("5.1.1 a number of the server's", [Code.protocolError], [request(2)]),
        Case("5.1.1 a number that falls", [Code.protocolError], [request(5), request(3)]),
        Case("6.1 data of no stream", [Code.protocolError], [frame(Frame.data, flags: Flag.endStream, text)]),
        Case(
            "6.1 more padding than data", [Code.protocolError],
            [
                request(flags: Flag.endHeaders, "/a", method: "POST"),
                frame(Frame.data, flags: Flag.endStream | Flag.padded, stream: 1, [6] + text),
            ]),
        Case("6.2 headers of no stream", [Code.protocolError], [request(0)]),
        Case("6.3 priority of no stream", [Code.protocolError], [frame(priority, number(0) + [0xFF])]),
        Case(
            "6.3 priority of another length", [Code.frameSizeError],
            [
                request(1, "/stream"), frame(priority, stream: 1, number(0)),
            ]),
        Case("6.4 a reset of no stream", [Code.protocolError], [frame(Frame.reset, number(8))]),
        Case(
            "6.4 a reset of another length", [Code.frameSizeError],
            [
                request(1, "/stream"), frame(Frame.reset, stream: 1, [0, 0, 0]),
            ]),
        Case("6.5 a confirmation that says something", [Code.frameSizeError], [frame(Frame.settings, flags: 1, [0])]),
        Case("6.5 settings of a stream", [Code.protocolError], [frame(Frame.settings, stream: 1, setting(3, 100))]),
        Case("6.5 settings of another length", [Code.frameSizeError], [frame(Frame.settings, [0, 0, 0])]),
        Case("6.5.2 pushing neither on nor off", [Code.protocolError], [frame(Frame.settings, setting(2, 2))]),
        Case(
            "6.5.2 a window that is too large", [Code.flowControlError],
            [
                frame(Frame.settings, setting(4, 1 << 31))
            ]),
        Case("6.5.2 frames that are too small", [Code.protocolError], [frame(Frame.settings, setting(5, 16_383))]),
        Case(
            "6.6 a promise", [Code.protocolError],
            [
                frame(pushPromise, flags: Flag.endHeaders, stream: 1, number(2) + HTTP2RawClient.block(fields))
            ]),
        Case("6.7 a ping of a stream", [Code.protocolError], [frame(Frame.ping, stream: 1, text + text)]),
        Case("6.8 an end of a stream", [Code.protocolError], [frame(Frame.goAway, stream: 1, number(0) + number(0))]),
        Case("6.9 no more room", [Code.protocolError], [frame(Frame.windowUpdate, number(0))]),
        Case(
            "6.9 no more room on a stream", [Code.protocolError],
            [
                request(1, "/stream"), frame(Frame.windowUpdate, stream: 1, number(0)),
            ]),
        Case(
            "6.9.1 more room than there may be", [Code.flowControlError],
            [
                frame(Frame.windowUpdate, number(0x7FFF_FFFF)), frame(Frame.windowUpdate, number(0x7FFF_FFFF)),
            ]),
        Case(
            "6.10 continuation of no stream", [Code.protocolError],
            [
                request(flags: Flag.endStream), frame(Frame.continuation, flags: Flag.endHeaders, more),
            ]),
        Case("8.2 a name in capitals", [Code.protocolError], [headers(fields + [("X-Test", "y")])]),
        Case("8.2.2 a field of connections", [Code.protocolError], [headers(fields + [("connection", "close")])]),
        Case("8.2.2 TE", [Code.protocolError], [headers(fields + [("te", "trailers, deflate")])]),
        Case("8.3 an unknown pseudo-field", [Code.protocolError], [headers(fields + [(":test", "y")])]),
        Case("8.3 a pseudo-field of answers", [Code.protocolError], [headers(fields + [(":status", "200")])]),
        Case("8.3 a pseudo-field after others", [Code.protocolError], [headers([("x", "y")] + fields)]),
        Case("8.3.1 no method", [Code.protocolError], [headers(Array(fields.dropFirst()))]),
        Case("8.3.1 no path", [Code.protocolError], [headers(fields.filter { $0.0 != ":path" })]),
        Case(
            "8.3.1 an empty path", [Code.protocolError],
            [
                headers(fields.map { $0.0 == ":path" ? (":path", "") : $0 })
            ]),
        Case("8.3.1 the method twice", [Code.protocolError], [headers(fields + [(":method", "GET")])]),
        Case("HPACK 6.1 index 0", [Code.compressionError], [headers(fields, [0x80])]),
        Case(
            "HPACK 6.3 a table that is too large", [Code.compressionError],
            [
                frame(
                    Frame.headers, flags: Flag.endStream | Flag.endHeaders, stream: 1,
                    [0x3F, 0xE2, 0x1F] + HTTP2RawClient.block(fields))
            ]),
        Case(
            "HPACK 5.2 the end in a text", [Code.compressionError],
            [
                headers(fields, [0x00, 0x81, 0x1F, 0x84, 0xFF, 0xFF, 0xFF, 0xFF])
            ]),
    ]

    /// The code with which the server ends a stream or the connection.
    private func errorCode(_ client: HTTP2RawClient) async throws -> UInt32? {
        while let frame = try await client.nextFrame() {
            var payload = frame.payload
            if frame.type == Frame.goAway { payload.moveReaderIndex(forwardBy: min(4, payload.readableBytes)) }
            guard frame.type == Frame.goAway || frame.type == Frame.reset else { continue }
            return payload.readInteger(as: UInt32.self)
        }
        return nil
    }

    /// One server for all of them: it must withstand each.
    @Test func whatIsWrongIsAnsweredWithItsCode() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            for wrong in Self.cases {
                let code = try await HTTP2RawClient.connected(port, tls: tls) { client in
                    for frame in wrong.frames { try? await client.client.outbound.write(frame) }
                    return try await errorCode(client)
                }
                #expect(code.map(wrong.codes.contains) ?? false, "\(wrong.section): \(code.map { "\($0)" } ?? "none")")
            }
            let answer = try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/a", stream: 1)
                return try await client.answer(on: 1)
            }
            #expect(answer.status == "200")
        }
    }

    // MARK: Bodies that come after the answer

    @Test(arguments: [
        // The body has another length than the header says (§8.1.1).
        ([("content-length", "1")], [frame(Frame.data, flags: Flag.endStream, stream: 1, text)], Code.protocolError),
        (
            [("content-length", "5")],
            [
                frame(Frame.data, stream: 1, text), frame(Frame.data, flags: Flag.endStream, stream: 1, text),
            ], Code.protocolError
        ),
        // Trailers that do not end the request, or say what only its header may.
        ([], [frame(Frame.headers, flags: Flag.endHeaders, stream: 1, more)], Code.protocolError),
        (
            [],
            [
                frame(
                    Frame.headers, flags: Flag.endHeaders | Flag.endStream, stream: 1,
                    HTTP2RawClient.block([(":method", "GET")]))
            ], Code.protocolError
        ),
        // Room of no size, and more than there may be (§6.9).
        ([], [frame(Frame.windowUpdate, stream: 1, number(0))], Code.protocolError),
        (
            [], Array(repeating: frame(Frame.windowUpdate, stream: 1, number(0x7FFF_FFFF)), count: 2),
            Code.flowControlError
        ),
        // Data after a reset (§5.1).
        ([], [frame(Frame.reset, stream: 1, number(8)), frame(Frame.data, stream: 1, text)], Code.streamClosed),
    ])
    func whatIsWrongWithABodyIsToldAfterTheAnswer(
        fields: [(String, String)], rest: [ByteBuffer], expected: UInt32
    ) async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        let code = try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.lingerTimeout = .seconds(60)
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/ignore", method: "POST", fields, stream: 1, ends: false)
                #expect(try await client.answer(on: 1).body == "ignored")
                for frame in rest { try await client.client.outbound.write(frame) }
                return try await errorCode(client)
            }
        }
        #expect(code == expected)
    }

    @Test func aBodyThatGoesOnAfterTheAnswerIsRefused() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.lingerTimeout = .milliseconds(50)
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/ignore", method: "POST", stream: 1, ends: false)
                #expect(try await client.answer(on: 1).body == "ignored")
                try await client.send(Frame.data, stream: 1, Self.text)
                #expect(try await errorCode(client) == 0)
            }
        }
    }

    @Test func aBodyThatEndsAfterTheAnswerIsDropped() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.lingerTimeout = .seconds(60)
            $0.maximumDroppedBody = 5
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/ignore", method: "POST", stream: 1, ends: false)
                #expect(try await client.answer(on: 1).body == "ignored")
                try await client.send(Frame.data, flags: Flag.endStream, stream: 1, Self.text)
                try await client.send(Frame.ping, Self.text + Self.text)
                while let frame = try await client.nextFrame(), frame.type != Frame.ping {
                    #expect(frame.type != Frame.reset)
                }
            }
        }
    }

    // MARK: What is right

    @Test func whatIsUnknownIsPassedOver() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.send(22, Array(repeating: 0, count: 8))
                try await client.send(Frame.settings, Self.setting(255, 1))
                try await client.send(Self.priority, stream: 1, Self.number(0) + [0xFF])
                try await client.send(Frame.goAway, Self.number(0) + Self.number(255))
                try await client.send(Frame.ping, flags: 0x16, Self.text + Self.text)
                var frame = try await client.nextFrame()
                while let next = frame, next.type != Frame.ping { frame = try await client.nextFrame() }
                #expect(frame?.flags == 1)
            }
        }
    }

    @Test func theWindowOfAStreamIsKept() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                // The last of two counts (§6.5.3), and it may fall below what is used already (§6.9.2).
                try await client.send(Frame.settings, Self.setting(4, 100) + Self.setting(4, 3))
                try await client.sendRequest("/ignore", stream: 1)
                #expect(try await data(client) == "ign")
                try await client.send(Frame.settings, Self.setting(4, 2))
                try await client.send(Frame.windowUpdate, stream: 1, Self.number(2))
                #expect(try await data(client) == "o")
            }
        }
    }

    private func data(_ client: HTTP2RawClient) async throws -> String {
        while let frame = try await client.nextFrame() {
            if frame.type == Frame.data { return String(buffer: frame.payload) }
        }
        return ""
    }
}
