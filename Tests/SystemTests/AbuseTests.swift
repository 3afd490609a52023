import Foundation
import JSON
import TestSupport
import Testing

extension SystemTests {
    /// What hostile peers do to the port. `APUS_ABUSE_SECONDS` says for how long; half a minute by default.
    @Suite(.enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct AbuseTests {
        private static let script = Repository.folder
            .appendingPathComponent("Tests/SystemTests/Scripts/abusive_peer.py")
        private static let stubbornScript = Repository.folder
            .appendingPathComponent("Tests/SystemTests/Scripts/stubborn_peer.py")
        private static let seconds =
            ProcessInfo.processInfo.environment["APUS_ABUSE_SECONDS"].flatMap { Double($0) } ?? 30
        /// How much more memory than before may be kept afterwards, in bytes.
        private static let allowance = 20_000_000

        @Test func itGoesOnServingAndGivesMemoryBack() async throws {
            try await ServerProgram.run { server in
                let authority = try #require(server.address.split(separator: "/").last.map(String.init))
                #expect(try await answers(server, "/readyz"))
                let before = try await settled(server, atMost: 0)
                try await attack(authority, for: Self.seconds)
                #expect(server.process.isRunning)
                let after = try await settled(server, atMost: before + Self.allowance)
                #expect(after <= before + Self.allowance, "\(before) bytes kept before, \(after) after")
                #expect(try await answers(server, "/readyz"))
                #expect(try await answers(server, "/api/v1/namespaces/default"))
            }
        }

        /// What a script that keeps the server busy has seen.
        private func stubborn(_ mode: String, _ server: ServerProgram) async throws -> JSONValue {
            let authority = try #require(server.address.split(separator: "/").last.map(String.init))
            let result = try await TestTools.python.run(
                [Self.stubbornScript.path, mode, authority, "\(server.process.identifier)"], timeout: 200)
            guard result.status == 0 else { throw ProgramError(description: result.printed) }
            return try JSONValue(parsing: Array(result.output.utf8))
        }

        @Test(.enabled(if: Program.named("openssl").isPresent, "needs openssl"))
        func certificatesThatSignEachOtherAreNotFollowed() async throws {
            try await ServerProgram.run { server in
                let seen = try await stubborn("certificates", server)
                #expect(seen["status"] == 401, "\(seen)")
                #expect(try #require(seen["processor"]?.doubleValue) < 0.5, "\(seen)")
            }
        }

        @Test func withoutDescriptorsItPausesAndRefuses() async throws {
            try await ServerProgram.run { server in
                let seen = try await stubborn("descriptors", server)
                #expect(seen["status"] == 200, "\(seen)")
                #expect(try #require(seen["processor"]?.doubleValue) < 1, "\(seen)")
                // Some were accepted before there was no descriptor left; nobody else waits.
                #expect(try #require(seen["closed"]?.doubleValue) > 150, "\(seen)")
                let log = server.process.errors
                #expect(log.contains("a connection could not be accepted"))
                #expect(log.utf8.count < 20_000)
            }
        }

        @Test(.enabled(if: seconds >= 150, "takes a hundred seconds: APUS_ABUSE_SECONDS=150"))
        func connectionsThatDoNothingEnd() async throws {
            try await ServerProgram.run { server in
                let seen = try await stubborn("idle", server)
                #expect(seen["open"] == [], "\(seen)")
            }
        }

        /// Lists that are taken slowly cost what a connection has taken, whatever their form; all of them together would be
        /// a hundred megabytes.
        @Test func slowListsAreNotHeld() async throws {
            let script = Repository.folder.appendingPathComponent("Tests/SystemTests/Scripts/slow_lists.py")
            try await ServerProgram.run { server in
                let result = try await TestTools.python.run(
                    [script.path, server.address, ServerProgram.adminToken, "\(server.process.identifier)"],
                    timeout: 300)
                #expect(result.status == 0, "\(result.printed)")
                let lines = result.printed.split(separator: "\n").map { $0.split(separator: " ") }
                #expect(lines.count == 28)
                for line in lines where line.count == 4 {
                    let sizes = line.dropFirst().compactMap { Int($0) }
                    #expect(sizes.count == 3 && sizes[1] - sizes[0] < 30_000, "\(line)")
                    #expect(sizes.count == 3 && sizes[2] - sizes[0] < 20_000, "\(line)")
                }
            }
        }

        private func attack(_ authority: String, for seconds: Double) async throws {
            let result = try await TestTools.python.run(
                [Self.script.path, authority, "\(seconds)"], timeout: seconds + 120)
            #expect(result.status == 0, "\(result.printed)")
        }

        /// The memory that is kept, as soon as it is at most so much, or stays the same for a second.
        private func settled(_ server: ServerProgram, atMost limit: Int) async throws -> Int {
            let end = ContinuousClock.now + .seconds(30)
            var last = 0
            var same = 0
            while true {
                let kept = try #require(server.process.keptBytes)
                same = abs(kept - last) < 100_000 ? same + 1 : 0
                last = kept
                if kept <= limit || (limit == 0 && same == 20) || ContinuousClock.now > end { return kept }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        private func answers(_ server: ServerProgram, _ path: String) async throws -> Bool {
            let read = """
                import ssl, sys, urllib.request
                request = urllib.request.Request(sys.argv[1], headers={"Authorization": "Bearer " + sys.argv[2]})
                urllib.request.urlopen(request, context=ssl._create_unverified_context(), timeout=30)
                """
            let result = try await TestTools.python.run(
                ["-c", read, server.address + path, ServerProgram.adminToken], timeout: 60)
            return result.status == 0
        }
    }
}
