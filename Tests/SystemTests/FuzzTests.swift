import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// What a fuzzer makes of the served OpenAPI documents. `APUS_FUZZ_SECONDS` says for how long; a minute by default.
    @Suite(
        .enabled(if: TestTools.hasPackage("schemathesis"), "needs the Python package schemathesis: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct FuzzTests {
        private static let script = Repository.folder.appendingPathComponent("Tests/SystemTests/Scripts/fuzz.py")
        private static let seconds =
            ProcessInfo.processInfo.environment["APUS_FUZZ_SECONDS"].flatMap { Double($0) } ?? 60

        @Test func noRequestIsAServerError() async throws {
            try await ServerProgram.run { server in
                let result = try await TestTools.python.run(
                    [Self.script.path, server.address, ServerProgram.adminToken, "\(Self.seconds)", server.home.path],
                    timeout: 10 * Self.seconds + 120)
                #expect(result.status == 0, "\(result.printed)")
                #expect(server.process.isRunning)
            }
        }
    }
}
