import Crypto
import HTTPServerTransport
import NIOCore
import NIOSSL
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A directory that is removed with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/apus-transport-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return attributes[.posixPermissions] as? Int ?? -1
    }
}

/// A certificate and key of a test's own.
struct TestCertificate: Sendable {
    let certificate: Certificate
    let key: P256.Signing.PrivateKey

    /// Makes a certificate.
    ///
    /// - Parameter issuer: `nil` for one that signs itself.
    init(
        _ commonName: String, organizations: [String] = [], issuer: TestCertificate? = nil, isAuthority: Bool = false,
        usage: ExtendedKeyUsage.Usage? = .clientAuth, from: Double = -3600, until: Double = 3600
    ) throws {
        key = P256.Signing.PrivateKey()
        var attributes: [RelativeDistinguishedName] = organizations.map {
            RelativeDistinguishedName(.init(type: .RDNAttributeType.organizationName, utf8String: $0))
        }
        attributes.append(
            RelativeDistinguishedName(.init(type: .RDNAttributeType.commonName, utf8String: commonName)))
        let subject = DistinguishedName(attributes)
        var extensions = Certificate.Extensions()
        try extensions.append(
            .init(
                isAuthority ? BasicConstraints.isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority,
                critical: true))
        if let usage, !isAuthority { try extensions.append(.init(ExtendedKeyUsage([usage]), critical: false)) }
        certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: Date() + from,
            notValidAfter: Date() + until, issuer: issuer?.certificate.subject ?? subject, subject: subject,
            extensions: extensions, issuerPrivateKey: .init(issuer?.key ?? key))
    }

    var pem: String {
        get throws { try certificate.serializeAsPEM().pemString + "\n" }
    }
}

/// A server's own certificates in a temporary directory.
struct TestCluster: Sendable {
    let directory: TemporaryDirectory
    let certificates: ClusterCertificates

    init() throws {
        directory = try TemporaryDirectory()
        certificates = try ClusterCertificates.load(
            orCreateIn: directory.path + "/pki", names: ServingNames(listeningOn: "127.0.0.1"),
            logger: TestServer.logger)
    }

    /// The authority, to sign other certificates with.
    func authority() throws -> TestCertificate {
        try TestCertificate(
            certificate: Certificate(pemEncoded: certificates.authority),
            key: P256.Signing.PrivateKey(pemRepresentation: directory.text("pki/ca.key")))
    }

    /// What a client uses to connect.
    ///
    /// - Parameters:
    ///   - chain: What the client shows.
    ///   - key: The key of the first of these.
    func client(
        chain: [TestCertificate] = [], protocols: [String] = ["http/1.1"], version: TLSVersion? = nil
    ) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificates.authority.utf8)))
        configuration.applicationProtocols = protocols
        configuration.shutdownTimeout = .milliseconds(50)
        if let version {
            configuration.minimumTLSVersion = version
            configuration.maximumTLSVersion = version
        }
        if let first = chain.first {
            configuration.certificateChain = try chain.map {
                .certificate(try NIOSSLCertificate(bytes: Array($0.pem.utf8), format: .pem))
            }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(first.key.pemRepresentation.utf8), format: .pem))
        }
        return configuration
    }

    /// The administrator's certificate.
    func administrator() throws -> TestCertificate {
        try TestCertificate(
            certificate: Certificate(pemEncoded: certificates.administratorCertificate),
            key: P256.Signing.PrivateKey(pemRepresentation: certificates.administratorKey))
    }
}

extension TestCertificate {
    init(certificate: Certificate, key: P256.Signing.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }
}
