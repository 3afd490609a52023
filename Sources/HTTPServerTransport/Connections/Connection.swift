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

    /// A client takes less of an answer than it must.
    func logSlowReader() {
        logger.info("stream cut off: the client does not take the answer", metadata: ["peer": "\(peer.address ?? "")"])
    }

    func logMalformed(_ error: any Error) {
        logger.debug("malformed request", metadata: ["error": "\(error)", "peer": "\(peer.address ?? "")"])
    }

    /// Without the query, which may hold a secret.
    private static func path(_ head: HTTPRequest) -> Substring {
        (head.path ?? "").prefix { $0 != "?" }
    }
}

extension SocketAddress {
    /// The address and port as peers are named in logs.
    var peerName: String {
        guard let address = ipAddress, let port else { return "\(self)" }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
