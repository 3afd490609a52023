import APIMachinery
import HTTPServerTransport
import HTTPTypes
import NIOCore
import NIOSSL
import Synchronization
import Testing

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct HTTP2Tests {
    typealias Frame = HTTP2RawClient.Frame

    private func serving<Result: Sendable>(
        _ sender: any RequestSender = Echo(), _ configure: (inout HTTPServerTransport.Configuration) -> Void = { _ in },
        _ body: @Sendable @escaping (_ connect: Connect) async throws -> Result
    ) async throws -> Result {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        return try await TestServer.serving(sender, security: .tls(cluster.certificates.files), configure) { port in
            try await body(Connect(port: port, tls: tls))
        }
    }

    /// Connects to a server.
    struct Connect: Sendable {
        let port: Int
        let tls: TLSConfiguration

        func callAsFunction<Result: Sendable>(
            _ body: @Sendable @escaping (HTTP2RawClient) async throws -> Result
        ) async throws -> Result {
            try await HTTP2RawClient.connected(port, tls: tls, body)
        }
    }

    @Test func aConnectionServesSeveralRequestsAtOnce() async throws {
        let answers = try await serving { connect in
            try await connect { client in
                try await client.sendRequest("/stream", stream: 1)
                try await client.sendRequest("/a", method: "POST", [("content-length", "3")], stream: 3, ends: false)
                try await client.send(Frame.data, flags: 1, stream: 3, Array("xyz".utf8))
                let first = try await client.answer(on: 3)
                try await client.sendRequest("/ignore", method: "HEAD", stream: 5)
                return [first, try await client.answer(on: 5)]
            }
        }
        #expect(answers[0].body == "POST /a xyz")
        #expect(answers[1].body.isEmpty && answers[1].fields["content-length"] == "7")
    }

    @Test func theServerSaysItsLimits() async throws {
        let settings = try await serving { connect in
            try await connect { client in
                try await client.sendRequest("/a", stream: 1)
                _ = try await client.answer(on: 1)
                return client.settings
            }
        }
        #expect(settings[3] == 100)
        #expect(settings[6] == 1 << 20)
    }

    @Test func largeBodiesFlowBothWays() async throws {
        let expected = String(decoding: Array(Echo.large.joined()), as: UTF8.self)
        let answers = try await serving { connect in
            try await connect { client in
                try await client.sendRequest("/large", stream: 1)
                let large = try await client.answer(on: 1)
                try await client.sendRequest("/a", method: "POST", stream: 3, ends: false)
                // No more than the window that every stream begins with.
                for index in 0..<4 {
                    try await client.send(
                        Frame.data, flags: index == 3 ? 1 : 0, stream: 3, [UInt8](repeating: 120, count: 16_000))
                }
                return [large, try await client.answer(on: 3)]
            }
        }
        #expect(answers[0].body == expected)
        #expect(answers[1].body == "POST /a 64000 bytes")
    }

    @Test func failuresAreAnswers() async throws {
        let answers = try await serving { connect in
            try await connect { client in
                try await client.sendRequest("/fail", stream: 1)
                let first = try await client.answer(on: 1)
                try await client.sendRequest("/broken", stream: 3)
                return [first, try await client.answer(on: 3)]
            }
        }
        #expect(answers[0].status == "409")
        #expect(answers[0].body.contains(#""reason":"Conflict""#))
        #expect(answers[1].resetCode == 2)
    }

    @Test func aBodyThatNobodyReadsIsNotWanted() async throws {
        let answer = try await serving {
            $0.lingerTimeout = .milliseconds(30)
        } _: { connect in
            try await connect { client in
                try await client.sendRequest("/ignore", method: "POST", stream: 1, ends: false)
                let answer = try await client.answer(on: 1)
                var code: UInt32?
                while code == nil, let frame = try await client.nextFrame() {
                    var payload = frame.payload
                    if frame.type == Frame.reset { code = payload.readInteger(as: UInt32.self) }
                }
                #expect(code == 0)
                return answer
            }
        }
        #expect(answer.body == "ignored")
    }

    @Test func aBodyIsAskedForWhereTheClientWaits() async throws {
        let statuses = try await serving { connect in
            try await connect { client in
                try await client.sendRequest("/a", method: "POST", [("expect", "100-continue")], stream: 1, ends: false)
                var frames = 0
                while let frame = try await client.nextFrame(), frame.type != Frame.headers { frames += 1 }
                try await client.send(Frame.data, flags: 1, stream: 1, Array("z".utf8))
                return try await client.answer(on: 1)
            }
        }
        #expect(statuses.body == "POST /a z")
    }

    @Test func aStreamThatIsResetEndsItsRequest() async throws {
        let echo = Echo()
        try await serving(echo) { connect in
            try await connect { client in
                try await client.sendRequest("/stream", stream: 1)
                try await eventually { echo.endless.count == 1 }
                try await client.send(Frame.reset, stream: 1, [0, 0, 0, 8])
                try await eventually { echo.endless.count == 0 }
                try await client.sendRequest("/a", stream: 3)
                #expect(try await client.answer(on: 3).status == "200")
            }
        }
    }

    // MARK: Floods

    /// Whether the server ends a connection on which something is sent again and again.
    private func isEnded(
        _ configure: (inout HTTPServerTransport.Configuration) -> Void = { _ in },
        sending flood: @Sendable @escaping (HTTP2RawClient) async throws -> Void
    ) async throws -> Bool {
        try await serving(Echo(), configure) { connect in
            let isEnded = try await connect { client in
                // The server may have closed before all is sent.
                try? await flood(client)
                while let frame = try await client.nextFrame() {
                    if frame.type == Frame.goAway { return true }
                }
                return true
            }
            // Others are served as before.
            let answer = try await connect { client in
                try await client.sendRequest("/a", stream: 1)
                return try await client.answer(on: 1)
            }
            return isEnded && answer.status == "200"
        }
    }

    @Test(.timeLimit(.minutes(1))) func rapidResetsEndTheConnection() async throws {
        let isEnded = try await isEnded {
            $0.maximumStreamResets = 50
        } sending: { client in
            var frames = ByteBuffer()
            for index in 0..<200 {
                let stream = UInt32(index * 2 + 1)
                let head = HTTP2RawClient.request("GET", "/stream")
                frames.writeImmutableBuffer(HTTP2RawClient.frame(Frame.headers, flags: 5, stream: stream, head))
                frames.writeImmutableBuffer(HTTP2RawClient.frame(Frame.reset, stream: stream, [0, 0, 0, 8]))
            }
            try await client.client.outbound.write(frames)
        }
        #expect(isEnded)
    }

    @Test(.timeLimit(.minutes(1))) func endlessHeadersEndTheConnection() async throws {
        let isEnded = try await isEnded { client in
            try await client.send(Frame.headers, stream: 1, HTTP2RawClient.request("GET", "/a"))
            var frames = ByteBuffer()
            for index in 0..<500 {
                let block = HTTP2RawClient.block([("x-\(index)", "y")])
                frames.writeImmutableBuffer(HTTP2RawClient.frame(Frame.continuation, stream: 1, block))
            }
            try await client.client.outbound.write(frames)
        }
        #expect(isEnded)
    }

    @Test(.timeLimit(.minutes(1))) func headersThatAreTooLargeEndTheConnection() async throws {
        let isEnded = try await isEnded {
            $0.maximumHeaderBytes = 10_000
        } sending: { client in
            try await client.sendRequest("/a", stream: 1)
            // The limit holds once the client has confirmed it.
            _ = try await client.answer(on: 1)
            try await client.sendRequest("/a", [("x", String(repeating: "y", count: 12_000))], stream: 3)
        }
        #expect(isEnded)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [Frame.ping, Frame.settings]) func controlFramesEndTheConnection(
        type: UInt8
    ) async throws {
        let isEnded = try await isEnded { client in
            let payload = type == Frame.ping ? [UInt8](repeating: 1, count: 8) : []
            var frames = ByteBuffer()
            for _ in 0..<1000 { frames.writeImmutableBuffer(HTTP2RawClient.frame(type, payload)) }
            try await client.client.outbound.write(frames)
        }
        #expect(isEnded)
    }

    @Test(.timeLimit(.minutes(1))) func whatIsNoFrameEndsTheConnection() async throws {
        let isEnded = try await isEnded { client in
            try await client.client.send(String(repeating: "garbage", count: 1000))
        }
        #expect(isEnded)
    }

    @Test func requestsThatTheClientGaveUpStillCount() async throws {
        let slow = Stubborn()
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"])
        defer { slow.release() }
        try await TestServer.serving(slow, security: .tls(cluster.certificates.files)) {
            $0.maximumConcurrentStreams = 10
        } _: { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                for index in 0..<30 {
                    try await client.sendRequest("/a", stream: UInt32(index * 2 + 1))
                    try await client.send(Frame.reset, stream: UInt32(index * 2 + 1), [0, 0, 0, 8])
                }
                try await client.sendRequest("/a", stream: 61)
                #expect(try await client.answer(on: 61).resetCode == 7)
                #expect(slow.most <= 10)
                slow.release()
            }
        }
    }
}

/// Answers when it is told to, whoever waits.
private final class Stubborn: RequestSender {
    private struct State {
        var running = 0
        var most = 0
        var isReleased = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var most: Int { state.withLock { $0.most } }

    func release() {
        let waiting = state.withLock { state in
            state.isReleased = true
            return exchange(&state.waiting, with: [])
        }
        for waiter in waiting { waiter.resume() }
    }

    func send(_ request: APIRequest) async throws -> APIResponse {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock { state in
                state.running += 1
                state.most = max(state.most, state.running)
                if !state.isReleased { state.waiting.append(continuation) }
                return state.isReleased
            }
            if isReleased { continuation.resume() }
        }
        state.withLock { $0.running -= 1 }
        return APIResponse(status: .ok)
    }
}
