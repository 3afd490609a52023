import APIMachinery
import HTTPTypes
import Logging
import NIOCore

/// What the requests of one connection share.
///
/// Its variable is used on the connection's event loop only, which makes the unchecked sendability sound.
final class Connection: @unchecked Sendable {
    let sender: any RequestSender
    let limits: ConnectionLimits
    let logger: Logger
    let executors: EventLoopTaskExecutors
    let peer: PeerIdentity
    let memory: MemoryReturn
    /// How many requests are being answered, those whose client has given them up included.
    var running = 0

    init(
        sender: any RequestSender, limits: ConnectionLimits, logger: Logger, executors: EventLoopTaskExecutors,
        peer: PeerIdentity, memory: MemoryReturn
    ) {
        self.sender = sender
        self.limits = limits
        self.logger = logger
        self.executors = executors
        self.peer = peer
        self.memory = memory
    }

    func logFailure(_ head: HTTPRequest, _ error: any Error) {
        logger.error(
            "request failed",
            metadata: [
                "error": "\(error)", "method": "\(head.method)", "path": "\(Self.path(head))",
                "peer": "\(peer.address ?? "")",
            ])
    }

    func logBrokenOff(_ head: HTTPRequest, _ error: any Error) {
        logger.info(
            "answer broken off",
            metadata: [
                "error": "\(error)", "method": "\(head.method)", "path": "\(Self.path(head))",
                "peer": "\(peer.address ?? "")",
            ])
    }

    func logMalformed(_ error: any Error) {
        logger.debug("malformed request", metadata: ["error": "\(error)", "peer": "\(peer.address ?? "")"])
    }

    /// Without the query, which may hold a secret.
    private static func path(_ head: HTTPRequest) -> Substring {
        (head.path ?? "").prefix { $0 != "?" }
    }
}

/// What a connection may cost.
struct ConnectionLimits: Sendable {
    var maximumHeaderBytes: Int
    var maximumStreams: Int
    var maximumResets: Int
    var handshakeTimeout: TimeAmount
    var headerTimeout: TimeAmount
    var idleTimeout: TimeAmount
    var writeTimeout: TimeAmount
    var pingInterval: TimeAmount
    var pingTimeout: TimeAmount
    var gracePeriod: TimeAmount
    /// How much of a body waits for its reader, in bytes.
    var window = 256 << 10
    /// How many requests may wait behind the one that is being answered, in HTTP/1.1.
    var pipelined = 32
}

extension SocketAddress {
    /// The address and port as peers are named in logs.
    var peerName: String {
        guard let address = ipAddress, let port else { return "\(self)" }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
