import APICompiler
import APISchema
import Testing

/// Several versions of a kind, references to other sets, and what does not depend on order.
@Suite struct VersionTests {
    static let stored = """
        group: example.org
        version: v1
        kind: Reader
        scope: Namespaced
        storage: true
        fields:
          spec: {fields: {name: string, contact: {fields: {email: string}}, tags: list<string>}}
        """
    static let older = """
        group: example.org
        version: v1beta1
        kind: Reader
        scope: Namespaced
        deprecated: true
        fields:
          spec: {fields: {fullName: string, email: string, tags: list<string>}}
        conversion:
          fields: {.spec.fullName: .spec.name, .spec.email: .spec.contact.email}
        """

    @Test func oneVersionIsStored() throws {
        let output = Compile.files([
            "example.org/v1/Reader.yaml": Self.stored, "example.org/v1beta1/Reader.yaml": Self.older,
        ])
        #expect(output.diagnostics.isEmpty, "\(output.diagnostics)")
        let resources = output.result.own.resources
        #expect(resources.map(\.version) == ["v1", "v1beta1"])
        #expect(resources.map(\.isStorageVersion) == [true, false])
        #expect(
            resources[1].conversion.map { "\($0.path) \($0.storagePath)" } == [
                ".spec.fullName .spec.name", ".spec.email .spec.contact.email",
            ])
        #expect(resources[1].deprecationWarning == "example.org/v1beta1 Reader is deprecated")
    }

    @Test func mappedStructsNeedNoWordForTheirFields() {
        let older = """
            group: example.org
            version: v1beta1
            kind: Reader
            scope: Namespaced
            fields:
              wanted: {fields: {name: string, contact: {fields: {email: string}}, tags: list<string>}}
            conversion:
              fields: {.wanted: .spec}
            """
        let output = Compile.files([
            "example.org/v1/Reader.yaml": Self.stored, "example.org/v1beta1/Reader.yaml": older,
        ])
        #expect(output.diagnostics.isEmpty, "\(output.diagnostics)")
    }

    @Test func referencesAreKnownButNotOwn() throws {
        let output = Compile.files(
            [
                "example.org/v1/Thing.yaml":
                    "group: example.org\nversion: v1\nkind: Thing\nscope: Cluster\nfields: {reader: other.org/v1.ReaderSpec}\n"
            ],
            references: ["other.org/v1/Reader.yaml": Self.stored.replacing("example.org", with: "other.org")])
        #expect(output.diagnostics.isEmpty, "\(output.diagnostics)")
        #expect(output.result.own.types.keys.sorted() == ["org.example.v1.Thing", "org.example.v1.ThingList"])
        #expect(output.result.referenced.types["org.other.v1.ReaderSpec"] != nil)
        #expect(output.result.all.resources.map(\.kind) == ["Thing", "Reader"])
    }

    @Test func aGroupAndVersionInTwoSets() {
        let lower = ["example.org/v1/Reader.yaml": Self.stored]
        let upper = [
            "example.org/v1/Shelf.yaml":
                "group: example.org\nversion: v1\nkind: Shelf\nscope: Cluster\nfields: {readers: list<Reader>}\n"
        ]
        #expect(Compile.files(upper, references: lower).diagnostics.isEmpty)
        let twice = [
            "example.org/v1/Shelf.yaml":
                "group: example.org\nversion: v1\nkind: Shelf\nscope: Cluster\ntypes: {ReaderSpec: string}\n"
        ]
        #expect(
            Compile.files(twice, references: lower).diagnostics.map(\.description) == [
                "example.org/v1/Shelf.yaml:5:9: error: the type 'ReaderSpec' is already defined at ref/example.org/v1/Reader.yaml:7"
            ])
    }

    @Test func theOrderOfFilesDoesNotMatter() {
        let files = [
            SourceFile(path: "example.org/v1/Reader.yaml", text: Self.stored),
            SourceFile(path: "example.org/v1beta1/Reader.yaml", text: Self.older),
            SourceFile(
                path: "example.org/v1/Shelf.yaml",
                text:
                    "group: example.org\nversion: v1\nkind: Shelf\nscope: Cluster\nfields: {readers: list<Reader>, x: Y}\n"
            ),
        ]
        let one = DefinitionCompiler(set: files).compile(), two = DefinitionCompiler(set: files.reversed()).compile()
        #expect(one.result == two.result)
        #expect(one.diagnostics == two.diagnostics)
        #expect(DefinitionDump.render(one.result.own) == DefinitionDump.render(two.result.own))
    }
}
