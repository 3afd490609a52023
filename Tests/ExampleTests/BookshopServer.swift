import Foundation
import TestSupport

/// The server of the example, with a data directory of its own, and programs that speak to it as its administrator.
struct BookshopServer {
    private let programs: URL
    private let environment: [String: String]
    private let home: URL

    /// Runs the server while the body uses it, and checks that it stops when it is asked to.
    ///
    /// - Parameters:
    ///   - programs: The folder of the programs that the example was built to.
    ///   - folder: Where the server keeps its data, and the programs what they keep.
    static func run(
        _ programs: URL, in folder: URL, _ body: (BookshopServer) async throws -> Void
    ) async throws {
        let files = folder.appending(path: "server")
        let home = folder.appending(path: "home")
        for folder in [files, home] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let process = try RunningProgram(
            Program(programs.appending(path: "bookshop-server")),
            ["--secure-port", "0", "--data-dir", folder.appending(path: "data").path], files: files)
        let printed = try await process.output { $0.contains(#/kubeconfig is .+\n/#) }
        guard let kubeconfig = printed.firstMatch(of: #/kubeconfig is (.+)\n/#)?.1 else {
            throw ProgramError(description: "the server has not named its kubeconfig: \(printed)")
        }
        try await body(
            BookshopServer(
                programs: programs, environment: ["HOME": home.path, "KUBECONFIG": String(kubeconfig)], home: home))
        let status = await process.stop()
        guard status == 0 else {
            throw ProgramError(description: "the server ended with status \(status): \(process.errors.suffix(4000))")
        }
    }

    private var kubectl: Program {
        Program(TestTools.kubectl.url, environment: environment)
    }

    /// Runs kubectl.
    func kubectl(_ arguments: String..., input: String = "") async throws -> ProgramResult {
        try await kubectl.run(arguments, input: input)
    }

    /// Starts a kubectl that goes on, such as `get --watch`.
    func start(_ arguments: String...) throws -> RunningProgram {
        let files = home.appending(path: "watch")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        return try RunningProgram(kubectl, arguments, files: files)
    }
}
