import APICompiler
import APISchema
import Foundation
import JSON
import Testing

/// The models of all of Kubernetes' types, as a measure of what generated Swift costs.
@Suite(.enabled(if: Reference.isPresent, "needs APUS_REFERENCE"))
struct ImportedModelsTests {
    /// Where `Benchmarks/compile-models.sh` has the models written to.
    static let output = ProcessInfo.processInfo.environment["APUS_MODELS_OUTPUT"]

    @Test func everyTypeHasAModel() throws {
        var set = try KubernetesReference.shared.get().definitions
        // As many types to a file as a definition has.
        var counts: [String: Int] = [:]
        for name in set.types.keys.sorted() {
            guard let type = set.types[name] else { continue }
            let directory = "\(type.group.isEmpty ? "core" : type.group)/\(type.version)"
            counts[directory, default: 0] += 1
            set.types[name]?.definedIn = "\(directory)/types-\((counts[directory] ?? 0) / 10).yaml"
        }
        var files: [GeneratedFile] = []
        let seconds = ContinuousClock().measure {
            files = SwiftGenerator(module: SwiftModule(name: "Models", definitions: set), definitionPaths: []) {
                group, version in
                // The documents are text to the Swift compiler, whatever they say.
                SwiftGenerator.Documents(
                    definitions: String(decoding: Self.part(set, group, version).compact(), as: UTF8.self),
                    descriptions: "{}",
                    openAPI: "{}")
            }.files()
        }
        let lines = files.flatMap {
            $0.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        }
        let declared = Set(lines.compactMap(Self.declaredType))
        // Types of meta/v1 have models in APIMachinery.
        for type in set.types.values where !type.name.hasPrefix("io.k8s.apimachinery.") {
            #expect(declared.contains(type.swiftName), "\(type.name)")
        }
        guard let output = Self.output else { return }
        try? FileManager.default.removeItem(atPath: output)
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        for file in files {
            try Data(file.text.utf8).write(to: URL(fileURLWithPath: output).appendingPathComponent(file.name))
        }
        let summary = "types=\(set.types.count) lines=\(lines.count) generated_in=\(seconds)\n"
        try Data(summary.utf8).write(
            to: URL(fileURLWithPath: output).deletingLastPathComponent().appendingPathComponent("summary"))
    }

    /// The name of the type that a line declares.
    private static func declaredType(_ line: Substring.UTF8View) -> String? {
        let blank = UInt8(ascii: " ")
        let words = line.drop { $0 == blank }.prefix(80).split(separator: blank, maxSplits: 3)
        guard words.count > 2, words[1].elementsEqual("struct".utf8) || words[1].elementsEqual("typealias".utf8) else {
            return nil
        }
        return Substring(words[2].prefix { $0 != UInt8(ascii: ":") }).description
    }

    private static func part(_ set: DefinitionSet, _ group: String, _ version: String) -> DefinitionSet {
        DefinitionSet(
            types: set.types.filter { $0.value.group == group && $0.value.version == version },
            resources: set.resources.filter { $0.group == group && $0.version == version })
    }
}
