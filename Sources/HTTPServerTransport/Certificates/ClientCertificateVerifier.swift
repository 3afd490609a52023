import APIMachinery
import NIOSSL
import SwiftASN1
import X509

/// Decides whether the certificate that a client shows is accepted, as kube-apiserver does: signed by one of the
/// authorities, valid now, and meant for clients.
struct ClientCertificateVerifier: Sendable {
    /// What a client has shown.
    enum Outcome: Sendable {
        case nothing
        case accepted(CertificateSubject)
        case refused(String)
    }

    private let authorities: CertificateStore

    init(authorities: [Certificate]) {
        self.authorities = CertificateStore(authorities)
    }

    /// - Parameter chain: What the client has shown, its own certificate first.
    func verify(_ chain: [NIOSSLCertificate]) async -> Outcome {
        guard let first = chain.first else { return .nothing }
        let leaf: Certificate
        let others: [Certificate]
        do {
            leaf = try Certificate(derEncoded: first.toDERBytes())
            others = try chain.dropFirst().map { try Certificate(derEncoded: $0.toDERBytes()) }
        } catch {
            return .refused("the client certificate is malformed")
        }
        var verifier = Verifier(rootCertificates: authorities) {
            RFC5280Policy()
            ClientUsagePolicy()
        }
        switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(others)) {
        case .validCertificate: break
        case .couldNotValidate(let failures):
            let reasons = failures.map { "\($0.policyFailureReason)" }.joined(separator: "; ")
            return .refused(reasons.isEmpty ? "the client certificate is signed by no known authority" : reasons)
        }
        return .accepted(Self.subject(of: leaf))
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
