import Foundation

/// What a command printed and how it ended.
struct CommandResult {
    var status: Int32
    var output: String
    var errors: String
}

enum Shell {
    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - input: What it reads on standard input.
    ///   - environment: Variables set besides this process's own.
    static func run(
        _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
        in directory: URL? = nil
    ) throws -> CommandResult {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = directory
        // Files rather than pipes: a full pipe would stop a program that prints much.
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        for file in files { try Data().write(to: file) }
        if let input { try Data(input.utf8).write(to: files[0]) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return CommandResult(
            status: process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}

/// A program that runs until it is stopped, and tells on standard output where it listens.
final class RunningServer {
    private let process = Process()
    private let pipe = Pipe()
    /// The address that the program printed, such as `http://127.0.0.1:41234`.
    private(set) var address = ""

    init(_ program: URL, _ arguments: [String]) throws {
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        var printed = ""
        while true {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw ExampleError("\(program.lastPathComponent) ended before it listened; it printed: \(printed)")
            }
            printed += String(decoding: data, as: UTF8.self)
            if let match = printed.firstMatch(of: #/https?://[0-9.]+:[0-9]+/#), printed.contains("\n") {
                address = String(match.output)
                break
            }
        }
    }

    /// Asks the program to stop, as Ctrl-C does, and waits until it has.
    @discardableResult
    func stop() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit {
        if process.isRunning { process.terminate() }
    }
}

struct ExampleError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
