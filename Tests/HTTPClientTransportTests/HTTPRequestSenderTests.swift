import APIClient
import APIMachinery
import ControlPlaneAPI
import HTTPClientTransport
import HTTPServerTransport
import HTTPTypes
import JSON
import Synchronization
import Testing

@Suite struct HTTPRequestSenderTests {
    private let directory = TemporaryDirectory()

    /// Answers with what it was asked.
    private static func echo() -> FunctionSender {
        FunctionSender { request in
            let body = try await request.body.collect(upTo: 100 << 20)
            var answer: JSONObject = [
                "method": .string(request.head.method.rawValue), "path": .string(request.head.path ?? ""),
                "length": .integer(Int64(body.count)),
            ]
            answer["user"] = request.peer.certificateSubject.map { .string($0.commonName) }
            for field in request.head.headerFields { answer[field.name.canonicalName] = .string(field.value) }
            return APIResponse(json: JSONValue.object(answer))
        }
    }

    private static func settings(_ server: TestServer, _ user: Kubeconfig.User = .init()) -> ConnectionSettings {
        var cluster = Kubeconfig.Cluster()
        cluster.server = "https://127.0.0.1:\(server.port)"
        cluster.certificateAuthorityData = Array(server.certificates.authority.utf8)
        return ConnectionSettings(cluster: cluster, user: user)
    }

    private static func ask(
        _ settings: ConnectionSettings, _ request: APIRequest = APIRequest(method: .get, path: "/x?y=%2F%20z")
    ) async throws -> JSONValue {
        let sender = try HTTPRequestSender(settings)
        do {
            let response = try await sender.send(request)
            let value = try await JSONValue(parsing: response.body.collect())
            await sender.close()
            return value
        } catch {
            await sender.close()
            throw error
        }
    }

    private static var administrator: (TestServer) -> Kubeconfig.User {
        { server in
            var user = Kubeconfig.User()
            user.clientCertificateData = Array(server.certificates.administratorCertificate.utf8)
            user.clientKeyData = Array(server.certificates.administratorKey.utf8)
            return user
        }
    }

    // MARK: Requests

