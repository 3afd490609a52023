public import Foundation

/// A program that goes on while a test does other things.
///
/// What it prints goes to files rather than pipes: a full pipe would stop a program that prints much.
public final class RunningProgram: Sendable {
    private let process = Process()
    private let outputFile: URL
    private let errorFile: URL

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - input: What it reads on standard input.
    ///   - directory: Where it runs; here by default.
    ///   - files: A folder of this run's own, for what it reads and prints. It must outlive the program.
    public init(
        _ program: Program, _ arguments: [String] = [], input: String = "", in directory: URL? = nil, files: URL
    ) throws {
        let inputFile = files.appendingPathComponent("input")
        outputFile = files.appendingPathComponent("output")
        errorFile = files.appendingPathComponent("errors")
        try Data(input.utf8).write(to: inputFile)
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        process.executableURL = program.url
        process.arguments = program.arguments + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(program.environment) { $1 }
        process.currentDirectoryURL = directory
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The number of the process.
    public var identifier: Int32 { process.processIdentifier }
    /// Whether it has not ended.
    public var isRunning: Bool { process.isRunning }
    /// How much memory it keeps for itself, in bytes, as the kernel says; `nil` once it has ended. Pages of files do not
    /// count, of which a program needs more with all code that it runs for the first time.
    public var keptBytes: Int? {
        // The second and third numbers count pages, those of files among them (proc_pid_statm(5)).
        let text = try? String(contentsOfFile: "/proc/\(identifier)/statm", encoding: .utf8)
        guard let pages = text?.split(separator: " ").prefix(3).compactMap({ Int($0) }), pages.count == 3 else {
            return nil
        }
        return (pages[1] - pages[2]) * sysconf(CInt(_SC_PAGESIZE))
    }
    /// What it has printed so far.
    public var output: String { Self.text(outputFile) }
    /// What it has printed on standard error so far.
    public var errors: String { Self.text(errorFile) }

    private static func text(_ file: URL) -> String {
        String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }

    /// Waits until what the program has printed satisfies a condition.
    ///
    /// - Returns: what it has printed by then.
    /// - Throws: ``ProgramError`` where it ends before, or the time is over.
    @discardableResult
    public func output(within seconds: Double = 60, until isEnough: (String) -> Bool) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let wasRunning = isRunning
            let printed = output
            if isEnough(printed) { return printed }
            guard wasRunning, ContinuousClock.now < deadline else {
                throw ProgramError(
                    description: "\(process.executableURL?.lastPathComponent ?? "") "
                        + (wasRunning ? "has not printed what was waited for: " : "has ended early: ") + printed
                        + errors)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// The lines that it has printed, as soon as there are so many.
    public func lines(_ count: Int, within seconds: Double = 60) async throws -> [String] {
        try await output(within: seconds) { $0.utf8.count { $0 == UInt8(ascii: "\n") } >= count }
            .split(separator: "\n").map(String.init)
    }

    /// Waits for the program to end; it is killed when the time is over.
    ///
    /// - Returns: the status with which it has ended.
    @discardableResult
    public func end(within seconds: Double) async -> Int32 {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            if ContinuousClock.now > deadline { kill(process.processIdentifier, SIGKILL) }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return process.terminationStatus
    }

    /// Asks the program to stop, as Ctrl-C does, and waits until it has.
    ///
    /// - Returns: the status with which it has ended.
    @discardableResult
    public func stop(within seconds: Double = 30) async -> Int32 {
        if process.isRunning { process.interrupt() }
        return await end(within: seconds)
    }
}

/// Why a program is of no use to a test.
public struct ProgramError: Error, CustomStringConvertible {
    /// What has happened.
    public var description: String

    /// An error with its text.
    public init(description: String) {
        self.description = description
    }
}
