import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import HTTPServerTransport

/// How many connections and handshakes there may be.
///
/// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct ConnectionLimitTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Whether a new connection is served.
    private func isServed(_ port: Int, tls: TLSConfiguration? = nil) async -> Bool {
        (try? await RawClient.exchange(port, Self.get, until: "GET /a ", tls: tls))?.hasSuffix("GET /a ") ?? false
    }

    @Test(arguments: [false, true])
    func moreConnectionsThanTheLimitAreClosed(perAddress: Bool) async throws {
        try await TestServer.serving {
            if perAddress { $0.maximumConnectionsPerAddress = 2 } else { $0.maximumConnections = 2 }
        } _: { port in
            try await RawClient.connected(port) { first in
                try await first.send(Self.get)
                _ = try await first.inbound.text(until: "GET /a ")
                try await RawClient.connected(port) { second in
                    try await second.send(Self.get)
                    _ = try await second.inbound.text(until: "GET /a ")
                    #expect(try await RawClient.connected(port) { try await $0.inbound.text() }.isEmpty)
                    #expect(await !isServed(port))
                    // Those that are there go on.
                    try await first.send(Self.get)
                    #expect(try await first.inbound.text(until: "GET /a ").hasSuffix("GET /a "))
                }
                try await eventually { await isServed(port) }
            }
        }
    }

    @Test(arguments: [false, true])
    func moreHandshakesThanTheLimitAreClosed(perAddress: Bool) async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client()
        try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            if perAddress { $0.maximumHandshakesPerAddress = 2 } else { $0.maximumHandshakes = 2 }
        } _: { port in
            // A connection whose handshake is over does not count.
            try await RawClient.connected(port, tls: tls) { known in
                try await known.send(Self.get)
                _ = try await known.inbound.text(until: "GET /a ")
                try await RawClient.connected(port) { first in
                    try await first.outbound.write(ByteBuffer(bytes: [0x16, 0x03, 0x01]))
                    try await RawClient.connected(port) { second in
                        try await eventually { await !isServed(port, tls: tls) }
                        try await known.send(Self.get)
                        #expect(try await known.inbound.text(until: "GET /a ").hasSuffix("GET /a "))
                        _ = second
                    }
                    try await eventually { await isServed(port, tls: tls) }
                }
            }
        }
    }

    @Test func handshakesThatDoNotGoOnMakeRoom() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client()
        try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.maximumHandshakes = 1
            $0.handshakeTimeout = .milliseconds(200)
        } _: { port in
            try await RawClient.connected(port) { silent in
                #expect(try await silent.inbound.text().isEmpty)
                try await eventually { await isServed(port, tls: tls) }
            }
        }
    }

    @Test func theGateForgetsWhoHasGone() throws {
        let gate = ConnectionGate(
            .init(connections: 3, connectionsPerAddress: 2, handshakes: 3, handshakesPerAddress: 1))
        let one = ClientAddress(try SocketAddress(ipAddress: "192.0.2.1", port: 1))
        let other = ClientAddress(try SocketAddress(ipAddress: "192.0.2.2", port: 1))
        let first = try gate.admit(one, handshake: true)
        #expect(throws: ConnectionGate.Refusal.handshakesOfAddress) { try gate.admit(one, handshake: true) }
        first.endHandshake()
        first.endHandshake()
        let second = try gate.admit(one, handshake: true)
        #expect(throws: ConnectionGate.Refusal.connectionsOfAddress) { try gate.admit(one, handshake: true) }
        let third = try gate.admit(other, handshake: false)
        #expect(throws: ConnectionGate.Refusal.connections) { try gate.admit(nil, handshake: false) }
        for admission in [first, second, third, first, second] {
            admission.end()
            admission.endHandshake()
        }
        let again = try (0..<2).map { _ in
            let admission = try gate.admit(one, handshake: true)
            admission.endHandshake()
            return admission
        }
        #expect(throws: ConnectionGate.Refusal.connectionsOfAddress) { try gate.admit(one, handshake: true) }
        #expect(again.count == 2)
    }

    @Test func aNetworkOfIPv6IsOneAddress() throws {
        func address(_ text: String) throws -> ClientAddress? {
            ClientAddress(try SocketAddress(ipAddress: text, port: 1))
        }
        #expect(try address("2001:db8:1:2::1") == address("2001:db8:1:2:ffff::9"))
        #expect(try address("2001:db8:1:2::1") != address("2001:db8:1:3::1"))
        #expect(try address("::ffff:192.0.2.1") == address("192.0.2.1"))
        #expect(try address("192.0.2.1") != address("192.0.2.2"))
        #expect(try ClientAddress(SocketAddress(unixDomainSocketPath: "/x")) == nil)
    }

    @Test func descriptorsAreLeftForAllElse() {
        var configuration = HTTPServerTransport.Configuration(security: .insecure)
        configuration.maximumConnections = 500
        configuration.reservedDescriptors = 64
        #expect(ConnectionGate.Limits(configuration, descriptors: 1024).connections == 500)
        #expect(ConnectionGate.Limits(configuration, descriptors: 200).connections == 136)
        #expect(ConnectionGate.Limits(configuration, descriptors: 10).connections == 1)
        #expect(DescriptorLimit.current > 0)
    }

    @Test func aReserveRefusesConnectionsThatCannotBeAccepted() async throws {
        // Nothing is accepted by itself.
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await RawClient.connected(port) { first in
            try await RawClient.connected(port) { second in
                let refused = try await listener.eventLoop.submit {
                    try listener.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                        socket in
                        var reserve = DescriptorReserve()
                        return [1, 9, 9].map { limit in reserve.refuse(on: socket, upTo: limit) }
                    }
                }.get()
                #expect(refused == [1, 1, 0])
                #expect(try await first.inbound.text().isEmpty)
                #expect(try await second.inbound.text().isEmpty)
            }
        }
        try await listener.close()
        #expect(DescriptorReserve.isExhausted(IOError(errnoCode: EMFILE, reason: "accept")))
        #expect(!DescriptorReserve.isExhausted(IOError(errnoCode: ECONNABORTED, reason: "accept")))
    }

    @Test func theLogDoesNotGrowWithTheAttempts() async throws {
        let lines = Lines()
        let attempts = 200
        var logger = Logger(label: "test") { _ in lines.handler }
        logger.logLevel = .info
        let cluster = try TestCluster()
        try await TestServer.serving(security: .tls(cluster.certificates.files), logger: logger) { port in
            for _ in 0..<attempts { _ = try await RawClient.exchange(port, "GET / HTTP/1.1\r\n\r\n") }
        }
        let count = lines.count("a request without TLS was refused")
        #expect((1..<attempts / 2).contains(count), "\(count)")
    }
}

/// The lines of a log.
private final class Lines: Sendable {
    private let messages = Mutex<[String]>([])

    var handler: any LogHandler { Handler(lines: self) }

    func count(_ message: String) -> Int { messages.withLock { $0.count { $0 == message } } }

    private struct Handler: LogHandler {
        let lines: Lines
        var logLevel = Logger.Level.info
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.messages.withLock { $0.append("\(event.message)") } }
    }
}
