import APIMachinery
import HTTPClientTransport
import HTTPServerTransport
import HTTPTypes
import JSON
import Testing

@Suite struct CredentialTests {
    private let directory = TemporaryDirectory()

    /// Answers 401 to all but some tokens.
    private static func guarded(_ tokens: String...) -> FunctionSender {
        FunctionSender { request in
            let given = request.head.headerFields[.authorization] ?? ""
            let isKnown = tokens.contains { given == "Bearer \($0)" } || request.peer.certificateSubject != nil
            return isKnown ? APIResponse(json: ["given": .string(given)] as JSONValue) : APIResponse(.unauthorized())
        }
    }

    private func settings(_ server: TestServer, _ user: Kubeconfig.User) -> ConnectionSettings {
        var cluster = Kubeconfig.Cluster()
        cluster.server = "https://127.0.0.1:\(server.port)"
        cluster.certificateAuthorityData = Array(server.certificates.authority.utf8)
        cluster.execConfiguration = ["audience": "x"]
        return ConnectionSettings(cluster: cluster, user: user)
    }

    /// The status of some requests, one after the other.
    private func statuses(
        _ settings: ConnectionSettings, _ count: Int = 1, between: () -> Void = {}
    ) async throws -> [Int] {
        let sender = try HTTPRequestSender(settings)
        var statuses: [Int] = []
        do {
            for _ in 0..<count {
                let response = try await sender.send(APIRequest(method: .get, path: "/"))
                _ = try await response.body.collect()
                statuses.append(response.head.status.code)
                between()
            }
        } catch {
            await sender.close()
            throw error
        }
        await sender.close()
        return statuses
    }

    @Test func tokensAndTheirFiles() async throws {
        let sender = Self.guarded("good", "new")
        try await TestServer.with(sender, in: directory) { server in
            var user = Kubeconfig.User()
            try await Expect.equal([401]) { try await statuses(settings(server, user)) }
            user.token = "good"
            try await Expect.equal([200]) { try await statuses(settings(server, user)) }
            user.token = "bad"
            try await Expect.equal([401, 401]) { try await statuses(settings(server, user), 2) }
            // A file is read again as soon as its token is refused.
            user.tokenFile = directory.write("token", "good\n")
            try await Expect.equal([200]) { try await statuses(settings(server, user)) }
            directory.write("token", "old")
            let before = sender.requests.count
            try await Expect.equal([401, 200]) {
                try await statuses(settings(server, user), 2) { directory.write("token", "new") }
            }
            // The first was refused without anything new to try.
            #expect(sender.requests.count == before + 2)
            user.tokenFile = directory.write("empty", " \n")
            let error = await #expect(throws: KubeconfigError.self) { try await statuses(settings(server, user)) }
            #expect(error?.message == "there is no token in the file")
        }
    }

    // MARK: Plugins

    private func plugin(
        _ script: String, version: String = "v1", _ change: (inout Kubeconfig.ExecConfiguration) -> Void = { _ in }
    ) -> Kubeconfig.User {
        let path = directory.write("plugin", "#!/bin/sh\n\(script)\n", mode: 0o700)
        var exec = Kubeconfig.ExecConfiguration(
            command: path, apiVersion: "client.authentication.k8s.io/\(version)")
        exec.interactiveMode = .never
        change(&exec)
        var user = Kubeconfig.User()
        user.exec = exec
        return user
    }

    private static func answer(_ status: String, version: String = "v1") -> String {
        #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/\#(version)","status":\#(status)}"#
    }

    @Test func pluginsAreAskedOnceAndTold() async throws {
        let sender = Self.guarded("good")
        try await TestServer.with(sender, in: directory) { server in
            let user = plugin(
                """
                echo run >> "\(directory.path)/runs"
                echo "$KUBERNETES_EXEC_INFO" > "\(directory.path)/info"
                echo "$1 $EXTRA $HOME" > "\(directory.path)/call"
                echo '\(Self.answer(#"{"token":"good"}"#))'
                """
            ) {
                $0.arguments = ["first argument"]
                $0.environment = ["EXTRA": "more"]
                $0.provideClusterInfo = true
            }
            try await Expect.equal([200, 200, 200]) { try await statuses(settings(server, user), 3) }
            #expect(directory.read("runs") == "run\n")
            #expect(directory.read("call").hasPrefix("first argument more /"))
            let info = try JSONValue(parsing: directory.read("info"))
            #expect(info["apiVersion"] == "client.authentication.k8s.io/v1" && info["kind"] == "ExecCredential")
            #expect(info["spec"]?["interactive"] == false)
            #expect(info["spec"]?["cluster"]?["server"] == .string("https://127.0.0.1:\(server.port)"))
            #expect(info["spec"]?["cluster"]?["config"] == ["audience": "x"])
            #expect(info["spec"]?["cluster"]?["certificate-authority-data"]?.stringValue?.isEmpty == false)
        }
    }

