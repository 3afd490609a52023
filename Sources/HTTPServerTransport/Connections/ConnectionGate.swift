import NIOCore
import Synchronization

/// Counts connections, in all and of each address, and those of them that are at their handshake, and takes no more of
/// them than there may be.
final class ConnectionGate: Sendable {
    /// How many there may be.
    struct Limits: Sendable {
        var connections: Int
        var connectionsPerAddress: Int
        var handshakes: Int
        var handshakesPerAddress: Int
    }

    /// Why a connection is not taken.
    struct Refusal: Error, Hashable, CustomStringConvertible {
        let description: String

        static let connections = Refusal(description: "too many connections")
        static let connectionsOfAddress = Refusal(description: "too many connections of this address")
        static let handshakes = Refusal(description: "too many handshakes")
        static let handshakesOfAddress = Refusal(description: "too many handshakes of this address")
    }

    /// A connection that is taken, until its end.
    final class Admission: Sendable {
        private enum Stage { case handshake, open, ended }

        private let gate: ConnectionGate
        private let address: ClientAddress?
        private let stage: Mutex<Stage>

        fileprivate init(_ gate: ConnectionGate, _ address: ClientAddress?, handshake: Bool) {
            self.gate = gate
            self.address = address
            stage = Mutex(handshake ? .handshake : .open)
        }

        /// The handshake is over, and so is all that depends on it.
        func endHandshake() { advance(to: .open) }

        /// The connection is closed.
        func end() { advance(to: .ended) }

        private func advance(to next: Stage) {
            let previous = stage.withLock { stage in
                if case .ended = stage { return stage }
                return exchange(&stage, with: next)
            }
            switch (previous, next) {
            case (.handshake, .open): gate.add(Counts(handshakes: -1), address)
            case (.handshake, .ended): gate.add(Counts(connections: -1, handshakes: -1), address)
            case (.open, .ended): gate.add(Counts(connections: -1), address)
            default: break
            }
        }
    }

    private struct Counts: Hashable {
        var connections = 0
        var handshakes = 0

        static func += (counts: inout Counts, change: Counts) {
            counts.connections += change.connections
            counts.handshakes += change.handshakes
        }
    }

    private struct State {
        var all = Counts()
        var addresses: [ClientAddress: Counts] = [:]
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) { self.limits = limits }

    /// Takes a connection.
    ///
    /// - Parameter handshake: Whether it begins with a handshake.
    /// - Throws: ``Refusal`` where there are too many.
    func admit(_ address: ClientAddress?, handshake: Bool) throws(Refusal) -> Admission {
        let refusal: Refusal? = state.withLock { state in
            if state.all.connections >= limits.connections { return .connections }
            if handshake, state.all.handshakes >= limits.handshakes { return .handshakes }
            let change = Counts(connections: 1, handshakes: handshake ? 1 : 0)
            if let address {
                let counts = state.addresses[address] ?? Counts()
                if counts.connections >= limits.connectionsPerAddress { return .connectionsOfAddress }
                if handshake, counts.handshakes >= limits.handshakesPerAddress { return .handshakesOfAddress }
                state.addresses[address, default: Counts()] += change
            }
            state.all += change
            return nil
        }
        if let refusal { throw refusal }
        return Admission(self, address, handshake: handshake)
    }

    private func add(_ change: Counts, _ address: ClientAddress?) {
        state.withLock { state in
            state.all += change
            guard let address, var counts = state.addresses[address] else { return }
            counts += change
            // Nothing is kept of those who have gone.
            state.addresses[address] = counts == Counts() ? nil : counts
        }
    }
}

extension ConnectionGate.Limits {
    /// - Parameter descriptors: How many files and sockets the process may open.
    init(_ configuration: HTTPServerTransport.Configuration, descriptors: Int) {
        connections = min(configuration.maximumConnections, max(1, descriptors - configuration.reservedDescriptors))
        connectionsPerAddress = configuration.maximumConnectionsPerAddress
        handshakes = configuration.maximumHandshakes
        handshakesPerAddress = configuration.maximumHandshakesPerAddress
    }
}
