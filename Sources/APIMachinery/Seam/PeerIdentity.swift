/// Who is at the other end of a connection, as far as the transport knows.
///
/// A caller within the process is ``inProcess`` and nothing else is: whoever came over a connection has an address.
public struct PeerIdentity: Sendable, Hashable {
    /// The peer's address and port; `nil` for callers within the process only.
    public let address: String?
    /// The subject of the client certificate that the transport has verified; `nil` where there is none.
    public let certificateSubject: CertificateSubject?
    /// Why the client certificate that the peer presented is not accepted, for the log; `nil` where it is accepted or
    /// none was presented.
    public let certificateFault: String?

    private init(address: String?, subject: CertificateSubject?, fault: String?) {
        self.address = address
        certificateSubject = subject
        certificateFault = fault
    }

    /// Names a peer at the other end of a connection.
    ///
    /// - Parameters:
    ///   - address: The address and port from which the peer came; what is known of them where the system does not say.
    ///   - certificateSubject: Of the client certificate, where one was presented and verified.
    ///   - certificateFault: Why the client certificate that was presented is not accepted.
    public init(
        address: String, certificateSubject: CertificateSubject? = nil, certificateFault: String? = nil
    ) {
        self.init(address: address, subject: certificateSubject, fault: certificateFault)
    }

    /// A caller within the process: a server trusts it as itself.
    public static let inProcess = PeerIdentity(address: nil, subject: nil, fault: nil)

    /// Whether the caller is within the process.
    public var isInProcess: Bool { address == nil }
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
