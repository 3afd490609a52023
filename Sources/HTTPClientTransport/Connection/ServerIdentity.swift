import NIOCore
import NIOSSL
import SwiftASN1
import X509

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The name or address that a server's certificate must be for: that of its URL, or the one that is said instead.
///
/// The TLS library would also take a certificate for the address that the name stands for. Who can lead a name to a server
/// of their own would get by with a certificate for that server's address.
struct ServerIdentity: Sendable {
    /// A DNS name, or an IP address without brackets.
    let name: String
    /// The server's host and port, for errors.
    let server: String

    /// Looks at the certificate that a connection's server has shown, before anything is asked of it.
    ///
    /// - Returns: a failure, with the connection closed, where the certificate is for others.
    func check(_ channel: any Channel) -> EventLoopFuture<Void> {
        let checked = channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
            guard let certificate else { throw failure("the server has shown no certificate") }
            let names: SubjectAlternativeNames?
            do {
                names = try Certificate(derEncoded: certificate.toDERBytes()).extensions.subjectAlternativeNames
            } catch {
                throw failure("the server's certificate cannot be read: \(error)")
            }
            if let problem = problem(with: names ?? SubjectAlternativeNames()) { throw failure(problem) }
        }
        checked.whenFailure { _ in
            // Once whoever waits for the connection knows why there is none.
            channel.eventLoop.execute { channel.close(promise: nil) }
        }
        return checked
    }

    private func failure(_ message: String) -> ConnectionError {
        ConnectionError(server: server, reason: .notSecure, message: "the connection cannot be secured: \(message)")
    }

    /// Why a certificate with these names is for others; `nil` where it is for the server.
    func problem(with names: SubjectAlternativeNames) -> String? {
        let address = Self.bytes(of: name)
        var others: [String] = []
        for other in names {
            switch other {
            case .dnsName(let pattern):
                if address == nil, Self.matches(pattern, name) { return nil }
                others.append(pattern)
            case .ipAddress(let octets):
                let bytes = Self.shortened(Array(octets.bytes))
                if address == bytes { return nil }
                others.append(Self.text(of: bytes))
            default: break
            }
        }
        guard !others.isEmpty else { return "the certificate is valid for no name at all, so not for \(name)" }
        return "the certificate is valid for \(others.joined(separator: ", ")), not for \(name)"
    }

    /// Whether a name of a certificate, whose first label may be `*`, stands for a host.
    private static func matches(_ pattern: String, _ host: String) -> Bool {
        var labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        // A dot at the end only says that the name is whole.
        if labels.last == "", labels.count > 1 { labels.removeLast() }
        let patterns = pattern.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count == patterns.count, !labels.contains("") else { return false }
        return zip(patterns, labels).enumerated().allSatisfy { index, pair in
            pair.0 == pair.1 || (index == 0 && labels.count > 1 && pair.0 == "*")
        }
    }

    // MARK: Addresses

    /// The bytes of an IP address; `nil` for anything else.
    private static func bytes(of address: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, address, &bytes) == 1 { return Array(bytes[..<4]) }
        if inet_pton(AF_INET6, address, &bytes) == 1 { return shortened(bytes) }
        return nil
    }

    /// An IPv4 address within IPv6 as IPv4: they are the same.
    private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
        let prefix = [UInt8](repeating: 0, count: 10) + [255, 255]
        return bytes.count == 16 && bytes.starts(with: prefix) ? Array(bytes[12...]) : bytes
    }

    private static func text(of address: [UInt8]) -> String {
        guard [4, 16].contains(address.count),
            let socket = try? SocketAddress(packedIPAddress: ByteBuffer(bytes: address), port: 0)
        else { return "an address of \(address.count) bytes" }
        return socket.ipAddress ?? ""
    }
}
