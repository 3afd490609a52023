import NIOSSL
import Synchronization

/// The chains of clients whose certificate is not signed by an authority itself. A resumed TLS session tells only the
/// client's own certificate, so the rest of an accepted chain is remembered.
final class IntermediateCertificates: Sendable {
    private static let largest = 256

    private let chains = Mutex<[NIOSSLCertificate: [NIOSSLCertificate]]>([:])

    /// Remembers the chain of a client that has been accepted.
    func remember(_ chain: [NIOSSLCertificate]) {
        guard let first = chain.first, chain.count > 1 else { return }
        chains.withLock { chains in
            if chains.count >= Self.largest { chains.removeAll() }
            chains[first] = chain
        }
    }

    /// A chain, with what is remembered for its first certificate where it has nothing else.
    func complete(_ chain: [NIOSSLCertificate]) -> [NIOSSLCertificate] {
        guard let first = chain.first, chain.count == 1 else { return chain }
        return chains.withLock { $0[first] } ?? chain
    }
}
