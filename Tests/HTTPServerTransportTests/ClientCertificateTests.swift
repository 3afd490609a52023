import Crypto
import HTTPServerTransport
import NIOSSL
import SwiftASN1
import Testing
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What certificates of strangers may cost.
///
/// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ClientCertificateTests {
    private func who(
        _ cluster: TestCluster, _ chain: [TestCertificate],
        _ configure: (inout HTTPServerTransport.Configuration) -> Void = { _ in }
    ) async throws -> String {
        let tls = try cluster.client(chain: chain)
        return try await TestServer.serving(security: .tls(cluster.certificates.files), configure) { port in
            let answer = try await RawClient.exchange(
                port, "GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", tls: tls)
            return answer.split(separator: "\r\n\r\n").last.map(String.init) ?? ""
        }
    }

    private static let unknown = "fault: the client certificate is signed by no known authority"

    /// A search for a path among them has as many to try as there are orders of them, and would not end.
    @Test func certificatesThatSignEachOtherAreNotFollowed() async throws {
        let cluster = try TestCluster()
        #expect(try await who(cluster, mutualCertificates(14, name: "x")) == Self.unknown)
    }

    /// Clients are told the names of the authorities.
    @Test func nameOfAnAuthorityDoesNotHelp() async throws {
        let cluster = try TestCluster()
        let name = try #require(cluster.authority().certificate.subject.commonName)
        #expect(try await who(cluster, mutualCertificates(14, name: name)) == Self.unknown)
    }

    @Test func whoMaySignNothingSignsInVain() async throws {
        let cluster = try TestCluster()
        let jane = try TestCertificate("jane", issuer: cluster.authority())
        let signed = try mutualCertificates(14, name: "jane", key: jane.key)
        #expect(try await who(cluster, signed.dropLast() + [jane]) == Self.unknown)
        // The certificate of one's own is good whatever else is shown.
        #expect(try await who(cluster, [jane] + signed.dropLast()) == "jane ")
    }

    @Test func intermediatesAreFoundInAnyOrder() async throws {
        let cluster = try TestCluster()
        let upper = try TestCertificate("upper", issuer: cluster.authority(), isAuthority: true)
        let lower = try TestCertificate("lower", issuer: upper, isAuthority: true)
        let jane = try TestCertificate("jane", issuer: lower)
        let stranger = try TestCertificate("stranger", isAuthority: true)
        let authority = try cluster.authority()
        #expect(try await who(cluster, [jane, stranger, upper, authority, lower]) == "jane ")
        #expect(try await who(cluster, [jane, upper]) == Self.unknown)
    }

    @Test func ofTheSameNameTheOneThatIsSignedCounts() async throws {
        let cluster = try TestCluster()
        let middle = try TestCertificate("middle", issuer: cluster.authority(), isAuthority: true)
        let jane = try TestCertificate("jane", issuer: middle)
        let other = try TestCertificate("middle", isAuthority: true)
        let forged = try TestCertificate(
            "middle", issuer: TestCertificate(certificate: cluster.authority().certificate, key: other.key),
            isAuthority: true)
        #expect(try await who(cluster, [jane, other, forged, middle]) == "jane ")
    }

    @Test func thereAreNoMoreCertificatesThanTheLimit() async throws {
        let cluster = try TestCluster()
        let jane = try TestCertificate("jane", issuer: cluster.authority())
        let three = [jane, try TestCertificate("a"), try TestCertificate("b")]
        #expect(try await who(cluster, three) { $0.maximumClientCertificates = 3 } == "jane ")
        #expect(
            try await who(cluster, three) { $0.maximumClientCertificates = 2 }
                == "fault: the client shows too many certificates")
        #expect(
            try await who(cluster, three) { $0.maximumClientCertificateBytes = 700 }
                == "fault: the certificates of the client are too large")
    }
}

/// Authorities of one name and key, each of which has signed all: none counts as the same as another.
private func mutualCertificates(
    _ count: Int, name: String, key: P256.Signing.PrivateKey = .init()
) throws -> [TestCertificate] {
    let subject = try DistinguishedName { CommonName(name) }
    return try (0..<count).map { index in
        TestCertificate(
            certificate: try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: Date() - 3600,
                notValidAfter: Date() + 3600, issuer: subject, subject: subject,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                    SubjectAlternativeNames([.dnsName("n\(index)")])
                }, issuerPrivateKey: .init(key)), key: key)
    }
}

extension DistinguishedName {
    /// The name that people read.
    fileprivate var commonName: String? {
        lazy.flatMap { $0 }.first { $0.type == .RDNAttributeType.commonName }.flatMap { String($0.value) }
    }
}
