import APICompiler
import Foundation
import Testing

/// Bad definitions, each beside the diagnostics that it must give: `Bad/NAME.yaml` (which stands for
/// `example.org/v1/Thing.yaml`) or the set `Bad/NAME/`, and `Bad/NAME.txt`. With `APUS_RECORD=1` the expectations are written anew.
@Suite struct DiagnosticsTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Bad")
    static let isRecording = ProcessInfo.processInfo.environment["APUS_RECORD"] == "1"

    static let names: [String] = {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return entries.filter { !$0.hasSuffix(".txt") && !$0.hasPrefix(".") }.sorted()
    }()

    @Test func corpusIsLarge() {
        #expect(Self.names.count >= 70)
    }

    @Test(arguments: names) func givesItsDiagnostics(_ name: String) throws {
        let entry = Self.folder.appendingPathComponent(name)
        var text = try diagnostics(of: entry).map(\.description).joined(separator: "\n") + "\n"
        // A directory is named in diagnostics as the caller named it.
        text = text.replacingOccurrences(of: entry.path + "/", with: "")
        let expectation = entry.deletingPathExtension().appendingPathExtension("txt")
        if Self.isRecording {
            try Data(text.utf8).write(to: expectation)
        } else {
            let expected = (try? Data(contentsOf: expectation)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            #expect(text == expected, "\(name): \(Self.difference(expected, text))")
        }
        #expect(text != "\n", "a bad definition has something wrong")
    }

    private func diagnostics(of entry: URL) throws -> [Diagnostic] {
        if entry.pathExtension == "yaml" {
            let bytes = [UInt8](try Data(contentsOf: entry))
            return DefinitionCompiler(set: [SourceFile(path: "example.org/v1/Thing.yaml", bytes: bytes)]).compile()
                .diagnostics
        }
        return DefinitionCompiler.compile(directory: entry.path).diagnostics
    }

    private static func difference(_ expected: String, _ actual: String) -> String {
        let before = expected.split(separator: "\n"), after = actual.split(separator: "\n")
        return
            (before.filter { !after.contains($0) }.map { "- \($0)" }
            + after.filter { !before.contains($0) }.map { "+ \($0)" })
            .joined(separator: "\n")
    }
}

// What every diagnostic is like.
extension DiagnosticsTests {
    @Test func messagesHaveOneLine() {
        let output = Compile.thing(
            "fields: {\"a\\nb\\e[31m\": string, c: \"\(String(repeating: "list<", count: 2000))\"}\n")
        #expect(output.diagnostics.count == 2)
        for diagnostic in output.diagnostics {
            #expect(!diagnostic.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(diagnostic.message.count < 500)
        }
    }

    @Test func severalMistakesAreSortedAndReportedOnce() {
        let output = Compile.thing("verbs: [gte]\nfields:\n  b: strin\n  a: strng\ncolumns: [{nam: x}]\n")
        #expect(output.diagnostics == output.diagnostics.sorted())
        #expect(Set(output.diagnostics).count == output.diagnostics.count)
        #expect(output.diagnostics.map(\.line) == [5, 7, 8, 9, 9, 9])
    }

    @Test func suggestionsAreNearAndStable() {
        func suggestion(_ word: String) -> String? { Compile.thing("\(word): x\n").diagnostics.first?.suggestion }
        #expect(suggestion("colums") == "columns")
        #expect(suggestion("Verbs") == "verbs")
        #expect(suggestion("descripton") == "description")
        #expect(suggestion("tpyes") == "types")
        #expect(suggestion("xyz") == nil)
        #expect(suggestion("zzzzzzzzzzzz") == nil)
    }
}
