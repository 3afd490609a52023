/// Who is at the other end of a connection, as far as the transport knows.
public struct PeerIdentity: Sendable, Hashable {
    /// The peer's address and port; `nil` for requests from within the process.
    public var address: String?
    /// The subject of the client certificate that the transport has verified; `nil` where there is none.
    public var certificateSubject: CertificateSubject?
    /// Why the client certificate that the peer has shown is not accepted; `nil` where it has shown none, or a good one.
    /// A request of such a peer is not authenticated by its certificate, and not anonymous either.
    public var certificateFault: String?

    /// Names a peer.
    public init(
        address: String? = nil, certificateSubject: CertificateSubject? = nil, certificateFault: String? = nil
    ) {
        self.address = address
        self.certificateSubject = certificateSubject
        self.certificateFault = certificateFault
    }

    /// A caller within the process.
    public static let inProcess = PeerIdentity()
}

/// What a client certificate says about its owner.
public struct CertificateSubject: Sendable, Hashable {
    /// The common name: the user.
    public var commonName: String
    /// The organizations: the user's groups.
    public var organizations: [String]

    /// Makes a subject.
    public init(commonName: String, organizations: [String] = []) {
        self.commonName = commonName
        self.organizations = organizations
    }
}
