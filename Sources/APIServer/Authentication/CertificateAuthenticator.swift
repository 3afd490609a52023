public import APIMachinery

/// Takes the user from the client certificate that the transport has verified: the common name is the user's, the
/// organizations are the groups.
public struct CertificateAuthenticator: Authenticator {
    /// An authenticator for whatever certificates the transport accepts.
    public init() {}

    /// The certificate's user; `nil` where there is no certificate or it names nobody.
    ///
    /// - Throws: ``AuthenticationError`` for a certificate that the transport did not accept.
    public func authenticate(_ request: APIRequest) async throws -> UserInfo? {
        if let fault = request.peer.certificateFault {
            throw AuthenticationError("the client certificate is not accepted: \(fault)")
        }
        guard let subject = request.peer.certificateSubject, !subject.commonName.isEmpty else { return nil }
        return UserInfo(name: subject.commonName, groups: subject.organizations)
    }
}
