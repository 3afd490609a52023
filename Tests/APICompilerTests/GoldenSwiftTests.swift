import APICompiler
import APIMachinery
import APISchema
import Foundation
import JSON
import Testing

/// The modules whose definitions stand below Golden, each beside the Swift that is expected of it.
///
/// The expected files are compiled as targets of their own and run by GeneratedModelTests. Run with APUS_RECORD=1, the
/// test rewrites them; read what changed before you commit it.
enum Golden {
    /// The modules in the order of their dependencies.
    static let modules = ["GoldenModels", "GoldenExtension"]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    static let isRecording = ProcessInfo.processInfo.environment["APUS_RECORD"] != nil

    static func definitions(_ module: String) -> String {
        folder.appendingPathComponent("\(module)/api-definitions").path
    }

    static func compile(_ module: String) -> DefinitionCompiler.Output {
        DefinitionCompiler.compile(
            directory: definitions(module), references: modules.prefix { $0 != module }.map(definitions))
    }

    /// Stands in for the real documents, which have tests of their own; the text torments the literals that hold it.
    static func documents(group: String, version: String) -> SwiftGenerator.Documents {
        SwiftGenerator.Documents(
            definitions: "{\"definitions\":\"\(group)/\(version)\"}",
            descriptions: ####"{"hashes":"\"#\\###","newline":"\n","interpolation":"\\(x)"}"####,
            openAPI: "{\"openapi\":\"3.0.0\"}")
    }

    /// Generates a module.
    ///
    /// - Parameter change: Brings the definitions into another order.
    static func generate(
        _ module: String, _ output: DefinitionCompiler.Output, change: (DefinitionSet) -> DefinitionSet = { $0 },
        paths: ([String]) -> [String] = { $0 }
    ) -> [GeneratedFile] {
        let references = modules.prefix { $0 != module }.map {
            SwiftModule(name: $0, definitions: change(compile($0).result.own))
        }
        return SwiftGenerator(
            module: SwiftModule(name: module, definitions: change(output.result.own)),
            definitionPaths: paths(output.result.files.map(\.path)),
            references: [SwiftModule(name: "APIMachinery", definitions: change(compile(modules[0]).result.referenced))]
                + references,
            documents: documents
        ).files()
    }
}

@Suite struct GoldenSwiftTests {
    @Test(arguments: Golden.modules)
    func generatedSwiftIsAsExpected(module: String) throws {
        let output = Golden.compile(module)
        #expect(!output.hasErrors, "\(output.diagnostics)")
        let files = Golden.generate(module, output)
        let expected = Golden.folder.appendingPathComponent("\(module)/expected")
        if Golden.isRecording {
            try? FileManager.default.removeItem(at: expected)
            try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
            for file in files {
                try Data(file.text.utf8).write(to: expected.appendingPathComponent(file.name))
            }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: expected.path).sorted()
        #expect(names == files.map(\.name), "run the tests with APUS_RECORD=1 and read the difference")
        for file in files where names.contains(file.name) {
            let text = try String(contentsOf: expected.appendingPathComponent(file.name), encoding: .utf8)
            #expect(
                text == file.text,
                "\(module)/expected/\(file.name): run the tests with APUS_RECORD=1 and read the difference")
        }
    }

    @Test(arguments: Golden.modules)
    func theOrderOfDefinitionsChangesNothing(module: String) {
        let output = Golden.compile(module)
        let files = Golden.generate(module, output)
        for seed in 0..<5 {
            let shuffled = Golden.generate(
                module, output, change: { Self.shuffled($0, seed: seed) }, paths: { $0.reversed() + $0 })
            #expect(shuffled == files)
        }
    }

    /// The same set with its dictionary filled in another order and its resources in another order.
    private static func shuffled(_ set: DefinitionSet, seed: Int) -> DefinitionSet {
        var result = DefinitionSet()
        result.types.reserveCapacity(set.types.count * (seed + 1))
        let names = set.types.keys.sorted()
        for index in names.indices {
            let name = names[(index * 7 + seed) % names.count]
            result.types[name] = set.types[name]
        }
        for name in names { result.types[name] = set.types[name] }
        let pivot = set.resources.isEmpty ? 0 : seed % set.resources.count
        result.resources = Array((set.resources[pivot...] + set.resources[..<pivot]).reversed())
        return result
    }

    @Test func everyDeclaredFileIsWritten() {
        let paths =
            Golden.compile("GoldenModels").result.files.map(\.path) + ["library.example.org/v1/nothing-in-it.yaml"]
        let files = Golden.generate("GoldenModels", Golden.compile("GoldenModels"), paths: { _ in paths })
        #expect(files.map(\.name) == GeneratedFileNames.files(forDefinitions: paths))
        let empty = files.first { $0.name == "library.example.org_v1_nothing-in-it.swift" }
        #expect(empty?.text.hasPrefix("//") == true)
        #expect(
            SwiftGenerator(
                module: SwiftModule(name: "Empty", definitions: DefinitionSet()), definitionPaths: [],
                documents: Golden.documents
            )
            .files().map(\.name) == ["Registrations.swift"])
    }

    @Test func fileNamesFollowFromPaths() {
        #expect(GeneratedFileNames.file(forDefinition: "core/v1/Pod.yaml") == "core_v1_Pod.swift")
        #expect(
            GeneratedFileNames.file(forDefinition: "library.example.org/v1/Book") == "library.example.org_v1_Book.swift"
        )
        #expect(
            GeneratedFileNames.files(forDefinitions: ["core/v1/Pod.yaml", "core/v1/Node.yaml", "stray.yaml"])
                == ["Registrations.swift", "core_v1.swift", "core_v1_Node.swift", "core_v1_Pod.swift", "stray.swift"])
    }
}
