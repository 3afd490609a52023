import APIMachinery
import Crypto
import HTTPServerTransport
import NIOCore
import NIOSSL
import SwiftASN1
import Testing
import X509

// One after the other, as they share the threads of the event loops with the servers under test.
@Suite(.serialized) struct TLSTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func http1IsServed(version: TLSVersion) async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(version: version)
        let answer = try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await RawClient.exchange(port, Self.get, tls: tls)
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("GET /a "))
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func http2IsServed(version: TLSVersion) async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: ["h2"], version: version)
        let answer = try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await HTTP2RawClient.connected(port, tls: tls) { client in
                try await client.sendRequest("/a?b=c", stream: 1)
                return try await client.answer(on: 1)
            }
        }
        #expect(answer.status == "200")
        #expect(answer.body == "GET /a?b=c ")
        #expect(answer.fields["content-length"] == "11")
    }

    @Test func aClientThatOffersNoProtocolGetsHTTP1() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client(protocols: [])
        let answer = try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            try await RawClient.exchange(port, Self.get, tls: tls)
        }
        #expect(answer.hasSuffix("GET /a "))
    }

    @Test func whatIsNoHandshakeIsRefusedAndOthersAreServed() async throws {
        let cluster = try TestCluster()
        let tls = try cluster.client()
        var old = tls
        old.minimumTLSVersion = .tlsv1
        old.maximumTLSVersion = .tlsv11
        let oldest = old
        let answer = try await TestServer.serving(security: .tls(cluster.certificates.files)) { port in
            let plain = try await RawClient.exchange(port, Self.get)
            #expect(plain == "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
            // Byte by byte, and what is no request either.
            let slow = try await RawClient.connected(port) { client in
                for byte in "OPTIO".utf8 { try await client.outbound.write(ByteBuffer(bytes: [byte])) }
                return try await client.inbound.text()
            }
            #expect(slow == plain)
            #expect(try await RawClient.exchange(port, "GET a\r\n\r\n").contains("400") == false)
            let refused = try? await RawClient.exchange(port, Self.get, tls: oldest)
            #expect(refused?.isEmpty ?? true)
            return try await RawClient.exchange(port, Self.get, tls: tls)
        }
        #expect(answer.hasSuffix("GET /a "))
    }

    @Test func aHandshakeThatDoesNotGoOnIsEnded() async throws {
        let cluster = try TestCluster()
        let rest = try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.handshakeTimeout = .milliseconds(30)
        } _: { port in
            try await RawClient.connected(port) { client in
                try await client.outbound.write(ByteBuffer(bytes: [0x16, 0x03, 0x01]))
                return try await client.inbound.text()
            }
        }
        #expect(rest.isEmpty)
    }

    // MARK: Client certificates

    private func who(
        _ cluster: TestCluster, _ chain: [TestCertificate], security: HTTPServerTransport.Security? = nil,
        http2: Bool = false
    ) async throws -> String {
        let tls = try cluster.client(chain: chain, protocols: [http2 ? "h2" : "http/1.1"])
        return try await TestServer.serving(security: security ?? .tls(cluster.certificates.files)) { port in
            if http2 {
                return try await HTTP2RawClient.connected(port, tls: tls) { client in
                    try await client.sendRequest("/who", stream: 1)
                    return try await client.answer(on: 1).body
                }
            }
            let answer = try await RawClient.exchange(
                port, "GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", tls: tls)
            return answer.split(separator: "\r\n\r\n").last.map(String.init) ?? ""
        }
    }

    @Test(arguments: [false, true])
    func theAdministratorIsKnown(http2: Bool) async throws {
        let cluster = try TestCluster()
        #expect(
            try await who(cluster, [cluster.administrator()], http2: http2) == "kubernetes-admin system:masters")
    }

    @Test func aCertificateNamesAUserAndGroups() async throws {
        let cluster = try TestCluster()
        let jane = try TestCertificate("jane", organizations: ["dev", "ops"], issuer: cluster.authority())
        #expect(try await who(cluster, [jane]) == "jane dev,ops")
    }

    @Test func withoutACertificateAClientIsNobody() async throws {
        #expect(try await who(try TestCluster(), []) == "nobody")
    }

    @Test func aChainIsFollowed() async throws {
        let cluster = try TestCluster()
        let middle = try TestCertificate("middle", issuer: cluster.authority(), isAuthority: true)
        let jane = try TestCertificate("jane", issuer: middle)
        #expect(try await who(cluster, [jane, middle]) == "jane ")
        #expect(try await who(cluster, [jane]).hasPrefix("fault: "))
    }

    @Test func whatIsNotAcceptedIsAFaultAndNoFailedHandshake() async throws {
        let cluster = try TestCluster()
        let authority = try cluster.authority()
        let stranger = try TestCertificate("authority", isAuthority: true)
        let bad = [
            try TestCertificate("expired", issuer: authority, from: -7200, until: -3600),
            try TestCertificate("early", issuer: authority, from: 3600, until: 7200),
            try TestCertificate("server", issuer: authority, usage: .serverAuth),
            try TestCertificate("strange", issuer: stranger),
            try TestCertificate("own"),
        ]
        for certificate in bad {
            let answer = try await who(cluster, [certificate])
            #expect(answer.hasPrefix("fault: "), "\(certificate.certificate.subject): \(answer)")
        }
        #expect(try await who(cluster, [bad[0]], http2: true).hasPrefix("fault: "))
    }

    @Test func aSecondAuthorityIsTrustedAsWell() async throws {
        let cluster = try TestCluster()
        let other = try TestCertificate("other", isAuthority: true)
        var files = cluster.certificates.files
        files.clientAuthorities.append(try cluster.directory.file("other.crt", other.pem))
        let jane = try TestCertificate("jane", issuer: other)
        #expect(try await who(cluster, [jane], security: .tls(files)) == "jane ")
        #expect(
            try await who(cluster, [cluster.administrator()], security: .tls(files))
                == "kubernetes-admin system:masters")
    }

    @Test func clientsAreNotAskedWhereNobodySignsForThem() async throws {
        let cluster = try TestCluster()
        var files = cluster.certificates.files
        files.clientAuthorities = []
        #expect(try await who(cluster, [cluster.administrator()], security: .tls(files)) == "nobody")
    }

    // MARK: Files

    @Test func changedFilesAreReadAgain() async throws {
        let cluster = try TestCluster()
        let authority = try cluster.authority()
        let tls = try cluster.client()
        try await TestServer.serving(security: .tls(cluster.certificates.files)) {
            $0.certificateCheckInterval = .zero
        } _: { port in
            let before = try await Self.serverCertificate(port, tls)
            // Half a pair is no reason to stop serving.
            let next = try TestCertificate("next", issuer: authority, usage: .serverAuth)
            let names = try Certificate.Extension(
                SubjectAlternativeNames([.dnsName("localhost")]), critical: false)
            let named = try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(next.key.publicKey),
                notValidBefore: next.certificate.notValidBefore, notValidAfter: next.certificate.notValidAfter,
                issuer: next.certificate.issuer, subject: next.certificate.subject,
                extensions: try Certificate.Extensions([names]), issuerPrivateKey: .init(authority.key))
            _ = try cluster.directory.file("pki/apiserver.crt", named.serializeAsPEM().pemString)
            #expect(try await Self.serverCertificate(port, tls) == before)
            _ = try cluster.directory.file("pki/apiserver.key", next.key.pemRepresentation)
            let after = try await Self.serverCertificate(port, tls)
            #expect(after != before && after != nil)
        }
    }

    private static func serverCertificate(_ port: Int, _ tls: TLSConfiguration) async throws -> NIOSSLCertificate? {
        try await RawClient.connected(port, tls: tls) { client in
            try await client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await client.inbound.text(until: "GET /a ")
            return try await client.channel.nioSSL_peerCertificate().get()
        }
    }

    @Test func filesThatCannotBeUsedAreNamed() throws {
        let cluster = try TestCluster()
        let good = cluster.certificates.files
        let stranger = try TestCluster()
        let other = stranger.certificates.files
        let junk = try cluster.directory.file("junk", "no certificate")
        func message(_ files: TLSFiles) -> String {
            do {
                var configuration = HTTPServerTransport.Configuration(security: .tls(files))
                configuration.port = 0
                _ = try HTTPServerTransport(serving: Echo(), configuration: configuration, logger: TestServer.logger)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(message(TLSFiles(certificate: "/nowhere.crt", privateKey: good.privateKey)).hasPrefix("/nowhere.crt: "))
        #expect(message(TLSFiles(certificate: good.certificate, privateKey: junk)).hasPrefix("\(junk): "))
        #expect(message(TLSFiles(certificate: junk, privateKey: good.privateKey)).hasPrefix("\(junk): "))
        #expect(
            message(TLSFiles(certificate: good.certificate, privateKey: other.privateKey)).contains("cannot be used"))
        #expect(
            message(
                TLSFiles(certificate: good.certificate, privateKey: good.privateKey, clientAuthorities: [junk])
            ).hasPrefix("\(junk): "))
    }
}
