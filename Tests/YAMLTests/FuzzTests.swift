import Foundation
import JSON
import Testing
import YAML

/// Bad input never crashes; whatever can be read is written and read again as the same value.
///
/// What once failed is kept as a file in `Corpus`, and so is what is added by hand.
@Suite struct FuzzTests {
    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Corpus")

    private static func corpusFiles() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// Reads, writes and reads again; keeps the input if the two readings differ.
    private func check(_ bytes: [UInt8], _ limits: YAMLLimits = YAMLLimits()) throws {
        // Where reading traps, the input is at least here.
        if fuzzScale > 1 {
            try Data(bytes).write(to: FileManager.default.temporaryDirectory.appendingPathComponent("apus-yaml-last"))
        }
        guard let documents = try? YAMLNode.parse(bytes, limits: limits) else { return }
        for document in documents {
            #expect(document.mark <= document.end)
            guard let value = try? document.jsonValue() else { continue }
            let again = try? JSONValue(yaml: value.yaml(), limits: .unlimited)
            guard let again, areSame(value, again) else {
                let name = "failure-\(bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) })"
                try Data(bytes).write(to: Self.corpus.appendingPathComponent(name))
                Issue.record("kept as Corpus/\(name): \(value) became \(again.map { "\($0)" } ?? "nothing")")
                return
            }
        }
    }

    @Test func corpusIsRead() throws {
        for file in try Self.corpusFiles() { try check(Array(Data(contentsOf: file))) }
    }

    @Test func randomBytes() throws {
        var generator = Generator(seed: 1)
        for _ in 0..<2000 * fuzzScale {
            try check((0..<generator.below(60)).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test func randomTokens() throws {
        let tokens = [
            "a", "b: ", ": ", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "#c\n", "&a ", "*a ",
            "!!str ", "!!int ", "! ", "|\n", ">-\n",
            "|2+\n", "'", "\"", "\\", "---\n", "...\n", "<<: ", "1", "1e3", "~", "%YAML 1.1\n", "%TAG ! x:\n", "\t",
            "\r\n", "\u{85}", "\u{FEFF}", "é",
            "\"a\": ", "!!binary ", ".inf", "0x", "--- ", "- - ", "!<x> ", "\u{0}",
        ].map { Array($0.utf8) }
        var generator = Generator(seed: 2)
        for _ in 0..<3000 * fuzzScale {
            try check((0..<generator.below(20)).flatMap { _ in generator.pick(tokens) })
        }
    }

    @Test func mutatedDocuments() throws {
        var seeds = try Self.corpusFiles().map { Array(try Data(contentsOf: $0).prefix(500)) }
        var generator = Generator(seed: 3)
        for _ in 0..<10 { seeds.append(generator.value().yamlBytes()) }
        for _ in 0..<1500 * fuzzScale {
            var bytes = generator.pick(seeds)
            for _ in 0..<1 + generator.below(4) where !bytes.isEmpty {
                let index = generator.below(bytes.count)
                switch generator.below(5) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(generator.pick(Array("-:?[]{},#&*!|>'\"%@ \n\t~<".utf8)), at: index)
                case 3: bytes.removeLast(bytes.count - index)
                default:
                    bytes.insert(
                        contentsOf: bytes[index..<min(bytes.count, index + generator.below(20))],
                        at: generator.below(index))
                }
            }
            try check(bytes)
        }
    }

    @Test func truncatedDocuments() throws {
        var generator = Generator(seed: 4)
        for _ in 0..<5 * fuzzScale {
            let bytes = generator.value().yamlBytes().prefix(400)
            for count in 0..<bytes.count { try check(Array(bytes.prefix(count))) }
        }
        for file in try Self.corpusFiles() {
            let bytes = Array(try Data(contentsOf: file))
            for count in stride(from: 0, to: min(bytes.count, 2000), by: 7) { try check(Array(bytes.prefix(count))) }
        }
    }

    /// Each text is long, and none is read in more than proportional time: see the sizes in APUS_FUZZ_SCALE.
    @Test(arguments: [
        "a", "[", "{", "- ", "? ", "[a,", "{a: b, ", "\"", "'", "\"a\" ", "#", "\n", "---\n", "...\n", "&a ", "*a ",
        "!a ", "!", "%", "%TAG !a! b\n",
        "a\n", "a: \n", "a: 1\n", "- a\n", " ", "\t", "\r", "|\n", "| \n ", "a:\n  ", ">\n\n a\n\n", "{}", "[]", "[?",
        "[:", "{? ", "&a [*a, ", "é", "\u{FEFF}",
        "\\", "[a: ", "[\n", "{\n", "a\u{2028}", "\"\\\n", "- - ", "a ", "''", ", ", "<<: ", "- &a a\n", "--- &a\n",
        "0", "0x", "1_",
    ])
    func longRepetitions(unit: String) throws {
        let count = 40_000 * fuzzScale
        let bytes = Array(repeatElement(Array(unit.utf8), count: count / unit.utf8.count).joined())
        for prefix in ["", "a: ", "[", "\""] {
            _ = try? YAMLNode.parse(Array(prefix.utf8) + bytes, limits: .unlimited).map { try $0.jsonValue() }
        }
    }
}
