import Foundation
import Testing

/// Shows that what a kind cannot do does not compile.
@Suite struct VerbGatingTests {
    @Test(.enabled(if: Typecheck.isAvailable, "needs swiftc and the modules of this build"))
    func aVerbThatTheDefinitionLacksDoesNotCompile() throws {
        let head = """
            import APIMachinery
            import GoldenModels
            func use(_ client: Clientset) async throws {

            """
        let good = try Typecheck.run(
            head + """
                _ = try await client.libraryV1.books.namespace("main").get("dune")
                _ = try await client.libraryV1.books.namespace("main").delete("dune")
                _ = try await client.countersV1.counters.get("visits")
                }
                """)
        #expect(good.status == 0, "\(good.output)")
        let bad = try Typecheck.run(
            head + """
                _ = try await client.countersV1.counters.delete("visits")
                _ = try await client.countersV1.counters.namespace("main").get("visits")
                _ = try await client.reviewsV1.accessreviews.get("mine")
                }
                """)
        #expect(bad.status != 0)
        for conformance in ["'Deletable'", "'NamespacedResource'", "'Gettable'"] {
            #expect(bad.output.contains(conformance), "\(bad.output)")
        }
    }
}

/// Checks Swift code against the modules that the tests were built with.
enum Typecheck {
    static var isAvailable: Bool { modules != nil && compiler != nil }

    /// The directory of the modules: beside the test binary, or in an ancestor of it on platforms with bundles.
    static let modules: URL? = {
        var candidates = [CommandLine.arguments[0]]
        if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            candidates.append(path)
        }
        candidates += CommandLine.arguments.filter { $0.contains(".xctest") }
        candidates += Bundle.allBundles.map(\.bundlePath)
        for candidate in candidates {
            var folder = URL(fileURLWithPath: candidate).resolvingSymlinksInPath()
            for _ in 0..<5 {
                folder.deleteLastPathComponent()
                for place in [folder.appendingPathComponent("Modules"), folder] {
                    let module = place.appendingPathComponent("GoldenModels.swiftmodule").path
                    if FileManager.default.fileExists(atPath: module) { return place }
                }
            }
        }
        return nil
    }()

    static let compiler: URL? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appendingPathComponent("swiftc") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    static func run(_ source: String) throws -> (status: Int32, output: String) {
        guard let modules, let compiler else { return (-1, "no compiler") }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("Use.swift")
        try Data(source.utf8).write(to: file)
        let process = Process()
        process.executableURL = compiler
        process.arguments = ["-typecheck", "-swift-version", "6", "-I", modules.path, file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
