import APIMachinery
import HTTPServerTransport
import HTTPTypes
import NIOCore
import NIOSSL
import Testing

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct ShutdownTests {
    /// Runs a transport until it has ended by itself, once it was told to stop listening.
    private func stopping<Result: Sendable>(
        _ sender: any RequestSender, security: HTTPServerTransport.Security, gracePeriod: Swift.Duration = .seconds(30),
        _ body: @Sendable @escaping (_ port: Int, _ stop: @Sendable @escaping () -> Void) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPServerTransport.Configuration(security: security)
        configuration.gracePeriod = gracePeriod
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let transport = try HTTPServerTransport(
            serving: sender, configuration: configuration, logger: TestServer.logger
        ) {
            running.yield($0)
        }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await transport.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let result = try await body(port) { transport.stopListening() }
            try await tasks.waitForAll()
            return result
        }
    }

    @Test func idleConnectionsAreClosedAndNoMoreAccepted() async throws {
        try await stopping(Echo(), security: .insecure) { port, stop in
            try await RawClient.connected(port) { client in
                try await client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await client.inbound.text(until: "GET /a ")
                stop()
                #expect(try await client.inbound.text().isEmpty)
            }
            try await eventually {
                (try? await RawClient.exchange(port, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n")) == nil
            }
        }
    }

    @Test(arguments: [false, true])
    func requestsThatAreBeingAnsweredAreFinished(http2: Bool) async throws {
        let cluster = try TestCluster()
        let held = Held()
        let tls = try cluster.client(protocols: [http2 ? "h2" : "http/1.1"])
        try await stopping(held, security: .tls(cluster.certificates.files)) { port, stop in
            if http2 {
                try await HTTP2RawClient.connected(port, tls: tls) { client in
                    try await client.sendRequest("/a", stream: 1)
                    try await eventually { held.begun.count == 1 }
                    stop()
                    var hasGoAway = false
                    while !hasGoAway, let frame = try await client.nextFrame() {
                        hasGoAway = frame.type == HTTP2RawClient.Frame.goAway
                    }
                    #expect(hasGoAway)
                    held.release.add()
                    let answer = try await client.answer(on: 1)
                    #expect(answer.body == "done", "\(answer)")
                    while try await client.nextFrame() != nil {}
                }
            } else {
                try await RawClient.connected(port, tls: tls) { client in
                    try await client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
                    try await eventually { held.begun.count == 1 }
                    stop()
                    held.release.add()
                    let answer = try await client.inbound.text()
                    #expect(answer.hasSuffix("\r\n\r\ndone"))
                }
            }
        }
    }

    @Test(arguments: [false, true])
    func streamsThatEndDoSoProperly(http2: Bool) async throws {
        let cluster = try TestCluster()
        let held = Held()
        let tls = try cluster.client(protocols: [http2 ? "h2" : "http/1.1"])
        try await stopping(held, security: .tls(cluster.certificates.files)) { port, stop in
            if http2 {
                try await HTTP2RawClient.connected(port, tls: tls) { client in
                    try await client.sendRequest("/stream", stream: 1)
                    try await eventually { held.begun.count == 1 }
                    stop()
                    held.release.add()
                    let answer = try await client.answer(on: 1)
                    #expect(answer.body == "done" && answer.resetCode == nil)
                }
            } else {
                try await RawClient.connected(port, tls: tls) { client in
                    try await client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
                    try await eventually { held.begun.count == 1 }
                    stop()
                    held.release.add()
                    #expect(try await client.inbound.text().hasSuffix("\r\n4\r\ndone\r\n0\r\n\r\n"))
                }
            }
        }
    }

    @Test func whatDoesNotEndIsCutOff() async throws {
        try await stopping(Echo(), security: .insecure, gracePeriod: .milliseconds(50)) { port, stop in
            try await RawClient.connected(port) { client in
                try await client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await client.inbound.text(until: "two")
                stop()
                #expect(!(try await client.inbound.text().contains("\r\n0\r\n")))
            }
        }
    }

    @Test func anAddressThatIsTakenIsAnError() async throws {
        try await TestServer.serving { port in
            var configuration = HTTPServerTransport.Configuration(security: .insecure)
            configuration.port = port
            let second = try HTTPServerTransport(
                serving: Echo(), configuration: configuration, logger: TestServer.logger)
            await #expect(throws: (any Error).self) { try await second.run() }
        }
    }

    @Test func aCancelledTransportEnds() async throws {
        let transport = try HTTPServerTransport(
            serving: Echo(), configuration: .init(security: .insecure), logger: TestServer.logger)
        let running = Task { try await transport.run() }
        running.cancel()
        _ = try? await running.value
    }
}

/// Answers once it is told to.
private final class Held: RequestSender {
    let begun = Counter()
    let release = Counter()

    func send(_ request: APIRequest) async throws -> APIResponse {
        begun.add()
        if request.path == "/stream" {
            let sent = Counter()
            return APIResponse(
                status: .ok,
                body: .chunks(
                    ByteChunks { [release] in
                        while release.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
                        sent.add()
                        return sent.count == 1 ? Array("done".utf8) : nil
                    }))
        }
        while release.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
        return APIResponse(status: .ok, body: .bytes(Array("done".utf8)))
    }
}
