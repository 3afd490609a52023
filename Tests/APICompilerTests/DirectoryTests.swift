import APICompiler
import APISchema
import Foundation
import Testing

/// Sets of definitions as directories: what can be read, in which order, and what is said of what cannot.
@Suite struct DirectoryTests {
    /// A directory that is removed after use.
    private static func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    private static func write(_ text: String, _ path: String, in directory: URL) throws {
        let file = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private static func thing(_ kind: String) -> String {
        "group: example.org\nversion: v1\nkind: \(kind)\nscope: Cluster\n"
    }

    @Test func filesAreReadInAFixedOrder() throws {
        try Self.withDirectory { directory in
            for kind in ["Zebra", "Ant", "Bee"] {
                try Self.write(Self.thing(kind), "example.org/v1/\(kind).yaml", in: directory)
            }
            try Self.write("x", "example.org/v1/.hidden", in: directory)
            let read = DefinitionDirectory.read(directory.path)
            #expect(read.files.map(\.path) == ["Ant", "Bee", "Zebra"].map { "example.org/v1/\($0).yaml" })
            #expect(read.diagnostics.isEmpty)
        }
    }

    @Test func symbolicLinksAreFollowed() throws {
        try Self.withDirectory { directory in
            try Self.write(Self.thing("Bee"), "real/example.org/v1/Bee.yaml", in: directory)
            try FileManager.default.createSymbolicLink(
                at: directory.appendingPathComponent("link"),
                withDestinationURL: directory.appendingPathComponent("real"))
            let output = DefinitionCompiler.compile(directory: directory.path + "/link")
            #expect(output.diagnostics.isEmpty)
            #expect(output.result.own.resources.map(\.kind) == ["Bee"])
        }
    }

    @Test func loopsOfLinksAreReported() throws {
        try Self.withDirectory { directory in
            try Self.write(Self.thing("Bee"), "example.org/v1/Bee.yaml", in: directory)
            try FileManager.default.createSymbolicLink(
                atPath: directory.path + "/example.org/again", withDestinationPath: "..")
            try FileManager.default.createSymbolicLink(
                atPath: directory.path + "/self.yaml", withDestinationPath: "self.yaml")
            try FileManager.default.createSymbolicLink(
                atPath: directory.path + "/gone.yaml", withDestinationPath: "nowhere")
            let read = DefinitionDirectory.read(directory.path)
            #expect(read.files.count == 1)
            #expect(read.diagnostics.count == 3)
            #expect(read.diagnostics.allSatisfy { $0.severity == .error })
            #expect(read.diagnostics.contains { $0.path.hasSuffix("again") && $0.message.contains("contains it") })
            #expect(read.diagnostics.contains { $0.path.hasSuffix("self.yaml") && $0.message.contains("loop") })
        }
    }

    @Test func hugeFilesAreRefusedUnread() throws {
        try Self.withDirectory { directory in
            try Self.write("", "example.org/v1/Bee.yaml", in: directory)
            let handle = try FileHandle(forWritingTo: directory.appendingPathComponent("example.org/v1/Bee.yaml"))
            try handle.truncate(atOffset: UInt64(DefinitionDirectory.maximumFileSize) + 1)
            try handle.close()
            let read = DefinitionDirectory.read(directory.path)
            #expect(read.files.isEmpty)
            #expect(read.diagnostics.map(\.message).first?.contains("at most") == true)
        }
    }

    @Test func missingDirectoriesAreReported() {
        let output = DefinitionCompiler.compile(directory: "/nowhere/at/all")
        #expect(
            output.diagnostics.map(\.description) == [
                "/nowhere/at/all: error: cannot read the directory of definitions: No such file or directory"
            ])
        #expect(
            DefinitionCompiler.compile(directory: #filePath).diagnostics.first?.message.hasSuffix("not a directory")
                == true)
    }

    @Test func directoriesOfFilesInTheWrongPlace() throws {
        try Self.withDirectory { directory in
            try FileManager.default.createDirectory(
                at: directory.appendingPathComponent("example.org/v1/Bee.yaml"), withIntermediateDirectories: true)
            try Self.write("", String(repeating: "deep/", count: 12) + "Bee.yaml", in: directory)
            let output = DefinitionCompiler.compile(directory: directory.path)
            #expect(output.diagnostics.contains { $0.message.contains("nest too deep") })
        }
    }
}
