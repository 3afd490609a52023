import Foundation
import TestSupport
import Testing

/// The real kubectl, against one server.
struct Kubectl: Sendable {
    var program: Program
    /// Where files for it are kept.
    let files: URL

    /// Runs kubectl to its end.
    @discardableResult
    func callAsFunction(_ arguments: String..., input: String = "") async throws -> ProgramResult {
        try await program.run(arguments, input: input)
    }

    /// What kubectl prints on standard output. A failure of kubectl is one of the test.
    @discardableResult
    func output(
        _ arguments: String..., input: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let result = try await program.run(arguments, input: input)
        #expect(result.status == 0, "kubectl \(arguments): \(result.errors)", sourceLocation: sourceLocation)
        return result.output
    }

    /// Checks that kubectl fails, and says why.
    func fails(
        _ arguments: String..., input: String = "", saying text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await program.run(arguments, input: input)
        #expect(result.status != 0, "kubectl \(arguments): \(result.output)", sourceLocation: sourceLocation)
        #expect(result.errors.contains(text), "kubectl \(arguments)", sourceLocation: sourceLocation)
    }

    /// Starts a command that goes on, such as `get --watch`, and stops it when the body has ended.
    func running<Result>(_ arguments: String..., body: (RunningProgram) async throws -> Result) async throws -> Result {
        try await TemporaryFolder.with("kubectl") { folder in
            let process = try RunningProgram(program, arguments, files: folder)
            let result = try await body(process)
            await process.stop()
            return result
        }
    }

    /// A file for kubectl to read.
    func file(_ name: String, _ content: String) throws -> String {
        let file = files.appendingPathComponent(name)
        try Data(content.utf8).write(to: file)
        return file.path
    }
}
