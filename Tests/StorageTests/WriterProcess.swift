import Foundation

/// The program `storage-writer`, running.
final class WriterProcess {
    private let process = Process()
    private let output: String

    /// Starts it.
    ///
    /// - Parameters:
    ///   - launcher: A program and arguments that are to run it, such as a tracer.
    ///   - scratch: A directory for what it prints.
    init(
        directory: String, writers: Int, count: Int = 0, prefix: String = "p", launcher: [String] = [],
        scratch: String
    ) throws {
        output = scratch + "/output-\(prefix)"
        try Data().write(to: URL(fileURLWithPath: output))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        let command =
            launcher + [Self.executable, directory, String(writers), String(count), prefix]
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
    }

    /// Beside the tests' own executable.
    private static var executable: String {
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let candidates =
            Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundlePath) + [runner]
            + CommandLine.arguments
        return candidates.map { ($0 as NSString).deletingLastPathComponent + "/storage-writer" }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "storage-writer"
    }

    var identifier: Int32 { process.processIdentifier }

    /// What it has printed so far, in whole lines.
    var lines: [Substring] {
        let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// Waits for a number of lines; `false` where the process ends without them.
    func waitForLines(_ count: Int) async throws -> Bool {
        while lines.count < count {
            if !process.isRunning { return lines.count >= count }
            try await Task.sleep(for: .milliseconds(2))
        }
        return true
    }

    /// Ends it with SIGKILL.
    func kill() {
        #if canImport(Darwin)
        Darwin.kill(process.processIdentifier, SIGKILL)
        #else
        Glibc.kill(process.processIdentifier, SIGKILL)
        #endif
        process.waitUntilExit()
    }

    /// Waits for its end.
    func exitStatus() async throws -> Int32 {
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        return process.terminationStatus
    }
}

/// A tool that not every machine has, or `nil`.
func tool(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/", "/usr/local/bin/"].map { $0 + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
