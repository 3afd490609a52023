import APICompiler
import APISchema
import JSON
import Testing

/// Compiles definitions that stand in a test, with what goes without saying filled in.
enum Compile {
    static func files(_ files: [String: String], references: [String: String] = [:]) -> DefinitionCompiler.Output {
        DefinitionCompiler(
            set: files.map { SourceFile(path: $0.key, text: $0.value) },
            references: references.map { SourceFile(directory: "ref", path: $0.key, text: $0.value) }
        ).compile()
    }

    /// Compiles the kind `Thing` of `example.org/v1`; the text is what follows the head.
    static func thing(_ text: String) -> DefinitionCompiler.Output {
        files(["example.org/v1/Thing.yaml": "group: example.org\nversion: v1\nkind: Thing\nscope: Namespaced\n" + text])
    }
}

@Suite struct LanguageTests {
    static let book = """
        group: library.example.org
        version: v1
        kind: Book
        description: A title that the library lends.
        scope: Namespaced
        names: {plural: books, shortNames: [bk], categories: [all]}
        verbs: [create, get, list, watch, update, patch, delete, deletecollection]
        fields:
          spec:
            required: true
            fields:
              title:   {type: string, required: true, minLength: 1, maxLength: 200, description: As printed on the cover.}
              isbn:    {type: string, pattern: '^97[89][0-9]{10}$', immutable: true}
              copies:  {type: int32, default: 1, minimum: 0}
              binding: {type: string, enum: [Hardcover, Paperback, Ebook], default: Paperback}
              authors: {type: list<Author>, listType: map, listMapKeys: [name]}
              labels:  map<string>
          status:
            fields:
              lent: int32
              conditions: {type: list<meta/v1.Condition>, listType: map, listMapKeys: [type]}
        types:
          Author:
            fields:
              name:  {type: string, required: true}
              email: string
        rules:
          - {expression: 'self.spec.copies >= 0', message: copies cannot be negative}
        subresources:
          status: {}
          scale: {specReplicasPath: .spec.copies, statusReplicasPath: .status.lent}
        columns:
          - {name: Title, type: string, path: .spec.title}
          - {name: Age, type: date, path: .metadata.creationTimestamp}
        selectableFields: [.spec.binding]
        """

    @Test func bookOfTheReferencePage() throws {
        let output = Compile.files(["library.example.org/v1/Book.yaml": Self.book])
        #expect(
            output.diagnostics.map(\.description) == [
                "library.example.org/v1/Book.yaml:28:18: warning: the rule is published, but not enforced yet"
            ])
        let set = output.result.own
        let package = "org.example.library.v1."
        #expect(
            set.types.keys.sorted() == ["Author", "Book", "BookList", "BookSpec", "BookStatus"].map { package + $0 })
        let book = try #require(set.resources.first)
        #expect(book.plural == "books")
        #expect(book.singular == "book")
        #expect(book.listKind == "BookList")
        #expect(book.verbs == Verb.allCases)
        #expect(book.subresources.map(\.name) == ["status", "scale"])
        #expect(book.subresources.last?.scale?.specReplicas.description == ".spec.copies")
        #expect(book.columns.map(\.name) == ["Title", "Age"])
        guard case .object(let root)? = set.types[package + "Book"]?.schema.type else {
            Issue.record("no struct"); return
        }
        #expect(root.fields.map(\.name) == ["kind", "apiVersion", "metadata", "spec", "status"])
        #expect(root.field(named: "spec")?.schema.type == .reference(package + "BookSpec"))
        guard case .object(let spec)? = set.types[package + "BookSpec"]?.schema.type else {
            Issue.record("no struct"); return
        }
        #expect(spec.field(named: "title")?.isRequired == true)
        #expect(spec.field(named: "copies")?.schema.defaultValue == 1)
        #expect(spec.field(named: "isbn")?.isImmutable == true)
    }
}
