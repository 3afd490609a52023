package import Logging
import X509

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The certificates that a server makes for itself, so that one command starts a secure server: an authority, what the
/// server shows to its clients, and its administrator's. They are made on the first start and used again afterwards.
package struct ClusterCertificates: Sendable {
    /// The user whom the administrator's certificate names.
    package static let administrator = "kubernetes-admin"
    /// The group whom the administrator's certificate names.
    package static let administrators = "system:masters"

    /// The directory of the files.
    package let directory: String
    /// The authority's certificate as PEM.
    package let authority: String
    /// The administrator's certificate as PEM.
    package let administratorCertificate: String
    /// The administrator's private key as PEM.
    package let administratorKey: String

    /// What a server that uses these certificates reads.
    package var files: TLSFiles {
        TLSFiles(
            certificate: "\(directory)/apiserver.crt", privateKey: "\(directory)/apiserver.key",
            clientAuthorities: ["\(directory)/ca.crt"])
    }

    /// Reads the certificates in a directory and makes those that are missing. Those that have expired or soon will,
    /// that the authority has not signed, or that lack one of the server's names, are made anew.
    ///
    /// - Parameters:
    ///   - directory: Made with mode 0700 if it is missing. The files in it have mode 0600: `ca.crt`, `ca.key`,
    ///     `apiserver.crt`, `apiserver.key`, `admin.crt` and `admin.key`, as kubeadm names them.
    ///   - names: What the server's certificate is to be for.
    ///   - time: The present.
    /// - Throws: ``CertificateFileError`` where a file cannot be read or written, is no certificate or key, or has lost the
    ///   other half of its pair.
    package static func load(
        orCreateIn directory: String, names: ServingNames, at time: Date = Date(),
        logger: Logger = Logger(label: "apus.certificates")
    ) throws -> ClusterCertificates {
        try PrivateFile.makeDirectory(directory)
        let pairs = Pairs(directory: directory, time: time, logger: logger)
        let authority = try pairs.authority()
        _ = try pairs.pair("apiserver", authority, isRight: names.areNamed(by:)) {
            try authority.issue(commonName: "kube-apiserver", usage: .serverAuth, names: names, at: time)
        }
        let administrator = try pairs.pair("admin", authority, isRight: { _ in true }) {
            try authority.issue(
                commonName: Self.administrator, organization: administrators, usage: .clientAuth, at: time)
        }
        return ClusterCertificates(
            directory: directory, authority: authority.certificatePEM,
            administratorCertificate: administrator.certificatePEM, administratorKey: administrator.keyPEM)
    }
}

/// The pairs of certificate and key in a directory.
private struct Pairs {
    let directory: String
    let time: Date
    let logger: Logger

    func authority() throws -> CertifiedKey {
        let (certificateFile, keyFile) = ("\(directory)/ca.crt", "\(directory)/ca.key")
        if let pair = try CertifiedKey(certificateFile: certificateFile, keyFile: keyFile) {
            // What this authority has signed for others is lost with it, so that is left to the operator.
            guard pair.isCurrent(at: time) else {
                throw CertificateFileError(
                    certificateFile,
                    "has expired or will within 30 days; put a new authority here, or delete this directory to have "
                        + "everything made anew")
            }
            return pair
        }
        let pair = try CertifiedKey.authority(named: "kubernetes", at: time)
        try pair.write(certificateFile: certificateFile, keyFile: keyFile)
        logger.info("made a certificate authority", metadata: ["file": "\(certificateFile)"])
        return pair
    }

    func pair(
        _ name: String, _ authority: CertifiedKey, isRight: (Certificate) -> Bool, issue: () throws -> CertifiedKey
    ) throws -> CertifiedKey {
        let (certificateFile, keyFile) = ("\(directory)/\(name).crt", "\(directory)/\(name).key")
        if let pair = try CertifiedKey(certificateFile: certificateFile, keyFile: keyFile),
            pair.isCurrent(at: time), pair.isIssued(by: authority), isRight(pair.certificate)
        {
            return pair
        }
        let pair = try issue()
        try pair.write(certificateFile: certificateFile, keyFile: keyFile)
        logger.info("made a certificate", metadata: ["file": "\(certificateFile)"])
        return pair
    }
}
