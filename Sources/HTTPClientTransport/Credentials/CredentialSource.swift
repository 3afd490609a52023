/// What a client shows a server to say who it is.
struct Credential: Sendable, Equatable {
    /// The value of `Authorization`.
    var authorization: String?
    /// A certificate chain and its key, PEM.
    var certificate: CertificatePair?

    struct CertificatePair: Sendable, Hashable {
        var certificate: [UInt8]
        var key: [UInt8]
    }
}

/// Where credentials come from that change with time.
protocol CredentialSource: Sendable {
    /// The credential to use now.
    func current() async throws -> Credential
    /// The server has refused a credential: it is not to be used again.
    ///
    /// - Returns: Whether there may be another now, so that it is worth trying again.
    func refused(_ credential: Credential) async -> Bool
}

/// A credential that stays.
struct FixedCredential: CredentialSource {
    let credential: Credential

    func current() async throws -> Credential { credential }
    func refused(_ credential: Credential) async -> Bool { false }
}
