import APICompiler
import Foundation
import Testing

/// Definitions with random damage: the compiler says something or nothing, but never crashes.
///
/// `APUS_FUZZ_SCALE` multiplies the number of rounds, `APUS_FUZZ_SEED` gives another sequence. With a scale the definitions
/// in hand are written to `apus-definitions-last` in the temporary directory first: what crashed the compiler is there, and
/// belongs in `Bad` with the diagnostics that it should have given.
@Suite struct FuzzTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static func number(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    private static let rounds = 2 * number("APUS_FUZZ_SCALE", 1)
    private static let seed = UInt64(number("APUS_FUZZ_SEED", 1))

    /// The examples of the reference page, which have every word.
    private static func corpus() throws -> [[SourceFile]] {
        try DocumentationTests.blocks().map { DocumentationTests.files($0.lines) }
    }

    private static func compile(_ files: [SourceFile]) throws -> DefinitionCompiler.Output {
        if rounds > 2 {
            let text = files.map { Array("# \($0.path)\n".utf8) + $0.bytes + [UInt8(ascii: "\n")] }.joined()
            let folder = FileManager.default.temporaryDirectory
            try Data(Array(text)).write(to: folder.appendingPathComponent("apus-definitions-last"))
        }
        return DefinitionCompiler(set: files).compile()
    }

    private static let scraps = [
        "null", "[]", "{}", "-1", "0", "1e400", "9223372036854775808", "''", "true", "list<", "map<list<Thing>>",
        "core/v1.Pod",
        ".", "..", ".spec[", "[?(@.a==1)]", "Thing", "meta/v1.ObjectMeta", "*a", "&a", "!!binary x", "<<", "? a", "- -",
        "\u{0}", "\u{FEFF}", "é",
        "kind", "metadata", "fields", "(((((((((((((((((((", "[[[[[[[[[[[[[[[[[[", "a{1000}{1000}", "\\", "#", "|", ">",
    ]

    @Test func damagedBytes() throws {
        var random = Generator(state: Self.seed)
        for var files in try Self.corpus() {
            for _ in 0..<Self.rounds {
                for index in files.indices {
                    var bytes = files[index].bytes
                    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                        let place = Int.random(in: 0..<bytes.count, using: &random)
                        switch Int.random(in: 0..<4, using: &random) {
                        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                        case 1: bytes.remove(at: place)
                        case 2: bytes.removeSubrange(place...)
                        default:
                            bytes.insert(
                                contentsOf: Self.scraps.randomElement(using: &random)?.utf8.map { $0 } ?? [], at: place)
                        }
                    }
                    var damaged = files
                    damaged[index].bytes = bytes
                    _ = try Self.compile(damaged)
                    if Bool.random(using: &random) { files = damaged }
                }
            }
        }
    }

    @Test func damagedStructure() throws {
        var random = Generator(state: Self.seed &+ 1)
        let corpus = try Self.corpus()
        let lines = corpus.joined().flatMap {
            String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        for files in corpus {
            for _ in 0..<Self.rounds {
                var damaged = files
                for index in damaged.indices {
                    var own = String(decoding: damaged[index].bytes, as: UTF8.self).split(separator: "\n").map(
                        String.init)
                    guard !own.isEmpty else { continue }
                    let place = Int.random(in: 0..<own.count, using: &random)
                    switch Int.random(in: 0..<5, using: &random) {
                    case 0: own.remove(at: place)
                    case 1: own.insert(own[place], at: place)
                    case 2: own.insert(lines.randomElement(using: &random) ?? "", at: place)
                    case 3: own[place] = "  " + own[place]
                    default:
                        // The value after a colon, replaced.
                        let head = own[place].prefix { $0 != ":" }
                        own[place] = head + ": " + (Self.scraps.randomElement(using: &random) ?? "")
                    }
                    damaged[index].bytes = Array(own.joined(separator: "\n").utf8)
                }
                let output = try Self.compile(damaged)
                #expect(output.diagnostics == output.diagnostics.sorted())
            }
        }
    }

    @Test func hostileTexts() {
        let texts = [
            "fields: " + String(repeating: "{a: ", count: 5000), String(repeating: "[", count: 100_000),
            String(repeating: "a", count: 1 << 20),
            "fields: {a: " + String(repeating: "list<", count: 10_000) + "}",
            "types:\n" + (0..<2000).map { "  T\($0): T\($0 + 1)\n" }.joined(),
            "types:\n"
                + (0..<500).map { "  T\($0): {fields: {next: {type: T\(($0 + 1) % 500), required: true}}}\n" }.joined(),
            "columns: [{name: x, type: string, path: " + String(repeating: ".a", count: 5000) + "}]",
            "fields: {a: {type: string, pattern: '" + String(repeating: "(", count: 5000) + "'}}",
        ]
        for text in texts {
            let output = DefinitionCompiler(set: [
                SourceFile(
                    path: "example.org/v1/Thing.yaml",
                    text: "group: example.org\nversion: v1\nkind: Thing\nscope: Cluster\n" + text)
            ]).compile()
            #expect(output.hasErrors)
        }
    }
}