    @Test func sendsWhatItIsGiven() async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            var request = APIRequest(
                method: .post, path: "/a/b%2Fc?x=%20&y=1", headerFields: [.contentType: "text/plain"],
                body: .bytes(Array(repeating: 65, count: 1 << 20)))
            let answer = try await Self.ask(Self.settings(server, Self.administrator(server)), request)
            #expect(answer["method"] == "POST" && answer["path"] == "/a/b%2Fc?x=%20&y=1")
            #expect(answer["length"] == .integer(1 << 20) && answer["content-type"] == "text/plain")
            #expect(answer["user"] == "kubernetes-admin")
            #expect(answer["user-agent"] == "apus" && answer["accept-encoding"] == "gzip")
            // A body that comes in pieces.
            request.body = .chunks(
                APIResponseBody.segments([[1, 2], [3], Array(repeating: 4, count: 70_000)]).asChunks)
            #expect(try await Self.ask(Self.settings(server), request)["length"] == 70_003)
            #expect(try await Self.ask(Self.settings(server))["user"] == nil)
        }
    }

    @Test func prefixesAndServerNames() async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            var settings = Self.settings(server)
            settings.cluster.server += "/deep/down/"
            try await Expect.equal("/deep/down/x?y=%2F%20z") { try await Self.ask(settings)["path"] }
            settings.cluster.tlsServerName = "kubernetes.default.svc"
            try await Expect.equal("/deep/down/x?y=%2F%20z") { try await Self.ask(settings)["path"] }
        }
    }

    @Test func plainHTTP() async throws {
        try await TestServer.with(Self.echo(), in: directory, security: .insecure) { server in
            var cluster = Kubeconfig.Cluster()
            cluster.server = "127.0.0.1:\(server.port)"
            var user = Kubeconfig.User()
            user.username = "u"
            user.password = "p:q"
            let answer = try await Self.ask(ConnectionSettings(cluster: cluster, user: user))
            #expect(answer["authorization"] == "Basic dTpwOnE=")
        }
    }

    @Test func redirectsAreAnswers() async throws {
        let sender = FunctionSender { _ in
            APIResponse(status: .found, headerFields: [.location: "https://127.0.0.1:1/elsewhere"])
        }
        try await TestServer.with(sender, in: directory) { server in
            let client = try HTTPRequestSender(Self.settings(server))
            let response = try await client.send(APIRequest(method: .get, path: "/"))
            #expect(response.head.status == .found && sender.requests.count == 1)
            await client.close()
        }
    }

    // MARK: Trust

    @Test func strangersAreNotTrusted() async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            var settings = Self.settings(server)
            settings.cluster.certificateAuthorityData = nil
            let error = await #expect(throws: ConnectionError.self) { try await Self.ask(settings) }
            #expect(error?.reason == .notSecure && error?.server == "127.0.0.1:\(server.port)")
            settings.cluster.insecureSkipTLSVerify = true
            try await Expect.equal("GET") { try await Self.ask(settings)["method"] }
        }
    }

    @Test(arguments: [
        ("localhost", true), ("LocalHost", true), ("kubernetes.default.svc", true), ("::1", true), ("127.0.0.1", true),
        ("other.example", false), ("default.svc", false), ("127.0.0.2", false), ("::2", false),
    ])
    func certificatesMustBeForTheName(name: String, isRight: Bool) async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            // The certificate is for the address that is connected to as well; that does not help.
            var settings = Self.settings(server)
            settings.cluster.tlsServerName = name
            if isRight {
                try await Expect.equal("GET") { try await Self.ask(settings)["method"] }
                return
            }
            let error = await #expect(throws: ConnectionError.self) { try await Self.ask(settings) }
            #expect(error?.reason == .notSecure && error?.server == "127.0.0.1:\(server.port)")
            #expect(error?.message.hasSuffix(", not for \(name)") == true, "\(error?.message ?? "")")
            settings.cluster.certificateAuthorityData = nil
            settings.cluster.insecureSkipTLSVerify = true
            try await Expect.equal("GET") { try await Self.ask(settings)["method"] }
        }
    }

    @Test(arguments: [
        ("http://user:pa%40ss@", "Basic dXNlcjpwYUBzcw=="), ("http://user@", "Basic dXNlcjo="), ("http://", nil),
        ("http://us%3Aer:a:b@", "Basic dXM6ZXI6YTpi"),
    ])
    func proxiesAreToldWhoAsks(prefix: String, authorization: String?) async throws {
        let proxy = try await RefusingProxy()
        var cluster = Kubeconfig.Cluster()
        cluster.server = "https://server.invalid"
        cluster.proxyURL = "\(prefix)127.0.0.1:\(proxy.port)"
        async let head = proxy.refuseOne()
        let error = await #expect(throws: ConnectionError.self) {
            try await Self.ask(ConnectionSettings(cluster: cluster))
        }
        #expect(error?.description.contains("pa") == false)
        let lines = try await head
        #expect(lines.first == "CONNECT server.invalid:443 HTTP/1.1")
        let given = lines.first { $0.lowercased().hasPrefix("proxy-authorization: ") }
        #expect(given.map { String($0.dropFirst(21)) } == authorization)
    }

    @Test func badCertificatesAndURLsAreNamed() throws {
        func message(_ change: (inout ConnectionSettings) -> Void) -> String? {
            var settings = ConnectionSettings(cluster: Kubeconfig.Cluster())
            settings.cluster.server = "https://localhost"
            change(&settings)
            do {
                _ = try HTTPRequestSender(settings)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(message { _ in } == nil)
        #expect(
            message { $0.cluster.certificateAuthorityData = [] }
                == "certificate-authority-data is no PEM certificate: failedToLoadCertificate")
        #expect(
            message { $0.cluster.certificateAuthority = "/none/ca" }
                == "/none/ca: cannot be read: No such file or directory")
        #expect(
            message {
                $0.cluster.certificateAuthorityData = Array(
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
            }?.contains("is no PEM certificate") == true)
        #expect(
            message {
                $0.cluster.certificateAuthorityData = []; $0.cluster.insecureSkipTLSVerify = true
            }?.contains("only one of them") == true)
        #expect(
            message { $0.user.clientKeyData = [1] }
                == "the user has a client-key and no client-certificate; both are needed")
        #expect(
            message { $0.user.clientCertificateData = [1] }
                == "the user has a client-certificate and no client-key; both are needed")
        #expect(message { $0.user.username = "a:b" } == "a username may not have a colon")
        #expect(message { $0.cluster.proxyURL = "ftp://x" } == "proxy-url must begin with http:// or socks5://")
        #expect(
            message { $0.cluster.proxyURL = "socks5://a:secret@x" }
                == "proxy-url may have a user only where it begins with http://")
        for (url, problem) in [
            ("ftp://x", "must begin with https:// or http://"), ("https://", "has no host"),
            ("https://x:0", "has no valid port"), ("https://x:y", "has no valid port"),
            ("https://x/?q", "may have neither a query, a fragment nor spaces"),
            ("https://a:secret@x", "may not have a user: credentials are the user's"),
        ] {
            let text = message { $0.cluster.server = url }
            #expect(text?.hasSuffix(problem) == true && text?.contains("secret") == false, "\(text ?? "")")
        }
    }

    @Test func serversThatAreNotThereAreNamed() async throws {
        var cluster = Kubeconfig.Cluster()
        cluster.server = "https://127.0.0.1:1"
        let refused = await #expect(throws: ConnectionError.self) {
            try await Self.ask(ConnectionSettings(cluster: cluster))
        }
        #expect(refused?.reason == .refused && refused?.description == "127.0.0.1:1: connection refused")
        cluster.server = "https://nowhere.invalid"
        let unknown = await #expect(throws: ConnectionError.self) {
            try await Self.ask(ConnectionSettings(cluster: cluster))
        }
        #expect(unknown?.reason == .unknownHost)
    }

    // MARK: Streams

    /// Lines that come when the test says so.
    private final class Lines: Sendable {
        let stream: AsyncStream<[UInt8]>
        let source: AsyncStream<[UInt8]>.Continuation
        let isGivenUp = Mutex(false)

        init() {
            (stream, source) = AsyncStream.makeStream()
            source.onTermination = { [weak self] _ in self?.isGivenUp.withLock { $0 = true } }
        }
    }

    @Test(arguments: [true, false]) func watchesStreamAndEndWithTheirReader(isSecure: Bool) async throws {
        let lines = Lines()
        let sender = FunctionSender { _ in
            APIResponse(
                status: .ok, headerFields: [.contentType: "application/json"],
                body: .chunks(ByteChunks(lines.stream)))
        }
        try await TestServer.with(sender, in: directory, security: isSecure ? nil : .insecure) { server in
            var settings = Self.settings(server)
            if !isSecure { settings.cluster.server = "http://127.0.0.1:\(server.port)" }
            let client = try HTTPRequestSender(settings)
            let response = try await client.send(APIRequest(method: .get, path: "/watch?watch=true"))
            let (received, count) = AsyncStream.makeStream(of: Int.self)
            let reader = Task {
                var total = 0
                for try await chunk in response.body.asChunks {
                    total += chunk.count
                    count.yield(total)
                }
                return total
            }
            var iterator = received.makeAsyncIterator()
            lines.source.yield(Array("one\n".utf8))
            #expect(await iterator.next() == 4)
            lines.source.yield(Array("two\n".utf8))
            #expect(await iterator.next() == 8)
            reader.cancel()
            await #expect(throws: CancellationError.self) { try await reader.value }
            // The server notices that nobody reads any more when it is given up, or at its next line.
            let end = ContinuousClock.now + .seconds(120)
            while !lines.isGivenUp.withLock({ $0 }), ContinuousClock.now < end {
                lines.source.yield(Array("more\n".utf8))
                try await Task.sleep(for: .milliseconds(2))
            }
            #expect(lines.isGivenUp.withLock { $0 })
            await client.close()
        }
    }

    @Test func aServerThatGoesAwayIsALostConnection() async throws {
        let lines = Lines()
        let sender = FunctionSender { _ in
            APIResponse(status: .ok, body: .chunks(ByteChunks(lines.stream)))
        }
        let holder = Mutex<ByteChunks?>(nil)
        let client = Mutex<HTTPRequestSender?>(nil)
        try await TestServer.with(sender, in: directory) { server in
            let made = try HTTPRequestSender(Self.settings(server))
            let response = try await made.send(APIRequest(method: .get, path: "/?watch=true"))
            holder.withLock { $0 = response.body.asChunks }
            client.withLock { $0 = made }
        }
        // The server has been cut off now.
        let chunks = try #require(holder.withLock { $0 })
        await #expect(throws: ConnectionLostError.self) { for try await _ in chunks {} }
        await client.withLock { $0 }?.close()
    }

    @Test func manyWatchesAtOnce() async throws {
        let lines = Lines()
        let sender = FunctionSender { request in
            if request.path == "/x" { return APIResponse(json: ["ok": true] as JSONValue) }
            return APIResponse(
                status: .ok,
                body: .chunks(
                    ByteChunks {
                        for await _ in lines.stream {}
                        return nil
                    }))
        }
        try await TestServer.with(sender, in: directory) { server in
            let client = try HTTPRequestSender(Self.settings(server))
            // More than a connection of HTTP/2 has streams.
            var open: [APIResponse] = []
            for _ in 0..<130 { open.append(try await client.send(APIRequest(method: .get, path: "/w?watch=1"))) }
            let answer = try await client.send(APIRequest(method: .get, path: "/x"))
            #expect(answer.head.status == .ok)
            _ = try await answer.body.collect()
            #expect(open.count == 130)
            lines.source.finish()
            await client.close()
        }
    }

    @Test func requestsCanBeGivenUp() async throws {
        let arrived = AsyncStream.makeStream(of: Void.self)
        let sender = FunctionSender { _ in
            arrived.continuation.yield()
            try await Task.sleep(for: .seconds(3600))
            return APIResponse(status: .ok)
        }
        try await TestServer.with(sender, in: directory) { server in
            let client = try HTTPRequestSender(Self.settings(server))
            let task = Task { try await client.send(APIRequest(method: .get, path: "/")) }
            var iterator = arrived.stream.makeAsyncIterator()
            _ = await iterator.next()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            await client.close()
            let error = await #expect(throws: ConnectionError.self) {
                try await client.send(APIRequest(method: .get, path: "/"))
            }
            #expect(error?.message == "the client has been closed")
        }
    }

    // MARK: Connections

    @Test func aConnectionOfAKubeconfig() async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            let path = "\(directory.path)/admin.conf"
            try AdminKubeconfig.write(
                to: path, certificates: server.certificates, host: "127.0.0.1", port: server.port)
            let connection = try ClusterConnection(kubeconfig: .file(path))
            #expect(connection.namespace == "default")
            let response = try await connection.client.sender.send(APIRequest(method: .get, path: "/version"))
            let answer = try await JSONValue(parsing: response.body.collect())
            #expect(answer["user"] == "kubernetes-admin" && answer["path"] == "/version")

            var overrides = ConnectionOverrides()
            overrides.impersonatedUser = "ann"
            overrides.impersonatedGroups = ["g"]
            var settings = try ConnectionSettings(.file(path), overrides: overrides)
            settings.userAgent = "test/1"
            settings.requestTimeout = .seconds(60)
            let other = try ClusterConnection(settings)
            let asAnn = try await other.client.sender.send(APIRequest(method: .get, path: "/"))
            let fields = try await JSONValue(parsing: asAnn.body.collect())
            #expect(fields["impersonate-user"] == "ann" && fields["impersonate-group"] == "g")
            #expect(fields["user-agent"] == "test/1")
            await connection.close()
            await other.close()
            settings.user.impersonatedUser = nil
            #expect(throws: KubeconfigError.self) { try ClusterConnection(settings) }
        }
    }

    @Test func aSenderThatIsDroppedEnds() async throws {
        try await TestServer.with(Self.echo(), in: directory) { server in
            do {
                let sender = try HTTPRequestSender(Self.settings(server))
                _ = try await sender.send(APIRequest(method: .get, path: "/")).body.collect()
            }
            do { _ = try HTTPRequestSender(Self.settings(server)) }
        }
    }
}
