/// The files that a server's TLS needs. They are read again when they change.
public struct TLSFiles: Sendable, Hashable {
    /// The server's certificate, followed by those between it and its authority, as PEM.
    public var certificate: String
    /// The private key of the certificate, as PEM.
    public var privateKey: String
    /// Files with the certificates, as PEM, of those who sign client certificates. Where there is none, clients are not
    /// asked for a certificate.
    public var clientAuthorities: [String]

    /// Names files.
    public init(certificate: String, privateKey: String, clientAuthorities: [String] = []) {
        self.certificate = certificate
        self.privateKey = privateKey
        self.clientAuthorities = clientAuthorities
    }
}
