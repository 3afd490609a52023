import AsyncHTTPClient
import Logging
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Clients enough that no request waits for another to end.
///
/// A client has one HTTP/2 connection to a server, and servers allow some 100 streams on one; each watch holds one for as
/// long as it goes on. So a client that has nearly that many is left alone until some have ended, and another is made.
final class ConnectionLanes: Sendable {
    private struct Lane {
        var client: HTTPClient
        var open = 0
    }

    private struct State {
        var lanes: [Lane] = []
        var isClosed = false
    }

    private let configuration: HTTPClient.Configuration
    private let logger: Logger
    private let state = Mutex(State())

    /// How many requests a client has at once: fewer than the 100 that servers allow as a rule.
    private static let capacity = 90

    /// - Parameter identity: Whom the servers' certificates must be for; `nil` where that does not matter.
    init(_ configuration: HTTPClient.Configuration, identity: ServerIdentity?, logger: Logger) {
        var configuration = configuration
        // Called for each new connection, before it is given its first request.
        let prepare: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
            guard let identity else { return Self.keepAlive(channel) }
            return identity.check(channel).flatMap { Self.keepAlive(channel) }
        }
        configuration.http1_1ConnectionDebugInitializer = prepare
        configuration.http2ConnectionDebugInitializer = prepare
        self.configuration = configuration
        self.logger = logger
    }

    deinit {
        // Nobody has closed them, and nobody can any more. A client must not just be dropped.
        let clients = state.withLock { $0.isClosed ? [] : $0.lanes.map(\.client) }
        if !clients.isEmpty { Task { await Self.shutDown(clients) } }
    }

    /// A client for one request and its answer, which has ended when the lease is dropped; `nil` once they are closed.
    func lease() -> Lease? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            if let number = state.lanes.firstIndex(where: { $0.open < Self.capacity }) {
                state.lanes[number].open += 1
                return Lease(client: state.lanes[number].client, number: number, lanes: self)
            }
            let client = HTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration,
                backgroundActivityLogger: logger)
            state.lanes.append(Lane(client: client, open: 1))
            return Lease(client: client, number: state.lanes.count - 1, lanes: self)
        }
    }

    fileprivate func giveBack(_ number: Int) {
        state.withLock { $0.lanes[number].open -= 1 }
    }

    /// Closes all connections; what is under way fails.
    func close() async {
        let clients = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? [] : state.lanes.map(\.client)
        }
        await Self.shutDown(clients)
    }

    private static func shutDown(_ clients: [HTTPClient]) async {
        // It fails only where it has been done already.
        for client in clients { try? await client.shutdown() }
    }

    /// Lets the system find out about a server that is gone without a word: a watch may have nothing to say for minutes.
    private static func keepAlive(_ channel: any Channel) -> EventLoopFuture<Void> {
        // A connection that knows no such options goes without.
        func set(_ level: NIOBSDSocket.OptionLevel, _ name: NIOBSDSocket.Option, _ value: CInt) -> EventLoopFuture<Void>
        {
            channel.setOption(ChannelOptions.Types.SocketOption(level: level, name: name), value: .init(value))
                .recover { _ in }
        }
        var options = [set(.socket, .so_keepalive, 1)]
        #if os(Linux)
        options.append(set(.tcp, NIOBSDSocket.Option(rawValue: TCP_KEEPIDLE), 30))
        options.append(set(.tcp, NIOBSDSocket.Option(rawValue: TCP_KEEPINTVL), 15))
        options.append(set(.tcp, NIOBSDSocket.Option(rawValue: TCP_KEEPCNT), 3))
        #endif
        return EventLoopFuture.andAllComplete(options, on: channel.eventLoop)
    }
}

/// A client for one request.
final class Lease: Sendable {
    let client: HTTPClient
    private let number: Int
    private let lanes: ConnectionLanes

    fileprivate init(client: HTTPClient, number: Int, lanes: ConnectionLanes) {
        self.client = client
        self.number = number
        self.lanes = lanes
    }

    deinit {
        lanes.giveBack(number)
    }
}
