import Foundation
import Testing

/// The real kubectl, against one server, with a home of its own.
struct Kubectl {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Where `make test-tools` puts kubectl.
    static let program = repository.appending(path: ".tools/python/bin/kubectl")
    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

    private let server: String
    private let home: URL

    init(server: String) throws {
        self.server = server
        home = FileManager.default.temporaryDirectory.appending(path: "apus-kubectl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }

    func removeHome() {
        try? FileManager.default.removeItem(at: home)
    }

    func callAsFunction(_ arguments: String..., input: String? = nil) throws -> CommandResult {
        try Shell.run(
            Self.program.path, ["--server", server] + arguments, input: input,
            environment: ["HOME": home.path, "KUBECONFIG": home.appending(path: "none").path])
    }

    /// Starts a command that goes on, such as `get --watch`.
    func start(_ arguments: String...) throws -> RunningCommand {
        try RunningCommand(Self.program, ["--server", server] + arguments, environment: ["HOME": home.path])
    }
}

/// A command whose output is read while it runs.
final class RunningCommand {
    private let process = Process()
    private let pipe = Pipe()
    private var printed = ""

    init(_ program: URL, _ arguments: [String], environment: [String: String]) throws {
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        try process.run()
    }

    /// Reads until so many lines are there, or the command ends.
    func lines(_ count: Int) -> [String] {
        while printed.split(separator: "\n", omittingEmptySubsequences: true).count < count || !printed.hasSuffix("\n") {
            let data = pipe.fileHandleForReading.availableData
            if data.isEmpty { break }
            printed += String(decoding: data, as: UTF8.self)
        }
        return printed.split(separator: "\n").map(String.init)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
