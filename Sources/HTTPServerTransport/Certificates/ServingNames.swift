import NIOCore
import SwiftASN1
import X509

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The names and addresses that a server's certificate is for.
public struct ServingNames: Sendable, Hashable {
    /// DNS names.
    public var hosts: [String]
    /// IP addresses.
    public var addresses: [String]

    /// The names that every cluster's API server has, this machine's, and the address that the server listens on; where
    /// it listens on every address of the machine, all of them.
    ///
    /// - Parameter host: The address or name that the server listens on.
    public init(listeningOn host: String) {
        hosts = [
            "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
        ]
        addresses = ["127.0.0.1", "::1"]
        var name = [CChar](repeating: 0, count: 256)
        if gethostname(&name, name.count - 1) == 0 {
            addHost(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        if Self.isWildcard(host) {
            for device in (try? System.enumerateDevices()) ?? [] {
                if let address = device.address?.ipAddress { addAddress(address) }
            }
        } else if Self.bytes(host) != nil {
            addAddress(host)
        } else {
            addHost(host)
        }
    }

    private mutating func addHost(_ name: String) {
        let name = name.lowercased()
        let isName =
            !name.isEmpty && name.utf8.count <= 253
            && name.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0)
                    || (0x61...0x7A).contains($0)
            }
        if isName, !hosts.contains(name) { hosts.append(name) }
    }

    private mutating func addAddress(_ address: String) {
        // A link-local address has a zone, which no certificate can name.
        guard let bytes = Self.bytes(address), !addresses.contains(where: { Self.bytes($0) == bytes }) else { return }
        addresses.append(address)
    }

    /// Whether an address stands for every address of the machine.
    static func isWildcard(_ host: String) -> Bool {
        host.isEmpty || Self.bytes(host).map { $0.allSatisfy { $0 == 0 } } ?? false
    }

    /// The bytes of an IP address; `nil` for anything else.
    static func bytes(_ address: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, address, &bytes) == 1 { return Array(bytes[..<4]) }
        if inet_pton(AF_INET6, address, &bytes) == 1 { return bytes }
        return nil
    }

    /// The names as a certificate has them.
    var subjectAlternativeNames: SubjectAlternativeNames {
        SubjectAlternativeNames(
            hosts.map { .dnsName($0) }
                + addresses.compactMap { address in
                    Self.bytes(address).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
                })
    }

    /// Whether a certificate is for all of these names.
    func areNamed(by certificate: Certificate) -> Bool {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return false }
        let present = Set(names)
        return subjectAlternativeNames.allSatisfy(present.contains)
    }
}
