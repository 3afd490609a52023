import Logging
import NIOCore
import NIOSSL
import SwiftASN1
import Synchronization
import X509

/// What new connections are secured with: read from files, and again when those change.
final class TLSContexts: Sendable {
    /// What one connection is secured with.
    struct Current: Sendable {
        let context: NIOSSLContext
        /// `nil` where clients are not asked for certificates.
        let verifier: ClientCertificateVerifier?
    }

    private struct State {
        var current: Current
        var stamps: [[Int64]]
        var nextCheck: NIODeadline
    }

    private let files: TLSFiles
    private let minimumVersion: HTTPServerTransport.TLSVersion
    private let checkInterval: TimeAmount
    private let limits: ClientCertificateVerifier.Limits
    private let logger: Logger
    private let state: Mutex<State>

    /// - Throws: ``CertificateFileError``.
    init(
        _ files: TLSFiles, minimumVersion: HTTPServerTransport.TLSVersion, checkInterval: TimeAmount,
        limits: ClientCertificateVerifier.Limits, logger: Logger
    ) throws {
        self.files = files
        self.minimumVersion = minimumVersion
        self.checkInterval = checkInterval
        self.limits = limits
        self.logger = logger
        let stamps = Self.stamps(files)
        state = Mutex(
            State(
                current: try Self.read(files, minimumVersion, limits), stamps: stamps,
                nextCheck: .now() + checkInterval))
    }

    /// What a connection that begins now is secured with.
    func current() -> Current {
        state.withLock { state in
            let now = NIODeadline.now()
            guard now >= state.nextCheck else { return state.current }
            state.nextCheck = now + checkInterval
            let stamps = Self.stamps(files)
            guard stamps != state.stamps else { return state.current }
            do {
                state.current = try Self.read(files, minimumVersion, limits)
                state.stamps = stamps
                logger.notice("read the changed certificates", metadata: ["file": "\(files.certificate)"])
            } catch {
                // Perhaps only one half of a pair is written yet: the next check tries again.
                logger.error("the changed certificates cannot be used", metadata: ["error": "\(error)"])
            }
            return state.current
        }
    }

    private static func stamps(_ files: TLSFiles) -> [[Int64]] {
        ([files.certificate, files.privateKey] + files.clientAuthorities).map(PrivateFile.stamp)
    }

    private static func read(
        _ files: TLSFiles, _ minimumVersion: HTTPServerTransport.TLSVersion, _ limits: ClientCertificateVerifier.Limits
    ) throws -> Current {
        let chain = try certificates(files.certificate)
        let keyText = try text(files.privateKey)
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem)
        } catch {
            throw CertificateFileError(files.privateKey, "has no PEM private key that can be read without a password")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = minimumVersion == .v13 ? .tlsv13 : .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        configuration.trustRoots = .certificates([])
        // Clients that do not answer the farewell are not waited for.
        configuration.shutdownTimeout = .seconds(1)
        var verifier: ClientCertificateVerifier?
        if !files.clientAuthorities.isEmpty {
            var authorities: [NIOSSLCertificate] = []
            var roots: [Certificate] = []
            for file in files.clientAuthorities {
                for certificate in try certificates(file) {
                    do {
                        roots.append(try Certificate(derEncoded: certificate.toDERBytes()))
                        authorities.append(certificate)
                    } catch {
                        throw CertificateFileError(file, "has a certificate that is malformed: \(error)")
                    }
                }
            }
            configuration.trustRoots = .certificates(authorities)
            configuration.sendCANameList = true
            // Clients may show a certificate or none. A bad one does not end the handshake, so that the client is told
            // by an answer: see the callback of the connection.
            configuration.certificateVerification = .optionalVerification
            verifier = ClientCertificateVerifier(authorities: roots, limits: limits)
        }
        do {
            return Current(context: try NIOSSLContext(configuration: configuration), verifier: verifier)
        } catch {
            throw CertificateFileError(
                files.privateKey, "cannot be used with the certificate in \(files.certificate): \(error)")
        }
    }

    private static func text(_ file: String) throws -> String {
        guard let text = try PrivateFile.text(file) else { throw CertificateFileError(file, "does not exist") }
        return text
    }

    private static func certificates(_ file: String) throws -> [NIOSSLCertificate] {
        let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(text(file).utf8))
        guard let certificates, !certificates.isEmpty else {
            _ = try text(file)
            throw CertificateFileError(file, "has no PEM certificate")
        }
        return certificates
    }
}
