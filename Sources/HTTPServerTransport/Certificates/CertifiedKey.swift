import Crypto
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A certificate and the key that belongs to it.
struct CertifiedKey: Sendable {
    let certificate: Certificate
    let key: Certificate.PrivateKey
    /// Both as they are written to files.
    let certificatePEM: String
    let keyPEM: String

    /// How long before its end a certificate is renewed.
    private static let renewal: TimeInterval = 30 * 86_400
    /// For how long certificates are valid: authorities ten years, others one.
    private static let year: TimeInterval = 365 * 86_400
    /// For how long before they are made: the clocks of two machines differ.
    private static let skew: TimeInterval = 3_600

    private init(certificate: Certificate, key: P256.Signing.PrivateKey) throws {
        self.certificate = certificate
        self.key = Certificate.PrivateKey(key)
        certificatePEM = try certificate.serializeAsPEM().pemString + "\n"
        keyPEM = key.pemRepresentation + "\n"
    }

    /// Reads a certificate and its key.
    ///
    /// - Returns: `nil` where neither file is there.
    /// - Throws: ``CertificateFileError``.
    init?(certificateFile: String, keyFile: String) throws {
        let certificateText = try PrivateFile.text(certificateFile)
        let keyText = try PrivateFile.text(keyFile)
        guard let certificateText else {
            if keyText == nil { return nil }
            throw CertificateFileError(
                certificateFile, "is missing, but its key \(keyFile) is there; restore it, or delete both")
        }
        guard let keyText else {
            throw CertificateFileError(
                keyFile, "is missing, but its certificate \(certificateFile) is there; restore it, or delete both")
        }
        do {
            certificate = try Certificate(pemEncoded: certificateText)
        } catch {
            throw CertificateFileError(
                certificateFile, "is not a PEM certificate; restore it, or delete it with its key")
        }
        do {
            key = try Certificate.PrivateKey(pemEncoded: keyText)
        } catch {
            throw CertificateFileError(
                keyFile, "is not a PEM private key; restore it, or delete it with its certificate")
        }
        guard key.publicKey == certificate.publicKey else {
            throw CertificateFileError(keyFile, "is not the key of the certificate in \(certificateFile)")
        }
        certificatePEM = certificateText
        keyPEM = keyText
    }

    func write(certificateFile: String, keyFile: String) throws {
        // The key first: a certificate without its key would be of no use, and the error would name the key.
        try PrivateFile.write(keyPEM, to: keyFile)
        try PrivateFile.write(certificatePEM, to: certificateFile)
    }

    /// Whether it is valid now and for a while.
    func isCurrent(at time: Date) -> Bool {
        certificate.notValidBefore <= time && time < certificate.notValidAfter - Self.renewal
    }

    func isIssued(by authority: CertifiedKey) -> Bool {
        certificate.issuer == authority.certificate.subject
            && authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }

    // MARK: Issuing

    /// A new authority.
    static func authority(named name: String, at time: Date) throws -> CertifiedKey {
        let subject = try DistinguishedName { CommonName(name) }
        let key = P256.Signing.PrivateKey()
        return try CertifiedKey(
            certificate: certificate(
                subject: subject, issuer: subject, key: Certificate.PublicKey(key.publicKey),
                signedWith: Certificate.PrivateKey(key), at: time, years: 10,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                    Critical(KeyUsage(digitalSignature: true, keyCertSign: true, cRLSign: true))
                    SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
                }), key: key)
    }

    /// A new key with a certificate that this authority signs.
    func issue(
        commonName: String, organization: String? = nil, usage: ExtendedKeyUsage.Usage, names: ServingNames? = nil,
        at time: Date
    ) throws -> CertifiedKey {
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        var subject = try DistinguishedName { CommonName(commonName) }
        if let organization {
            subject = try DistinguishedName {
                OrganizationName(organization)
                CommonName(commonName)
            }
        }
        var extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([usage])
            SubjectKeyIdentifier(hash: publicKey)
        }
        if let identifier = try certificate.extensions.subjectKeyIdentifier {
            try extensions.append(
                Certificate.Extension(
                    AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier), critical: false))
        }
        if let names {
            try extensions.append(Certificate.Extension(names.subjectAlternativeNames, critical: false))
        }
        return try CertifiedKey(
            certificate: Self.certificate(
                subject: subject, issuer: certificate.subject, key: publicKey, signedWith: self.key, at: time, years: 1,
                extensions: extensions), key: key)
    }

    private static func certificate(
        subject: DistinguishedName, issuer: DistinguishedName, key: Certificate.PublicKey,
        signedWith issuerKey: Certificate.PrivateKey, at time: Date, years: Double, extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key, notValidBefore: time - skew,
            notValidAfter: time + years * year, issuer: issuer, subject: subject,
            extensions: extensions, issuerPrivateKey: issuerKey)
    }
}
