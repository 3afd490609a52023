public import Foundation

/// What a program printed and how it ended.
public struct ProgramResult: Sendable {
    /// The status with which it ended; that of a signal is the signal's number.
    public var status: Int32
    /// What it printed on standard output.
    public var output: String
    /// What it printed on standard error.
    public var errors: String

    /// All that it printed, for the message of a test that fails.
    public var printed: String { output + errors }
}

/// A program that tests run, with what all its runs have in common.
public struct Program: Sendable {
    /// Its file.
    public var url: URL
    /// The arguments that come before those of a run.
    public var arguments: [String]
    /// Variables that it sees besides this process's own.
    public var environment: [String: String]

    /// A program.
    public init(_ url: URL, arguments: [String] = [], environment: [String: String] = [:]) {
        self.url = url
        self.arguments = arguments
        self.environment = environment
    }

    /// Whether the file is there and can be run.
    public var isPresent: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

    /// The program of a name in one of the folders that `PATH` names.
    public static func named(_ name: String) -> Program {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let files = folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
        let file = files.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        return Program(file ?? URL(fileURLWithPath: "/usr/bin/\(name)"))
    }

    /// Runs the program to its end, without holding up a thread.
    ///
    /// - Parameters:
    ///   - input: What it reads on standard input; nothing by default.
    ///   - directory: Where it runs; here by default.
    ///   - timeout: After how many seconds it is killed.
    public func run(
        _ arguments: [String], input: String = "", in directory: URL? = nil, timeout: Double = 120
    ) async throws -> ProgramResult {
        try await TemporaryFolder.with("program") { folder in
            let running = try RunningProgram(self, arguments, input: input, in: directory, files: folder)
            let status = await running.end(within: timeout)
            return ProgramResult(status: status, output: running.output, errors: running.errors)
        }
    }
}

/// A folder that is there while a test needs it.
public enum TemporaryFolder {
    /// Makes a folder, and removes it when the body has ended.
    public static func with<Result>(
        _ name: String, _ body: (URL) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("apus-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}
