import APICompiler
import APISchema
import Foundation
import JSON
import Testing

/// `apusgen dump` and `apusgen explain`.
@Suite struct ToolsTests {
    private static func withBook(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
        let file = directory.appendingPathComponent("library.example.org/v1/Book.yaml")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(LanguageTests.book.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(file.path)
    }

    @Test func explainsAField() throws {
        try Self.withBook { file in
            let text = try FieldExplanation.explain(file: file, path: "book.spec.title").get()
            #expect(
                text == """
                    GROUP:      library.example.org
                    KIND:       Book
                    VERSION:    v1
                    DEFINED IN: \(file):12

                    FIELD: title <string> -required-

                    DESCRIPTION:
                        As printed on the cover.

                    CONSTRAINTS:
                      minLength: 1
                      maxLength: 200

                    """)
            let element = try FieldExplanation.explain(file: file, path: "spec.authors.name").get()
            #expect(element.contains("\(file):25"))
            #expect(try FieldExplanation.explain(file: file, path: "spec").get().contains("  authors\t<[]Author>"))
        }
    }

    @Test func saysWhichFieldWasMeant() throws {
        try Self.withBook { file in
            guard case .failure(let failure) = FieldExplanation.explain(file: file, path: "spec.titel") else {
                Issue.record("there is no such field")
                return
            }
            #expect(
                failure.diagnostics.map(\.description) == [
                    "\(file): error: 'book.spec' has no field 'titel'; did you mean 'title'?"
                ])
        }
    }

    @Test func explainsNothingOfFilesThatAreNotThere() {
        for file in ["Book.yaml", "nowhere/v1/Book.yaml", "/nowhere/example.org/v1/Book.yaml", ""] {
            if case .success = FieldExplanation.explain(file: file, path: "") { Issue.record("\(file) is not there") }
        }
    }

    @Test func dumpIsJSON() throws {
        let output = Compile.files(["library.example.org/v1/Book.yaml": LanguageTests.book])
        let dump = try JSONValue(parsing: DefinitionDump.render(output.result.own))
        #expect(dump["types"]?.objectValue?.keys.count == 5)
        #expect(dump["resources"]?[0]?["plural"] == "books")
        #expect(dump["types"]?["org.example.library.v1.BookSpec"]?["schema"]?["fields"]?["copies"]?["default"] == 1)
    }
}
