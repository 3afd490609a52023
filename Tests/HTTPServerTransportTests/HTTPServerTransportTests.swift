import APIMachinery
import HTTPServerTransport
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

/// Answers with what it was asked.
private struct Echo: RequestSender {
    func send(_ request: APIRequest) async throws -> APIResponse {
        switch String(request.path) {
        case "/stream":
            let (pieces, source) = AsyncStream.makeStream(of: [UInt8].self)
            for piece in ["one\n", "two\n"] { source.yield(Array(piece.utf8)) }
            // It does not end by itself.
            return APIResponse(status: .ok, body: .chunks(ByteChunks(Held(pieces: pieces, source: source))))
        case "/fail": throw APIError.conflict(GroupResource(group: "", resource: "things"), name: "x", message: "no")
        case "/ignore": return APIResponse(status: .ok, body: .bytes(Array("ignored".utf8)))
        default:
            let body = try await request.body.collect(upTo: 1000)
            let text = "\(request.head.method) \(request.head.path ?? "") \(String(decoding: body, as: UTF8.self))"
            return APIResponse(status: .ok, headerFields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
        }
    }
}

private struct Held: AsyncSequence, Sendable {
    let pieces: AsyncStream<[UInt8]>
    let source: AsyncStream<[UInt8]>.Continuation

    func makeAsyncIterator() -> AsyncStream<[UInt8]>.Iterator { pieces.makeAsyncIterator() }
}

/// Bytes over a socket, without a client that would correct them.
private struct RawClient: ~Copyable {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Sends bytes and returns what comes back until the server closes, or until the text is there.
    static func exchange(_ port: Int, _ text: String, until end: String? = nil, halfCloses: Bool = false) async throws
        -> String
    {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var received = ""
            do {
                try await outbound.write(ByteBuffer(string: text))
                if halfCloses { outbound.finish() }
                for try await buffer in inbound {
                    received += String(buffer: buffer)
                    if let end, received.contains(end) { break }
                }
            } catch is IOError {
                // What was received before a reset counts.
            }
            return received
        }
    }
}

@Suite struct HTTPServerTransportTests {
    /// Runs a transport for as long as a closure runs.
    private func serving<Result: Sendable>(
        _ configure: (inout HTTPServerTransport.Configuration) -> Void = { _ in },
        _ body: @Sendable @escaping (_ port: Int) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPServerTransport.Configuration()
        configure(&configuration)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let transport = HTTPServerTransport(serving: Echo(), configuration: configuration, logger: logger) {
            running.yield($0)
        }
        let group = ServiceGroup(services: [transport], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let result = try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        }
    }

    @Test func requestsAreAnswered() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(
                port, "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nxyz")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("POST /a?b=c xyz"))
        #expect(answer.lowercased().contains("content-length: 15\r\n"))
        #expect(answer.lowercased().contains("\r\ndate: "))
    }

    @Test func aConnectionServesSeveralRequests() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(
                port,
                "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"
                    + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        let first = try #require(answer.firstRange(of: "GET /1 "))
        let second = try #require(answer.firstRange(of: "ignored"))
        let third = try #require(answer.firstRange(of: "GET /2 "))
        #expect(first.upperBound < second.lowerBound && second.upperBound < third.lowerBound)
    }

    @Test(arguments: [
        "garbage\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "G\u{1}T / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func whatIsNoRequestGetsAStatus(text: String) async throws {
        let answer = try await serving { try await RawClient.exchange($0, text) }
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(answer)")
        #expect(answer.contains(#""kind":"Status""#))
        #expect(answer.contains(#""reason":"BadRequest""#))
    }

    @Test func aHeaderThatIsTooLargeGetsAStatus() async throws {
        let answer = try await serving {
            $0.maximumHeaderBytes = 1000
        } _: { port in
            try await RawClient.exchange(
                port, "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 5000))\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer)")
        #expect(answer.contains(#""kind":"Status""#))
    }

    @Test func aClientThatHasSentAllIsStillAnswered() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(port, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n", halfCloses: true)
        }
        #expect(answer.hasSuffix("GET /1 "))
    }

    @Test func failuresAreAnswers() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(port, "GET /fail HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 409 Conflict\r\n"))
        #expect(answer.contains(#""reason":"Conflict""#))
    }

    @Test func piecesAreSentAtOnce() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(port, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n", until: "two\n")
        }
        #expect(answer.contains("one\n"))
        #expect(answer.lowercased().contains("transfer-encoding: chunked"))
    }

    @Test func anIdleConnectionIsClosed() async throws {
        let answer = try await serving {
            $0.idleTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.exchange(port, "GET / HTTP/1.1\r\n")
        }
        #expect(answer.isEmpty)
    }

    @Test func aBodyIsAskedForWhereTheClientWaits() async throws {
        let answer = try await serving { port in
            try await RawClient.exchange(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\nz")
        }
        #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }
}
