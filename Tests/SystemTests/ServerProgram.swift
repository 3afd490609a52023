import Foundation
import TestSupport

/// The real `apus-apiserver`, with a data directory of its own.
struct ServerProgram: Sendable {
    static let program = Program(TestTools.products.appendingPathComponent("apus-apiserver"))
    static var isBuilt: Bool { program.isPresent }
    /// The token of the administrator, in the group `system:masters`.
    static let adminToken = "admin-token"

    /// Where it listens, such as `https://127.0.0.1:41234`.
    let address: String
    /// The kubeconfig that it wrote for its administrator.
    let kubeconfig: URL
    /// A folder for what clients keep.
    let home: URL
    /// The process.
    let process: RunningProgram

    /// Runs a server while the body uses it, and checks that it stops when it is asked to.
    ///
    /// - Parameters:
    ///   - arguments: Flags besides those that every test needs.
    ///   - tokens: The lines of its token file; the administrator's is always there.
    static func run<Result>(
        _ arguments: [String] = [], tokens: String = "", _ body: (ServerProgram) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.with("server") { folder in
            let tokenFile = folder.appendingPathComponent("tokens.csv")
            try Data("\(adminToken),admin,admin,\"system:masters\"\n\(tokens)".utf8).write(to: tokenFile)
            let data = folder.appendingPathComponent("data")
            let process = try RunningProgram(
                program,
                ["--secure-port", "0", "--data-dir", data.path, "--token-auth-file", tokenFile.path] + arguments,
                files: folder)
            let printed = try await process.output { $0.contains(#/https?://[0-9.]+:[0-9]+\s/#) }
            guard let match = printed.firstMatch(of: #/https?://[0-9.]+:[0-9]+/#) else {
                throw ProgramError(description: "the server has not said where it listens: \(printed)")
            }
            let home = folder.appendingPathComponent("home")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            let server = ServerProgram(
                address: String(match.output), kubeconfig: data.appendingPathComponent("admin.kubeconfig"), home: home,
                process: process)
            let result = try await body(server)
            let status = await process.stop()
            guard status == 0 else {
                throw ProgramError(
                    description: "the server ended with status \(status): \(process.errors.suffix(4000))")
            }
            return result
        }
    }

    /// kubectl as the administrator, with a home of its own, so that no test sees what another has cached.
    var kubectl: Kubectl {
        var program = TestTools.kubectl
        program.environment = ["HOME": home.path, "KUBECONFIG": kubeconfig.path]
        return Kubectl(program: program, files: home)
    }
}
