import APICompiler
import Foundation
import Testing

/// The reference page of the language: its examples compile, and no word is without one.
@Suite struct DocumentationTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "Documentation")

    static func page(_ name: String = "definition-language.md") throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    /// The lines of each block of YAML, with the number of its first line on the page.
    static func blocks(of name: String = "definition-language.md") throws -> [(line: Int, lines: [String])] {
        var blocks: [(Int, [String])] = []
        var isInside = false
        for (index, line) in try page(name).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line == "```yaml" {
                isInside = true
                blocks.append((index + 2, []))
            } else if line == "```" {
                isInside = false
            } else if isInside {
                blocks[blocks.count - 1].1.append(String(line))
            }
        }
        return blocks
    }

    /// The definitions that a block shows, with what goes without saying around it.
    static func files(_ lines: [String]) -> [SourceFile] {
        let head = "group: example.org\nversion: v1\nkind: Thing\nscope: Namespaced\n"
        let body = lines.dropFirst().joined(separator: "\n")
        let indented = lines.dropFirst().map { "  " + $0 }.joined(separator: "\n")
        switch lines.first {
        case "# fields": return [SourceFile(path: "example.org/v1/Thing.yaml", text: head + "fields:\n" + indented)]
        case "# types": return [SourceFile(path: "example.org/v1/Thing.yaml", text: head + "types:\n" + indented)]
        case "# kind": return [SourceFile(path: "example.org/v1/Thing.yaml", text: head + body)]
        default: break
        }
        var files: [SourceFile] = []
        for line in lines {
            if line.hasPrefix("# "), line.hasSuffix(".yaml") {
                files.append(SourceFile(path: String(line.dropFirst(2)), text: ""))
            } else if !files.isEmpty {
                files[files.count - 1].bytes += Array((line + "\n").utf8)
            }
        }
        return files
    }

    @Test func examplesCompile() throws {
        let blocks = try Self.blocks()
        #expect(blocks.count > 15)
        for (line, lines) in blocks {
            let files = Self.files(lines)
            #expect(!files.isEmpty, "the block at line \(line) does not say what it shows")
            let output = DefinitionCompiler(set: files).compile()
            let errors = output.diagnostics.filter { !$0.message.contains("not enforced yet") }
            #expect(errors.isEmpty, "the block at line \(line): \(errors.map(\.description))")
        }
    }

    @Test func theReadmeIsTrue() throws {
        let blocks = try Self.blocks(of: "../README.md")
        let files = try #require(blocks.first.map { Self.files($0.lines) })
        #expect(DefinitionCompiler(set: files).compile().diagnostics == [])

        let text = String(decoding: try #require(files.first).bytes, as: UTF8.self)
        let mistaken = SourceFile(
            path: files[0].path, text: text.replacingOccurrences(of: "minLength", with: "minLenght"))
        let diagnostics = DefinitionCompiler(set: [mistaken]).compile().diagnostics.map(\.description)
        #expect(diagnostics.count == 1)
        let line = try #require(diagnostics.first).split(separator: "/").last.map(String.init)
        #expect(try Self.page("../README.md").contains(try #require(line)), "\(diagnostics)")
    }

    @Test func everyWordHasAnExample() throws {
        var used: Set<String> = []
        for (_, lines) in try Self.blocks() {
            used.formUnion(wordsUsed(in: lines))
        }
        for (group, words) in LanguageSchema.words {
            for word in words {
                // What can be said of a value can be said of a field, an element and a type alike.
                let isShared = LanguageSchema.words["schema"]?.contains(word) ?? false
                let groups =
                    ["field", "schema", "type"].contains(group) && isShared ? ["field", "schema", "type"] : [group]
                #expect(
                    groups.contains { used.contains("\($0).\(word)") }, "the word '\(word)' (\(group)) has no example")
            }
        }
    }

    /// The words of a block itself, without those of the definitions that are built in.
    private func wordsUsed(in lines: [String]) -> Set<String> {
        DefinitionCompiler(set: Self.files(lines)).compile().words
    }

    @Test func everyWordIsExplained() throws {
        let page = try Self.page()
        for word in Set(LanguageSchema.words.values.joined()) {
            #expect(page.contains("`\(word)`") || page.contains("`\(word):"), "the page does not mention '\(word)'")
        }
    }

    @Test func schemaForEditorsIsCurrent() throws {
        let written = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent("definition.schema.json")))
        #expect(
            written == LanguageSchema.render(), "run: swift run apusgen schema > Documentation/definition.schema.json")
    }
}
