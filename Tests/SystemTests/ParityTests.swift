import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// apusctl beside kubectl: the command lines of `Parity/commands.txt`, each tool with a server of its own, so that
    /// lines which change something change the same.
    @Suite(
        .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"),
        .enabled(if: ServerProgram.isBuilt, "needs the programs beside the tests"))
    struct ParityTests {
        static let apusctl = Program(TestTools.products.appendingPathComponent("apusctl"))
        private static let files = Repository.folder.appendingPathComponent("Tests/SystemTests/Parity")

        @Test func apusctlAnswersAsKubectlDoes() async throws {
            let lines = try String(contentsOf: Self.files.appendingPathComponent("commands.txt"), encoding: .utf8)
                .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
            async let kubectl = Self.results(of: lines, TestTools.kubectl)
            async let apusctl = Self.results(of: lines, Self.apusctl)
            for ((line, expected), result) in zip(zip(lines, try await kubectl), try await apusctl) {
                #expect(result == expected, "\(line)")
            }
        }

        /// Runs the lines one after the other on a new server.
        private static func results(of lines: [String], _ tool: Program) async throws -> [String] {
            try await ServerProgram.run(["--storage-backend", "memory", "--controllers="]) { server in
                var tool = tool
                tool.environment["HOME"] = server.home.path
                let ownConfiguration = server.home.appendingPathComponent("kubeconfig.yaml")
                try FileManager.default.copyItem(
                    at: files.appendingPathComponent("kubeconfig.yaml"), to: ownConfiguration)
                var results: [String] = []
                for line in lines {
                    tool.environment["KUBECONFIG"] =
                        line.hasPrefix("config ") ? ownConfiguration.path : server.kubeconfig.path
                    let result = try await tool.run(words(line), in: files, timeout: 60)
                    results.append(comparable(result, tool, server))
                }
                return results
            }
        }

        private static func words(_ line: String) -> [String] {
            line.replacing("\\ ", with: "\0").split(separator: " ").map { String($0).replacing("\0", with: " ") }
        }

        /// What a tool did, without what differs between two servers and two names.
        private static func comparable(_ result: ProgramResult, _ tool: Program, _ server: ServerProgram) -> String {
            var text = "status \(result.status)\n\(result.output)\n--- errors\n\(result.errors)"
            let name = tool.url.lastPathComponent
            text = text.replacing("\(name) ", with: "TOOL ").replacing("\"\(name)\"", with: "TOOL")
            text = text.replacing(server.home.path, with: "HOME").replacing(server.address, with: "SERVER")
            text.replace(#/\b[0-9]+(s|m|h)\b/#, with: "AGE")
            text.replace(#/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#, with: "UID")
            text.replace(#/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/#, with: "TIME")
            text.replace(#/gen-[a-z0-9]{5}/#, with: "GENERATED")
            // kubectl's log lines, which have no place in its answer.
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains(#/^[EWI][0-9]{4} /#) }.joined(separator: "\n")
        }
    }
}
