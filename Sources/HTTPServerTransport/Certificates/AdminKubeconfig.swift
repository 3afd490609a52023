import JSON
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The kubeconfig of a server's administrator, with the certificates in it.
package enum AdminKubeconfig {
    /// Writes a kubeconfig that reaches a server, unless the file says the same already.
    ///
    /// - Parameters:
    ///   - path: The file; only its owner can read it.
    ///   - certificates: The server's certificates.
    ///   - host: The address that the server listens on; where it is every address, the file names the loopback one.
    ///   - port: The port that the server listens on.
    ///   - servingCertificateFile: The certificate that the server shows, where it is not among `certificates`.
    /// - Throws: ``CertificateFileError`` where the file cannot be written.
    package static func write(
        to path: String, certificates: ClusterCertificates, host: String, port: Int,
        servingCertificateFile: String? = nil
    ) throws {
        let address = ServingNames.isWildcard(host) ? "127.0.0.1" : host
        var authority = certificates.authority
        var serverName: String?
        if let servingCertificateFile {
            // Who has signed a given certificate is not known: the client trusts the certificate itself.
            authority = try PrivateFile.text(servingCertificateFile) ?? ""
            serverName = Self.serverName(of: authority, reachedAt: address)
        }
        let text = text(
            server: "https://\(address.contains(":") ? "[\(address)]" : address):\(port)", serverName: serverName,
            authority: authority, certificates)
        if try PrivateFile.text(path) != text { try PrivateFile.write(text, to: path) }
    }

    /// The name that a client must expect of a certificate that is not for the server's address.
    private static func serverName(of certificate: String, reachedAt address: String) -> String? {
        guard let certificate = try? Certificate(pemEncoded: certificate),
            let names = try? certificate.extensions.subjectAlternativeNames
        else { return nil }
        let bytes = ServingNames.bytes(address)
        let isNamed = names.contains {
            switch $0 {
            case .ipAddress(let octets): bytes.map { $0[...] == octets.bytes } ?? false
            case .dnsName(let name): name == address
            default: false
            }
        }
        if isNamed { return nil }
        for case .dnsName(let name) in names where !name.contains("*") { return name }
        return nil
    }

    private static func text(
        server: String, serverName: String?, authority: String, _ certificates: ClusterCertificates
    ) -> String {
        let user = ClusterCertificates.administrator
        return """
            apiVersion: v1
            kind: Config
            clusters:
            - name: apus
              cluster:
                server: \(server)
                certificate-authority-data: \(base64(authority))

            """ + (serverName.map { "    tls-server-name: \($0)\n" } ?? "") + """
                users:
                - name: \(user)
                  user:
                    client-certificate-data: \(base64(certificates.administratorCertificate))
                    client-key-data: \(base64(certificates.administratorKey))
                contexts:
                - name: \(user)@apus
                  context:
                    cluster: apus
                    user: \(user)
                current-context: \(user)@apus

                """
    }

    private static func base64(_ text: String) -> String { Base64.encode(text.utf8) }
}