    @Test func whatHasExpiredOrIsRefusedIsAskedForAnew() async throws {
        let sender = Self.guarded("t2", "t4")
        try await TestServer.with(sender, in: directory) { server in
            // A token of its own each time: t1, t2 …
            func counting(_ expiry: String) -> Kubeconfig.User {
                plugin(
                    """
                    echo run >> "\(directory.path)/runs"
                    n=$(wc -l < "\(directory.path)/runs")
                    echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1",'
                    echo '"status":{"token":"t'$((n))'"\(expiry)}}'
                    """, version: "v1beta1")
            }
            // t1 is refused, and t2 is tried at once; it stays.
            try await Expect.equal([200, 200]) { try await statuses(settings(server, counting("")), 2) }
            #expect(directory.read("runs") == "run\nrun\n")
            // t3 has expired when it comes; it is used once.
            let expired = counting(#","expirationTimestamp":"2001-01-01T00:00:00Z""#)
            try await Expect.equal([200]) { try await statuses(settings(server, expired)) }
            #expect(directory.read("runs") == "run\nrun\nrun\nrun\n")
            directory.write("runs", "run\n")
            let far = counting(#","expirationTimestamp":"2999-01-01T00:00:00Z""#)
            try await Expect.equal([200, 200, 200]) { try await statuses(settings(server, far), 3) }
            #expect(directory.read("runs") == "run\nrun\n")
        }
    }

    @Test func pluginsGiveCertificates() async throws {
        let sender = Self.guarded()
        try await TestServer.with(sender, in: directory) { server in
            let status: JSONValue = [
                "clientCertificateData": .string(server.certificates.administratorCertificate),
                "clientKeyData": .string(server.certificates.administratorKey),
            ]
            directory.write("answer", Self.answer("\(status)"))
            let user = plugin("cat '\(directory.path)/answer'")
            try await Expect.equal([200, 200]) { try await statuses(settings(server, user), 2) }
        }
    }

    @Test func requestsAtOnceShareAnAnswer() async throws {
        let sender = Self.guarded("good")
        try await TestServer.with(sender, in: directory) { server in
            let user = plugin(
                """
                echo run >> "\(directory.path)/runs"
                echo '\(Self.answer(#"{"token":"good"}"#))'
                """)
            let client = try HTTPRequestSender(settings(server, user))
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let response = try await client.send(APIRequest(method: .get, path: "/"))
                        _ = try await response.body.collect()
                        return response.head.status.code
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            await client.close()
            #expect(directory.read("runs") == "run\n")
        }
    }

    @Test(arguments: [
        ("exit 3", "failed: "), ("echo nonsense", "answers with what is no JSON: "),
        ("echo '{}'", "does not answer an ExecCredential"),
        ("true", "answers with what is no JSON: "),
        ("echo '\(answer("{}"))'", "answers with neither a token nor a certificate"),
        ("echo '\(answer(#"{"token":""}"#))'", "answers with neither a token nor a certificate"),
        ("echo '\(answer("null"))'", "answers without a status"),
        (
            "echo '\(answer(#"{"token":"t"}"#, version: "v1beta1"))'",
            "answers in version \"client.authentication.k8s.io/v1beta1\", asked for was client.authentication.k8s.io/v1"
        ),
        ("echo '\(answer(#"{"clientKeyData":"k"}"#))'", "answers with a certificate or a key alone; both are needed"),
        (
            "echo '\(answer(#"{"token":"t","expirationTimestamp":"soon"}"#))'",
            "answers with an expirationTimestamp that is none: "
        ),
        ("head -c 2000000 /dev/zero", "answers with more than 1048576 bytes"),
    ])
    func badAnswersAreNamed(script: String, message: String) async throws {
        try await TestServer.with(Self.guarded(), in: directory) { server in
            let user = plugin(script)
            let error = await #expect(throws: KubeconfigError.self) { try await statuses(settings(server, user)) }
            let start = "the credential plugin \(directory.path)/plugin \(message)"
            #expect(error?.description.hasPrefix(start) == true, "\(error.map(String.init(describing:)) ?? "")")
        }
    }

    @Test func aPluginThatIsNotThereIsHintedAt() async throws {
        try await TestServer.with(Self.guarded(), in: directory) { server in
            for command in ["apus-no-such-plugin", "\(directory.path)/none"] {
                let user = plugin("") {
                    $0.command = command
                    $0.installHint = "Get it from example.org."
                }
                let error = await #expect(throws: KubeconfigError.self) { try await statuses(settings(server, user)) }
                #expect(
                    error?.description
                        == "the credential plugin \(command) is not installed, or not in the PATH\n\nGet it from example.org."
                )
            }
        }
    }
}
