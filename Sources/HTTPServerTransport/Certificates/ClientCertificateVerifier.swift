import APIMachinery
import NIOSSL
import SwiftASN1
import X509

/// Decides whether the certificate that a client shows is accepted, as kube-apiserver does: signed by one of the
/// authorities, valid now, and meant for clients.
///
/// Anybody can show anything, so what is not trusted yet costs little. The library's verifier tries every path from a
/// client's certificate upwards, and certificates that sign each other have as many as there are orders of them. So they
/// are looked at from the authorities downwards first: a signature is checked only with a key that is trusted already,
/// each certificate once for every authority of its issuer's name and once for an intermediate of that name. The
/// verifier, whose policies count, is given what was found signed, one certificate of each name: there is one path.
struct ClientCertificateVerifier: Sendable {
    /// What a client has shown.
    enum Outcome: Sendable {
        case nothing
        case accepted(CertificateSubject)
        case refused(String)
    }

    /// What a client may show.
    struct Limits: Sendable {
        /// How many certificates, its own included.
        var certificates: Int
        /// How large they may be together, in bytes.
        var bytes: Int
    }

    private static let unknownAuthority = "the client certificate is signed by no known authority"
    /// How much is told of why a chain is not accepted, in characters: it may name what the client has shown.
    private static let reasonLength = 300

    /// By their names.
    private let authorities: [DistinguishedName: [Certificate]]
    private let store: CertificateStore
    private let limits: Limits

    init(authorities: [Certificate], limits: Limits) {
        self.authorities = Dictionary(grouping: authorities, by: \.subject)
        store = CertificateStore(authorities)
        self.limits = limits
    }

    /// - Parameter chain: What the client has shown, its own certificate first.
    func verify(_ chain: [NIOSSLCertificate]) async -> Outcome {
        if chain.isEmpty { return .nothing }
        guard chain.count <= limits.certificates else { return .refused("the client shows too many certificates") }
        var shown: [Certificate] = []
        do {
            var bytes = 0
            for certificate in chain {
                let encoded = try certificate.toDERBytes()
                bytes += encoded.count
                guard bytes <= limits.bytes else { return .refused("the certificates of the client are too large") }
                shown.append(try Certificate(derEncoded: encoded))
            }
        } catch {
            return .refused("the client certificate is malformed")
        }
        let leaf = shown.removeFirst()
        guard let intermediates = intermediates(of: leaf, among: shown) else { return .refused(Self.unknownAuthority) }
        var verifier = Verifier(rootCertificates: store) {
            RFC5280Policy()
            ClientUsagePolicy()
        }
        switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(intermediates)) {
        case .validCertificate: break
        case .couldNotValidate(let failures):
            let reasons = failures.map { "\($0.policyFailureReason)" }.joined(separator: "; ")
            return .refused(reasons.isEmpty ? Self.unknownAuthority : String(reasons.prefix(Self.reasonLength)))
        }
        return .accepted(Self.subject(of: leaf))
    }

    /// Those that stand between a certificate and an authority: the first of each name that is signed by one, or by
    /// such a certificate. `nil` where none of them has signed the certificate itself.
    private func intermediates(of leaf: Certificate, among shown: [Certificate]) -> [Certificate]? {
        var found: [Certificate] = []
        var names: Set<DistinguishedName> = []
        var rest = shown
        // Authorities may show themselves.
        var isSigned = authorities[leaf.subject]?.contains(leaf) ?? false
        var issuers = authorities
        while !issuers.isEmpty {
            isSigned = isSigned || leaf.isSigned(by: issuers)
            var next: [DistinguishedName: [Certificate]] = [:]
            rest.removeAll { certificate in
                guard !names.contains(certificate.subject), certificate.isAuthority, certificate.isSigned(by: issuers)
                else { return false }
                names.insert(certificate.subject)
                next[certificate.subject] = [certificate]
                return true
            }
            found += next.values.joined()
            issuers = next
        }
        return isSigned ? found : nil
    }

    private static func subject(of certificate: Certificate) -> CertificateSubject {
        var commonName = ""
        var organizations: [String] = []
        for attribute in certificate.subject.lazy.flatMap({ $0 }) {
            guard let value = String(attribute.value) else { continue }
            if attribute.type == .RDNAttributeType.commonName {
                commonName = value
            } else if attribute.type == .RDNAttributeType.organizationName {
                organizations.append(value)
            }
        }
        return CertificateSubject(commonName: commonName, organizations: organizations)
    }
}

extension Certificate {
    /// Whether it may sign others.
    fileprivate var isAuthority: Bool {
        if case .isCertificateAuthority = try? extensions.basicConstraints { true } else { false }
    }

    /// Whether one of those whose name is its issuer's has signed it.
    fileprivate func isSigned(by issuers: [DistinguishedName: [Certificate]]) -> Bool {
        issuers[issuer]?.contains { $0.publicKey.isValidSignature(signature, for: self) } ?? false
    }
}

/// A certificate that says what it may be used for must name clients.
private struct ClientUsagePolicy: VerifierPolicy {
    var verifyingCriticalExtensions: [ASN1ObjectIdentifier] { [.X509ExtensionID.extendedKeyUsage] }

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        for certificate in chain {
            do {
                guard let usages = try certificate.extensions.extendedKeyUsage else { continue }
                guard usages.contains(.clientAuth) || usages.contains(.any) else {
                    return .failsToMeetPolicy(reason: "the certificate is not meant for clients")
                }
            } catch {
                return .failsToMeetPolicy(reason: "the extended key usage is malformed")
            }
        }
        return .meetsPolicy
    }
}
