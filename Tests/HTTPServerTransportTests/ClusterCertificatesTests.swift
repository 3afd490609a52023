import HTTPServerTransport
import SwiftASN1
import Testing
import X509

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct ClusterCertificatesTests {
    private static let names = ServingNames(listeningOn: "127.0.0.1")
    private static let all = ["ca.crt", "ca.key", "apiserver.crt", "apiserver.key", "admin.crt", "admin.key"]

    private func load(
        _ directory: TemporaryDirectory, names: ServingNames = Self.names, at time: Date = Date()
    ) throws -> ClusterCertificates {
        try ClusterCertificates.load(
            orCreateIn: directory.path + "/data/pki", names: names, at: time, logger: TestServer.logger)
    }

    private func texts(_ directory: TemporaryDirectory) throws -> [String] {
        try Self.all.map { try directory.text("data/pki/\($0)") }
    }

    @Test func theyAreMadeOnceAndOnlyTheirOwnerReadsThem() throws {
        let directory = try TemporaryDirectory()
        let made = try load(directory)
        for name in Self.all { #expect(try directory.mode("data/pki/\(name)") == 0o600, "\(name)") }
        #expect(try directory.mode("data/pki") == 0o700)
        let before = try texts(directory)
        let again = try load(directory)
        #expect(try texts(directory) == before)
        #expect(again.administratorKey == made.administratorKey)
        #expect(again.authority == before[0])
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/data/pki")
        #expect(left.sorted() == Self.all.sorted())
    }

    @Test func theServersCertificateNamesTheServer() throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory, names: ServingNames(listeningOn: "10.1.2.3"))
        let certificate = try Certificate(pemEncoded: directory.text("data/pki/apiserver.crt"))
        let names = try #require(try certificate.extensions.subjectAlternativeNames)
        for name in [
            "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
        ] {
            #expect(names.contains(.dnsName(name)), "\(name)")
        }
        let addresses = names.compactMap { name -> [UInt8]? in
            if case .ipAddress(let octets) = name { Array(octets.bytes) } else { nil }
        }
        #expect(addresses.contains([127, 0, 0, 1]))
        #expect(addresses.contains([10, 1, 2, 3]))
        #expect(addresses.contains([UInt8](repeating: 0, count: 15) + [1]))
    }

    @Test func whatIsMissingTheServersNameIsMadeAnew() throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        let before = try texts(directory)
        _ = try load(directory, names: ServingNames(listeningOn: "api.example.org"))
        let after = try texts(directory)
        #expect(after[0] == before[0] && after[1] == before[1])
        #expect(after[2] != before[2] && after[3] != before[3])
        #expect(after[4] == before[4])
        // Going back to fewer names is no reason.
        _ = try load(directory)
        #expect(try texts(directory) == after)
    }

    @Test func whatExpiresSoonIsMadeAnew() throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        let before = try texts(directory)
        _ = try load(directory, at: Date() + 330 * 86_400)
        #expect(try texts(directory) == before)
        _ = try load(directory, at: Date() + 340 * 86_400)
        let after = try texts(directory)
        #expect(after[0] == before[0])
        #expect(after[2] != before[2] && after[4] != before[4])
    }

    @Test func anAuthorityThatExpiresIsTheOperatorsMatter() throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        let error = #expect(throws: CertificateFileError.self) {
            try load(directory, at: Date() + 3640 * 86_400)
        }
        #expect(error?.path.hasSuffix("ca.crt") == true)
    }

    @Test func whatAnotherAuthorityHasSignedIsMadeAnew() throws {
        let directory = try TemporaryDirectory()
        let other = try TemporaryDirectory()
        _ = try load(directory)
        _ = try load(other)
        for name in ["ca.crt", "ca.key"] {
            _ = try directory.file("data/pki/\(name)", other.text("data/pki/\(name)"))
        }
        let before = try texts(directory)
        _ = try load(directory)
        let after = try texts(directory)
        #expect(after[0] == before[0])
        #expect(after[2] != before[2] && after[4] != before[4])
    }

    @Test(arguments: all)
    func aDamagedFileIsNamed(name: String) throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        _ = try directory.file("data/pki/\(name)", "-----BEGIN NOTHING-----")
        let error = #expect(throws: CertificateFileError.self) { try load(directory) }
        #expect(error?.path.hasSuffix("/\(name)") == true)
    }

    @Test(arguments: all)
    func aMissingHalfIsNamed(name: String) throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        try FileManager.default.removeItem(atPath: directory.path + "/data/pki/\(name)")
        let error = #expect(throws: CertificateFileError.self) { try load(directory) }
        #expect(error?.path.hasSuffix("/\(name)") == true)
        #expect(error?.message.contains("is missing") == true)
    }

    @Test func halvesThatDoNotBelongTogetherAreNamed() throws {
        let directory = try TemporaryDirectory()
        _ = try load(directory)
        _ = try directory.file("data/pki/apiserver.key", directory.text("data/pki/admin.key"))
        let error = #expect(throws: CertificateFileError.self) { try load(directory) }
        #expect(error?.message.contains("is not the key of") == true)
    }

    @Test func aDirectoryThatCannotBeMadeIsNamed() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.file("data", "a file")
        let error = #expect(throws: CertificateFileError.self) { try load(directory) }
        #expect(error?.path.hasPrefix(file) == true)
    }

    // MARK: Kubeconfig

    @Test func theKubeconfigReachesTheServer() throws {
        let cluster = try TestCluster()
        let path = cluster.directory.path + "/admin.kubeconfig"
        try AdminKubeconfig.write(to: path, certificates: cluster.certificates, host: "0.0.0.0", port: 6443)
        let text = try cluster.directory.text("admin.kubeconfig")
        #expect(try cluster.directory.mode("admin.kubeconfig") == 0o600)
        #expect(text.contains("\n    server: https://127.0.0.1:6443\n"))
        #expect(text.contains("\ncurrent-context: kubernetes-admin@apus\n"))
        for (key, value) in [
            ("certificate-authority-data", cluster.certificates.authority),
            ("client-certificate-data", cluster.certificates.administratorCertificate),
            ("client-key-data", cluster.certificates.administratorKey),
        ] {
            #expect(text.contains("    \(key): \(Data(value.utf8).base64EncodedString())\n"))
        }
        try AdminKubeconfig.write(to: path, certificates: cluster.certificates, host: "::1", port: 7000)
        #expect(try cluster.directory.text("admin.kubeconfig").contains("server: https://[::1]:7000\n"))
    }

    @Test func theKubeconfigOfAGivenCertificateTrustsThatOne() throws {
        let cluster = try TestCluster()
        let given = try cluster.directory.file("given.crt", TestCertificate("given", usage: .serverAuth).pem)
        let path = cluster.directory.path + "/admin.kubeconfig"
        try AdminKubeconfig.write(
            to: path, certificates: cluster.certificates, host: "127.0.0.1", port: 1, servingCertificateFile: given)
        let text = try cluster.directory.text("admin.kubeconfig")
        let expected = Data(try cluster.directory.text("given.crt").utf8).base64EncodedString()
        #expect(text.contains("certificate-authority-data: \(expected)\n"))
    }
}
