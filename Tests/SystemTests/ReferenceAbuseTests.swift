import Foundation
import TestSupport
import Testing

extension SystemTests {
    /// The reference's scripts that keep a server busy: each says how it is used, and its status is 0 where the server
    /// withstands.
    @Suite(
        .enabled(if: ServerProgram.isBuilt, "needs apus-apiserver beside the tests"),
        .enabled(if: !AttackScript.all.isEmpty, "needs the reference data"),
        .enabled(if: TestTools.hasPackage("cryptography"), "needs Python's package cryptography"), .serialized)
    struct ReferenceAbuseTests {
        @Test(arguments: AttackScript.all)
        func theServerWithstands(_ script: AttackScript) async throws {
            try await ServerProgram.run { server in
                let result = try await TestTools.python.run(try script.arguments(server), timeout: 400)
                #expect(result.status == 0, "\(result.printed)")
            }
        }
    }

    /// A script, with one of its cases where it has several.
    struct AttackScript: Sendable, CustomTestStringConvertible {
        let path: String
        /// The words after the script's name in its usage that are not optional, such as `PORT`.
        let words: [String]
        let chosen: String?

        /// How long scripts that go on for long go on here.
        private static let short = ["kill9.py": ["20"]]

        var testDescription: String {
            ([URL(fileURLWithPath: path).lastPathComponent] + (chosen.map { [$0] } ?? [])).joined(separator: " ")
        }

        func arguments(_ server: ServerProgram) throws -> [String] {
            let port = try #require(server.address.split(separator: ":").last.map(String.init))
            let known = [
                "PORT": port, "PID": "\(server.process.identifier)", "BINARY": ServerProgram.program.url.path,
                "CASE": chosen ?? "",
            ]
            let name = URL(fileURLWithPath: path).lastPathComponent
            return try [path] + words.map { try #require(known[$0], "\(name) wants \($0)") } + (Self.short[name] ?? [])
        }

        /// All that are there, in the order of their names.
        static let all: [AttackScript] = {
            let folder = Reference.folder.appendingPathComponent("conformance/abuse")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".py") }.sorted().flatMap { name -> [AttackScript] in
                let file = folder.appendingPathComponent(name)
                guard let text = try? String(contentsOf: file, encoding: .utf8),
                    let usage = text.firstRange(of: "usage: \(name)")
                else {
                    // One that does not say how it is used is a failure, and not left out.
                    return [AttackScript(path: file.path, words: ["a line of usage"], chosen: nil)]
                }
                let words = text[usage.upperBound...].prefix { $0 != "\n" && $0 != "\"" && $0 != "[" }
                    .split(separator: " ").map(String.init).prefix { $0.allSatisfy { $0.isUppercase } }
                var cases: [String?] = [nil]
                if words.contains("CASE"), let list = text.firstRange(of: "CASE: ") {
                    cases = text[list.upperBound...].prefix { $0 != "\n" && $0 != "\"" }
                        .split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                }
                return cases.map { AttackScript(path: file.path, words: Array(words), chosen: $0) }
            }
        }()
    }
}
