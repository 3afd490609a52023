import Foundation
import JSON
import Testing

/// The program `apusgen` as people and the plugins run it: what it prints where, and how it ends.
@Suite(.enabled(if: Program.isBuilt, "needs apusgen beside the tests"))
struct CommandLineTests {
    private static let bad = LanguageTests.book
        .replacingOccurrences(of: "type: int32", with: "type: int23")
        .replacingOccurrences(of: "verbs:", with: "verb:")
        .replacingOccurrences(of: "scale:", with: "# scale:")

    /// Runs the body with the definition of a book in a set of its own.
    private func withSet(_ book: String, _ body: (_ folder: URL, _ file: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("set/library.example.org/v1/Book.yaml")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(book.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder, file.path)
    }

    @Test func checkCountsWhatIsThere() throws {
        try withSet(LanguageTests.book) { folder, file in
            let set = folder.appendingPathComponent("set").path
            let result = try Program.run(["check", set])
            #expect(result.status == 0)
            #expect(result.output.hasPrefix("1 file, "))
            let warning = "\(file):28:18: warning: the rule is published, but not enforced yet\n"
            #expect(result.errors == warning)
            // A warning is enough to fail where the author wants that.
            let strict = try Program.run(["check", "--strict", set])
            #expect(strict.status == 1 && strict.output.isEmpty && strict.errors == warning)
        }
    }

    @Test func mistakesGoToStandardErrorAndNothingIsWritten() throws {
        try withSet(Self.bad) { folder, file in
            let set = folder.appendingPathComponent("set").path
            let output = folder.appendingPathComponent("out").path
            for arguments in [
                ["check", set], ["dump", set],
                ["generate", "--module", "Library", "--set", set, "--output", output],
                ["documents", "--set", set, "--output", output],
            ] {
                let result = try Program.run(arguments)
                #expect(result.status == 1 && result.output.isEmpty, "\(arguments[0])")
                let errors = result.errors.split(separator: "\n").filter { $0.contains(": error: ") }
                #expect(errors.count == 2 && errors.allSatisfy { $0.hasPrefix(file + ":") }, "\(result.errors)")
                #expect(result.errors.contains("did you mean 'verbs'?"))
                #expect(result.errors.contains("did you mean 'int32'?"))
            }
            #expect(!FileManager.default.fileExists(atPath: output))
        }
    }

    @Test func generateWritesWhatChanges() throws {
        try withSet(LanguageTests.book) { folder, _ in
            let output = folder.appendingPathComponent("out")
            let arguments = [
                "generate", "--module", "Library", "--set", folder.appendingPathComponent("set").path, "--output",
                output.path,
            ]
            #expect(try Program.run(arguments).status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
            #expect(
                names == ["Registrations.swift", "library.example.org_v1.swift", "library.example.org_v1_Book.swift"])
            let past = Date(timeIntervalSince1970: 1_000_000)
            for name in names {
                try FileManager.default.setAttributes(
                    [.modificationDate: past], ofItemAtPath: output.appendingPathComponent(name).path)
            }
            try Data("stale".utf8).write(to: output.appendingPathComponent(names[2]))
            #expect(try Program.run(arguments).status == 0)
            let dates = try names.map {
                try FileManager.default.attributesOfItem(atPath: output.appendingPathComponent($0).path)[
                    .modificationDate] as? Date
            }
            #expect(dates[0] == past && dates[1] == past && dates[2] != past)
        }
    }

    @Test func dumpExplainAndSchemaPrint() throws {
        try withSet(LanguageTests.book) { folder, file in
            let dump = try Program.run(["dump", folder.appendingPathComponent("set").path])
            #expect(try JSONValue(parsing: dump.output)["types"]?["org.example.library.v1.Book"] != nil)
            let field = try Program.run(["explain", file, "spec.title"])
            #expect(field.status == 0 && field.output.contains("As printed on the cover."))
            let unknown = try Program.run(["explain", file, "spec.titel"])
            #expect(unknown.status == 1 && unknown.output.isEmpty && unknown.errors.contains("title"))
            #expect(try JSONValue(parsing: Program.run(["schema"]).output)["$schema"] != nil)
        }
    }

    @Test func wrongUseIsRefused() throws {
        for arguments in [["check"], ["generate", "--module", "M"], ["fly"], ["check", "--reference", "M=", "x"]] {
            let result = try Program.run(arguments)
            #expect(result.status == 64 && result.output.isEmpty && result.errors.contains("Usage: "), "\(arguments)")
        }
        let missing = try Program.run(["check", "/nowhere/at/all"])
        #expect(missing.status == 1 && missing.errors.contains("/nowhere/at/all"))
    }
}

/// The program that was built together with the tests.
private enum Program {
    private static let url: URL = {
        #if os(macOS)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder = bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
        #else
        let folder = Bundle.main.bundleURL
        #endif
        return folder.appendingPathComponent("apusgen")
    }()

    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

    /// Runs the program to its end. What it prints here is less than a pipe holds.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        let pipes = (output: Pipe(), errors: Pipe())
        process.standardOutput = pipes.output
        process.standardError = pipes.errors
        try process.run()
        let output = pipes.output.fileHandleForReading.readDataToEndOfFile()
        let errors = pipes.errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self)
        )
    }
}
