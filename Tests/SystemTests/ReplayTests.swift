import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// The recorded exchanges with kube-apiserver, against the server.
    @Suite(
        .enabled(if: Reference.isPresent, "needs the reference data: APUS_REFERENCE"),
        .enabled(if: TestTools.python.isPresent, "needs python3"),
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"))
    struct ReplayTests {
        private static let folder = Reference.folder.appendingPathComponent("conformance")
        /// How many steps are identical at least: a number that never falls.
        private static let floorFile = Repository.folder.appendingPathComponent("Tests/conformance-floor")

        /// What was answered identically to the recording.
        private struct Score {
            var passed = 0
            var total = 0
            /// What the program printed of the steps that differ.
            var differences = ""
        }

        private func replay(_ scenario: String, against server: ServerProgram) async throws -> Score {
            let result = try await TestTools.python.run(
                [
                    Self.folder.appendingPathComponent("replay.py").path, "check", "--server", server.address,
                    "--ignore", "managedFields", Self.folder.appendingPathComponent("scenarios/\(scenario).json").path,
                ], timeout: 300)
            guard let match = result.output.firstMatch(of: #/(?m)^\S+ +([0-9]+)/([0-9]+)$/#),
                let passed = Int(match.output.1), let total = Int(match.output.2)
            else { throw ProgramError(description: "\(scenario) was not replayed: \(result.printed)") }
            return Score(passed: passed, total: total, differences: String(result.output.prefix(4000)))
        }

        @Test func answersAsRecorded() async throws {
            let complete: Set = [
                "configmap-crud", "bad-requests", "generate-name", "json-patch", "selectors-and-pages",
                "field-validation",
                "watch", "secrets", "namespaces", "negotiation", "dry-run", "deletion", "yaml",
            ]
            let floor = try #require(
                Int(String(contentsOf: Self.floorFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
            )
            let files = try FileManager.default.contentsOfDirectory(
                atPath: Self.folder.appendingPathComponent("scenarios").path)
            let scenarios = files.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".expected.json") }
                .map { String($0.dropLast(5)) }.sorted()
            #expect(complete.isSubset(of: scenarios))
            // The administrator of the recordings is the one that every server of the tests has.
            let tokens = try String(contentsOf: Self.folder.appendingPathComponent("tokens.csv"), encoding: .utf8)
                .split(separator: "\n").filter { !$0.hasPrefix("\(ServerProgram.adminToken),") }.joined(separator: "\n")
            let flags = ["--controllers=", "--service-cluster-ip-range=10.0.0.0/16"]
            try await ServerProgram.run(flags, tokens: tokens) { server in
                var passed = 0
                for scenario in scenarios {
                    let score = try await replay(scenario, against: server)
                    passed += score.passed
                    if complete.contains(scenario) {
                        #expect(score.passed == score.total, "\(score.differences)")
                    }
                }
                #expect(
                    passed >= floor, "\(passed) steps are identical, and were \(floor): see Tests/conformance-floor")
                if passed > floor {
                    print("\(passed) steps are identical: raise Tests/conformance-floor from \(floor)")
                }
            }
        }
    }
}
