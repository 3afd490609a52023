import APIMachinery
import HTTPServerTransport
import HTTPTypes
import NIOCore
import NIOSSL
import Testing

/// Clients that are there and do nothing, or next to nothing.
///
/// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized, .timeLimit(.minutes(5))) struct StalledClientTests {
    typealias Frame = HTTP2RawClient.Frame

    private func serving<Result: Sendable>(
        _ sender: any RequestSender = Echo(), _ configure: (inout HTTPServerTransport.Configuration) -> Void,
        _ body: @Sendable @escaping (_ port: Int, _ tls: TLSConfiguration) async throws -> Result
    ) async throws -> Result {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        return try await TestServer.serving(sender, security: .tls(cluster.certificates.files), configure) { port in
            try await body(port, tls)
        }
    }

    // MARK: HTTP/2

    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    static let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
    static let confirmation: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]

    @Test(arguments: [
        [], Array(preface.prefix(10)), preface, preface + settings, preface + settings + confirmation,
        preface + settings + confirmation
            + Array(
                HTTP2RawClient.frame(Frame.headers, flags: 5, stream: 1, HTTP2RawClient.request("GET", "/a"))
                    .readableBytesView),
    ])
    func aConnectionThatDoesNothingEnds(sending bytes: [UInt8]) async throws {
        try await serving {
            $0.headerTimeout = .milliseconds(30)
            $0.idleTimeout = .milliseconds(30)
            $0.pingTimeout = .milliseconds(30)
            $0.gracePeriod = .seconds(3600)
        } _: { port, tls in
            try await RawClient.connected(port, tls: tls) { client in
                // It may have been closed already.
                if !bytes.isEmpty { try? await client.outbound.write(ByteBuffer(bytes: bytes)) }
                while try await client.inbound.next() != nil {}
            }
        }
    }

    @Test func whatIsUnderWayIsFinishedFirst() async throws {
        let held = Held()
        try await serving(held) {
            $0.pingInterval = .milliseconds(200)
            $0.pingTimeout = .milliseconds(100)
            $0.gracePeriod = .seconds(60)
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                client.answersPings = false
                try await client.sendRequest("/a", stream: 1)
                var frame = try await client.nextFrame()
                while let next = frame, next.type != Frame.goAway { frame = try await client.nextFrame() }
                #expect(frame != nil)
                held.release.add()
                #expect(try await client.answer(on: 1).body == "done")
                while try await client.nextFrame() != nil {}
            }
        }
    }

    @Test func whatDoesNotEndIsCutOffAfterTheGracePeriod() async throws {
        let echo = Echo()
        try await serving(echo) {
            $0.pingInterval = .milliseconds(200)
            $0.pingTimeout = .milliseconds(100)
            $0.gracePeriod = .milliseconds(30)
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                client.answersPings = false
                try await client.sendRequest("/stream", stream: 1)
                while try await client.nextFrame() != nil {}
                try await eventually { echo.endless.count == 0 }
            }
        }
    }

    /// SETTINGS_INITIAL_WINDOW_SIZE.
    private static func window(_ size: UInt8) -> [UInt8] { [0, 4, 0, 0, 0, size] }

    @Test func anAnswerThatGetsNoRoomEndsItsStream() async throws {
        try await serving {
            $0.writeTimeout = .milliseconds(50)
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.send(Frame.settings, Self.window(0))
                // The answer is short and the handler has long returned it.
                try await client.sendRequest("/a", stream: 1)
                #expect(try await client.answer(on: 1).resetCode != nil)
                try await client.send(Frame.settings, Self.window(100))
                try await client.sendRequest("/a", stream: 3)
                #expect(try await client.answer(on: 3).body == "GET /a ")
            }
        }
    }

    @Test func aWatchThatHasNothingToSayGoesOn() async throws {
        let echo = Echo()
        try await serving(echo) {
            $0.writeTimeout = .milliseconds(20)
            $0.bodyTimeout = .milliseconds(20)
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/stream", stream: 1)
                try await eventually { echo.endless.count == 1 }
                try await client.send(Frame.settings, Self.window(0))
                // Others are cut off meanwhile, again and again: that is how time passes here.
                for stream in stride(from: UInt32(3), to: 11, by: 2) {
                    try await client.sendRequest("/a", stream: stream)
                    #expect(try await client.answer(on: stream).resetCode != nil)
                }
                #expect(echo.endless.count == 1)
            }
        }
    }

    @Test func aReaderThatIsSlowGetsAll() async throws {
        let timeout = Swift.Duration.seconds(1)
        try await serving {
            $0.writeTimeout = timeout
            $0.minimumWriteProgress = 2
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.send(Frame.settings, Self.window(1))
                let begin = ContinuousClock.now
                let path = "/" + String(repeating: "a", count: 100)
                try await client.sendRequest(path, stream: 1)
                var received = 0
                while let frame = try await client.nextFrame() {
                    try #require(frame.type != Frame.reset)
                    guard frame.stream == 1, frame.type == Frame.data else { continue }
                    received += frame.payload.readableBytes
                    if frame.endsStream { break }
                    // All of it takes longer than nothing may.
                    let next = begin + timeout * 1.3 * received / path.utf8.count
                    try await eventually { ContinuousClock.now >= next }
                    try await client.send(Frame.windowUpdate, stream: 1, [0, 0, 0, 1])
                }
                #expect(received == path.utf8.count + 5)
                #expect(ContinuousClock.now - begin > timeout)
            }
        }
    }

    @Test func halfABodyIsNotWaitedForInHTTP2() async throws {
        try await serving {
            $0.bodyTimeout = .milliseconds(30)
        } _: { port, tls in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/a", method: "POST", stream: 1, ends: false)
                try await client.send(Frame.data, stream: 1, Array("xyz".utf8))
                #expect(try await client.answer(on: 1).status == "408")
                try await client.sendRequest("/a", stream: 3)
                #expect(try await client.answer(on: 3).status == "200")
            }
        }
    }

    // MARK: HTTP/1.1

    @Test(arguments: ["", "G", "GET / HTTP/1.1\r\nHost: x\r\n"])
    func aRequestThatDoesNotComeIsNotWaitedFor(beginning: String) async throws {
        let cluster = try TestCluster()
        for security in [HTTPServerTransport.Security.insecure, .tls(cluster.certificates.files)] {
            let tls = security == .insecure ? nil : try cluster.client()
            let answer = try await TestServer.serving(security: security) {
                $0.headerTimeout = .milliseconds(30)
            } _: { port in
                try await RawClient.exchange(port, beginning, tls: tls)
            }
            #expect(answer.isEmpty)
        }
    }

    @Test func halfASecondHeaderIsNotWaitedFor() async throws {
        let answer = try await TestServer.serving {
            $0.idleTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.exchange(port, "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: ")
        }
        #expect(answer.hasSuffix("GET /a "))
    }

    @Test(arguments: ["Content-Length: 5\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n3\r\na"])
    func halfABodyIsNotWaitedFor(rest: String) async throws {
        let answer = try await TestServer.serving {
            $0.bodyTimeout = .milliseconds(30)
            $0.headerTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.exchange(port, "POST /a HTTP/1.1\r\nHost: x\r\n\(rest)")
        }
        #expect(answer.hasPrefix("HTTP/1.1 408 "), "\(answer)")
    }
}

/// Answers once it is told to.
private final class Held: RequestSender {
    let release = Counter()

    func send(_ request: APIRequest) async throws -> APIResponse {
        while release.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
        return APIResponse(status: .ok, body: .bytes(Array("done".utf8)))
    }
}
