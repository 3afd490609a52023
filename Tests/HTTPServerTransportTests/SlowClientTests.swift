import APIMachinery
import HTTPServerTransport
import HTTPTypes
import NIOCore
import NIOSSL
import Synchronization
import Testing

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct SlowClientTests {
    @Test func aHeaderThatDoesNotComeIsNotWaitedFor() async throws {
        let answer = try await TestServer.serving {
            $0.headerTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.exchange(port, "GET / HTTP/1.1\r\nX: ")
        }
        #expect(answer.isEmpty)
    }

    @Test func anIdleConnectionIsClosed() async throws {
        let answer = try await TestServer.serving {
            $0.idleTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.exchange(port, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        #expect(answer.hasSuffix("GET /a "))
    }

    @Test func anIdleHTTP2ConnectionIsClosed() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        let types = try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.idleTimeout = .milliseconds(30)
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                var types: [UInt8] = []
                while let frame = try await client.nextFrame() { types.append(frame.type) }
                return types
            }
        }
        #expect(types.contains(HTTP2RawClient.Frame.goAway))
    }

    @Test(arguments: [false, true])
    func aClientThatDoesNotTakeItsAnswerIsCutOff(isSecure: Bool) async throws {
        let cluster = try TestCluster()
        let tls = isSecure ? try cluster.client() : nil
        let endless = Endless()
        try await TestServer.serving(endless, security: isSecure ? .tls(cluster.certificates.files) : .insecure) {
            $0.writeTimeout = .milliseconds(50)
        } _: { port in
            try await RawClient.connected(port, tls: tls, receiveBuffer: 8192) { client in
                try await client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                try await eventually { endless.ended.count == 1 }
                #expect(endless.pieces.count < 1000)
            }
        }
    }

    @Test func aStreamThatDoesNotTakeItsAnswerIsCutOffAndNoOther() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        let endless = Endless()
        try await TestServer.serving(endless, security: .tls(cluster.certificates.files)) {
            $0.writeTimeout = .milliseconds(50)
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                // It never makes room for more than the first window.
                try await client.sendRequest("/", stream: 1)
                var isReset = false
                while !isReset, let frame = try await client.nextFrame() {
                    isReset = frame.stream == 1 && frame.type == HTTP2RawClient.Frame.reset
                }
                #expect(isReset)
                try await eventually { endless.ended.count == 1 }
                try await client.send(HTTP2RawClient.Frame.windowUpdate, [0, 1, 0, 0])
                try await client.sendRequest("/one", stream: 3)
                #expect(try await client.answer(on: 3).body == "one")
            }
        }
    }

    @Test func aConnectionOfHTTP2ThatReadsNothingIsCutOff() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        let endless = Endless()
        try await TestServer.serving(endless, security: .tls(cluster.certificates.files)) {
            $0.writeTimeout = .milliseconds(50)
        } _: { port in
            try await RawClient.connected(port, tls: tls, receiveBuffer: 8192) { raw in
                let client = HTTP2RawClient(raw)
                try await raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                // It has room for everything, and takes nothing.
                try await client.send(HTTP2RawClient.Frame.settings, [0, 4, 0x7F, 0xFF, 0xFF, 0xFF])
                try await client.send(HTTP2RawClient.Frame.windowUpdate, [0x7F, 0, 0, 0])
                try await client.sendRequest("/", stream: 1)
                try await eventually { endless.ended.count == 1 }
                #expect(endless.pieces.count < 1000)
            }
        }
    }

    @Test func aClientThatReadsSlowlyGetsAll() async throws {
        let expected = Echo.large.reduce(0) { $0 + $1.count }
        let received = try await TestServer.serving { port in
            try await RawClient.connected(port, receiveBuffer: 8192) { client in
                try await client.send("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                var count = 0
                while let buffer = try await client.inbound.next() {
                    count += buffer.readableBytes
                    await Task.yield()
                }
                return count
            }
        }
        #expect(received > expected)
    }

    @Test func aClientThatTakesLittleAtATimeIsNotCutOff() async throws {
        // Longer than a busy machine keeps this test from reading.
        let timeout = Swift.Duration.seconds(2)
        let endless = Endless()
        try await TestServer.serving(endless) {
            $0.writeTimeout = timeout
        } _: { port in
            try await RawClient.connected(port, receiveBuffer: 8192) { client in
                let begin = ContinuousClock.now
                try await client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                // The system's buffers take more than is read here, so that the server writes nothing meanwhile.
                while ContinuousClock.now - begin < timeout * 1.8 {
                    #expect(try await client.inbound.next() != nil)
                    let next = ContinuousClock.now + .milliseconds(40)
                    try await eventually { ContinuousClock.now >= next }
                }
                #expect(endless.ended.count == 0)
            }
            try await eventually { endless.ended.count == 1 }
        }
    }

    @Test func aBodyThatIsNotReadIsNotTakenFromTheClient() async throws {
        let never = NeverReads()
        try await TestServer.serving(never) { port in
            try await RawClient.connected(port) { client in
                try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
                let sent = Counter()
                let sending = Task {
                    let piece = ByteBuffer(repeating: 120, count: 1 << 20)
                    while sent.count < 900 {
                        try await client.channel.writeAndFlush(piece).get()
                        sent.add()
                    }
                }
                // The system's buffers take some; then nothing moves.
                var last = -1
                var same = 0
                try await eventually {
                    same = sent.count == last ? same + 1 : 0
                    last = sent.count
                    return same > 40
                }
                #expect(sent.count < 100)
                sending.cancel()
                never.release.add()
            }
        }
    }
}

/// Counts.
final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
}

/// An answer that does not end, as fast as it is taken.
private final class Endless: RequestSender {
    let pieces = Counter()
    let ended = Counter()

    func send(_ request: APIRequest) async throws -> APIResponse {
        if request.path == "/one" { return APIResponse(status: .ok, body: .bytes(Array("one".utf8))) }
        let end = AtEnd(ended)
        return APIResponse(
            status: .ok,
            body: .chunks(
                ByteChunks { [pieces] in
                    pieces.add()
                    _ = end
                    return [UInt8](repeating: 120, count: 64 << 10)
                }))
    }
}

/// Counts when it is let go.
private final class AtEnd: Sendable {
    private let counter: Counter

    init(_ counter: Counter) { self.counter = counter }

    deinit { counter.add() }
}

/// Leaves bodies alone until it is told to end.
private final class NeverReads: RequestSender {
    let release = Counter()

    func send(_ request: APIRequest) async throws -> APIResponse {
        while release.count == 0, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
        return APIResponse(status: .ok)
    }
}
