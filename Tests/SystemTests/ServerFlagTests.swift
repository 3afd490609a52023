import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// The flags of the server, and how it begins and ends.
    @Suite(.enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct ServerFlagTests {
        @Test(arguments: [
            (["--authorization-mode=RBAC"], "the authorization mode \"RBAC\" is not served by this server"),
            (["--authorization-mode=AlwaysAllow,AlwaysAllow"], "is given more than once"),
            (["--authorization-mode="], "at least one authorization mode is needed"),
            (["--authorization-mode=AlwaysAllow", "--anonymous-auth=true"], "let everybody do everything"),
            (["--anonymous-auth=perhaps"], "anonymous-auth"),
            (
                ["--token-auth-file", "/nonexistent/tokens.csv"],
                "--token-auth-file: /nonexistent/tokens.csv cannot be read"
            ),
            (["--token-auth-file", "/dev"], "--token-auth-file: /dev cannot be read"),
            (["--tls-cert-file", "a.pem"], "--tls-cert-file and --tls-private-key-file are given together"),
            (["--tls-min-version", "VersionTLS10"], "VersionTLS12"),
            (["--request-timeout", "5"], "request-timeout"),
            (["--request-timeout", "0s"], "--request-timeout must be more than 0"),
            (["--shutdown-delay-duration=-1s"], "shutdown-delay-duration"),
            (["--max-requests-inflight=-1"], "--max-requests-inflight must not be negative"),
            (["--max-connections=-1"], "--max-connections must not be negative"),
            (["--max-connections-per-address=-1"], "--max-connections-per-address must not be negative"),
            (["--secure-port", "65536"], "secure-port"),
            (["--storage-backend", "etcd3"], "memory"),
            (["--controllers", "nosuch"], "\"nosuch\" is no controller"),
            (["--cors-allowed-origins", "example.com"], "must begin with ^ or contain //"),
            (["--data-dir", "/dev/null/x"], "--data-dir: the directory /dev/null/x cannot be made"),
            (["--enable-admission-plugins=ServiceAccount"], "Unknown option '--enable-admission-plugins'"),
        ])
        func mistakesAreNamed(arguments: [String], message: String) async throws {
            try await TemporaryFolder.with("flags") { folder in
                let all = arguments.contains("--data-dir") ? arguments : arguments + ["--data-dir", folder.path]
                let result = try await ServerProgram.program.run(all, timeout: 30)
                #expect(result.status == 64, "\(result.printed)")
                #expect(result.errors.contains(message), "\(result.printed)")
            }
        }

        @Test func aTokenFileWithAMistakeNamesTheLineAndNoToken() async throws {
            try await TemporaryFolder.with("flags") { folder in
                let file = folder.appendingPathComponent("tokens.csv")
                try Data("good,alice,1\nvery-secret,bob\n".utf8).write(to: file)
                let result = try await ServerProgram.program.run(
                    ["--data-dir", folder.path, "--token-auth-file", file.path], timeout: 30)
                #expect(result.status != 0)
                #expect(result.errors.contains("tokens.csv:2: a line has at least 3 columns"), "\(result.printed)")
                #expect(!result.printed.contains("very-secret"))
            }
        }

        @Test func itSaysWhatItIs() async throws {
            let version = try await ServerProgram.program.run(["--version"])
            #expect(version.status == 0)
            #expect(version.output.hasPrefix("apus v1."))
            let help = try await ServerProgram.program.run(["--help"])
            #expect(help.status == 0)
            for group in ["SERVING", "ACCESS", "LIMITS", "STORAGE", "CONTROLLERS"] {
                #expect(help.output.contains("\n\(group)"), "\(help.output)")
            }
        }

        @Test(arguments: ["--max-connections", "--max-connections-per-address"])
        func moreConnectionsThanAllowedAreClosed(flag: String) async throws {
            let connect = """
                import socket, ssl, sys
                host, port = sys.argv[1].split("/")[-1].split(":")
                context = ssl._create_unverified_context()
                open = []
                try:
                    while len(open) < 5:
                        open.append(context.wrap_socket(socket.create_connection((host, int(port)), timeout=30)))
                except OSError:
                    pass
                print(len(open))
                """
            try await ServerProgram.run([flag, "2", "--storage-backend", "memory"]) { server in
                let result = try await TestTools.python.run(["-c", connect, server.address], timeout: 60)
                #expect(result.output == "2\n", "\(result.printed)")
                #expect(server.process.errors.contains("a connection was refused"))
            }
        }

        @Test func anOccupiedPortIsSaid() async throws {
            try await ServerProgram.run(["--storage-backend", "memory"]) { server in
                let port = try #require(server.address.split(separator: ":").last.map(String.init))
                try await TemporaryFolder.with("flags") { folder in
                    let result = try await ServerProgram.program.run(
                        ["--secure-port", port, "--data-dir", folder.path, "--storage-backend", "memory"], timeout: 30)
                    #expect(result.status == 1)
                    #expect(
                        result.errors.contains("cannot listen on 127.0.0.1:\(port): Address already in use"),
                        "\(result.printed)")
                }
            }
        }

        /// Signals by their numbers, as the program may be told to stop by other programs.
        @Test(.enabled(if: TestTools.kubectl.isPresent, "needs kubectl"))
        func readinessFailsWhileItStillServesAndASecondSignalEndsItAtOnce() async throws {
            try await TemporaryFolder.with("flags") { folder in
                let data = folder.appendingPathComponent("data")
                let process = try RunningProgram(
                    ServerProgram.program,
                    [
                        "--secure-port", "0", "--data-dir", data.path, "--storage-backend", "memory",
                        "--shutdown-delay-duration", "5m0s",
                    ], files: folder)
                let printed = try await process.lines(2)
                #expect(printed[0].hasPrefix("listening on https://127.0.0.1:"))
                #expect(printed[1].hasSuffix("\(data.path)/admin.kubeconfig"))
                var kubectl = TestTools.kubectl
                kubectl.environment = [
                    "HOME": folder.path, "KUBECONFIG": data.appendingPathComponent("admin.kubeconfig").path,
                ]
                while try await kubectl.run(["get", "--raw", "/readyz"]).status != 0, process.isRunning {}
                kill(process.identifier, SIGTERM)
                var ready = try await kubectl.run(["get", "--raw", "/readyz"])
                while ready.status == 0, process.isRunning {
                    ready = try await kubectl.run(["get", "--raw", "/readyz"])
                }
                #expect(ready.errors.contains("[-]shutdown failed"), "\(ready.printed)")
                let list = try await kubectl.run(["get", "namespaces", "-o", "name"])
                #expect(list.output.contains("namespace/default"), "\(list.printed)")
                kill(process.identifier, SIGTERM)
                #expect(await process.end(within: 10) == 1)
            }
        }

        @Test func itStopsInOrderAndLosesNoRequest() async throws {
            try await ServerProgram.run(["--shutdown-delay-duration", "2s"]) { server in
                let result = try await TestTools.python.run(
                    [
                        Repository.folder.appendingPathComponent("Tests/SystemTests/Scripts/graceful_stop.py").path,
                        server.address, ServerProgram.adminToken, "\(server.process.identifier)",
                    ], timeout: 120)
                #expect(result.status == 0, "\(result.printed)")
                #expect(
                    result.output == """
                        not ready, but serving
                        no more connections
                        the watch has its last chunk
                        the request is answered

                        """)
                #expect(await server.process.end(within: 30) == 0)
            }
        }

        @Test(.enabled(if: TestTools.kubectl.isPresent, "needs kubectl"))
        func usersAreWhoTheirTokensSayAndModesDecide() async throws {
            try await ServerProgram.run(
                ["--storage-backend", "memory", "--controllers="], tokens: "alice-token,alice,1\n"
            ) { server in
                let alice = server.kubectl
                let token = ["--token", "alice-token"]
                // A certificate comes before a token, so the administrator's kubeconfig is not used here.
                var program = alice.program
                program.environment["KUBECONFIG"] = "/nonexistent"
                program.arguments = ["--server", server.address, "--insecure-skip-tls-verify"]
                // kubectl hides what is said about a path that it only looks for discovery at.
                let path = "/api/v1/namespaces/default/configmaps"
                let list = try await program.run(["get", "--raw", path] + token)
                #expect(list.status != 0)
                #expect(
                    list.errors.contains("User \"alice\" cannot list resource \"configmaps\""), "\(list.printed)")
                let wrong = try await program.run(["get", "--raw", path, "--token", "wrong"])
                #expect(wrong.errors.contains("You must be logged in"), "\(wrong.printed)")
                // Without a credential kubectl would ask for one.
                let read = """
                    import ssl, sys, urllib.request
                    urllib.request.urlopen(sys.argv[1], context=ssl._create_unverified_context())
                    """
                let anonymous = try await TestTools.python.run(["-c", read, server.address + "/version"])
                #expect(anonymous.status == 0, "\(anonymous.printed)")
                let metrics = try await server.kubectl.output("get", "--raw", "/metrics")
                #expect(metrics.contains("process_start_time_seconds"))
                // No controllers, no hook.
                let ready = try await server.kubectl.output("get", "--raw", "/readyz?verbose")
                #expect(!ready.contains("poststarthook"))
            }
        }
    }
}
