import APICompiler
import Foundation
import TestSupport
import Testing

/// The documents below `generated/` are those of the definitions as they are.
@Suite struct GeneratedDocumentsTests {
    static let advice: Comment = "generated/ is stale: run `make documents` and commit what it writes"

    @Test(arguments: Definitions.sets)
    func documentsAreCurrent(set: String) throws {
        let output = Definitions.output(of: set)
        try #require(!output.hasErrors)
        let files = DocumentGenerator(output.result).files()
        #expect(!files.isEmpty)
        let folder = Repository.folder.appendingPathComponent("generated/\(set)")
        var written = Set(FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
        written = written.filter { name in
            var isDirectory: ObjCBool = false
            let path = folder.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
        }
        #expect(written.symmetricDifference(files.map(\.name)).sorted() == [], Self.advice)
        let stale = files.filter { file in
            let content = try? Data(contentsOf: folder.appendingPathComponent(file.name))
            return content != nil && content != Data(file.text.utf8)
        }
        #expect(stale.map(\.name) == [], Self.advice)
    }
}
