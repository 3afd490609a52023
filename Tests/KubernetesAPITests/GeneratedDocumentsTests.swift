import APICompiler
import Foundation
import TestSupport
import Testing

/// What is generated and committed is what the definitions make of themselves as they are.
@Suite struct GeneratedDocumentsTests {
    static let advice: Comment = "generated/ is stale: run `make documents` and commit what it writes"

    @Test(arguments: Definitions.sets)
    func documentsAreCurrent(set: String) throws {
        let output = Definitions.output(of: set)
        try #require(!output.hasErrors)
        check(DocumentGenerator(output.result).files(), below: "generated/\(set)", Self.advice)
    }

    @Test func sharedModelsAreCurrent() {
        let files = SharedModels.files().map { GeneratedFile(name: String($0.name.dropFirst(7)), text: $0.text) }
        check(
            files, below: "Sources/APIMachinery/Meta/Models",
            "the models of meta/v1 are stale: run `make documents` and commit what it writes")
    }

    /// Compares files with those of a folder, which has no others.
    private func check(_ files: [GeneratedFile], below path: String, _ advice: Comment) {
        #expect(!files.isEmpty)
        let folder = Repository.folder.appendingPathComponent(path)
        var written = Set(FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
        written = written.filter { name in
            var isDirectory: ObjCBool = false
            let path = folder.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
        }
        #expect(written.symmetricDifference(files.map(\.name)).sorted() == [], advice)
        let stale = files.filter { file in
            let content = try? Data(contentsOf: folder.appendingPathComponent(file.name))
            return content != nil && content != Data(file.text.utf8)
        }
        #expect(stale.map(\.name) == [], advice)
    }
}
