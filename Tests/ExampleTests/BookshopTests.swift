import Foundation
import Testing

/// The example package, built and used as its author would: definitions in, `swift build`, and kubectl sees them.
@Suite(.serialized, .enabled(if: Kubectl.isPresent, "needs kubectl: make test-tools"))
struct BookshopTests {
    /// A copy of the example beside the build folder, so that `../..` is still this repository and edits stay out of it.
    private let package = Kubectl.repository.appending(path: ".build/bookshop")
    private let scratch = Kubectl.repository.appending(path: ".build/examples")

    private func build() throws {
        let result = try Shell.run(
            "swift", ["build", "--package-path", package.path, "--scratch-path", scratch.path])
        try #require(result.status == 0, "swift build failed:\n\(result.output)\n\(result.errors)")
    }

    private func serve(_ body: (Kubectl) throws -> Void) throws {
        let server = try RunningServer(scratch.appending(path: "debug/Bookshop"), ["--port", "0"])
        let kubectl = try Kubectl(server: server.address)
        defer { kubectl.removeHome() }
        try body(kubectl)
        #expect(server.stop() == 0)
    }

    private func definition(_ name: String) -> URL {
        package.appending(path: "api-definitions/library.example.org/v1/\(name).yaml")
    }

    @Test func definitionsBecomeResourcesThatKubectlUses() throws {
        try? FileManager.default.removeItem(at: package)
        try FileManager.default.copyItem(
            at: Kubectl.repository.appending(path: "Examples/Bookshop"), to: package)
        try build()
        try serve(usesBooksAndConfigMaps)

        // A field more in a file that is there, and a kind more in a new file that refers to a type of core/v1.
        let book = try String(contentsOf: definition("Book"), encoding: .utf8)
        try book.replacing("      copies:", with: "      shelf: {type: string, description: Where it stands.}\n      copies:")
            .write(to: definition("Book"), atomically: true, encoding: .utf8)
        try """
        group: library.example.org
        version: v1
        kind: Member
        description: Someone who borrows books.
        scope: Namespaced
        verbs: [create, get, list, watch, delete]
        fields:
          card: {type: core/v1.LocalObjectReference, description: The secret that holds the card's number.}
          joined: time
        """.write(to: definition("Member"), atomically: true, encoding: .utf8)
        try build()
        try serve { kubectl in
            #expect(try kubectl("explain", "book.spec.shelf").output.contains("Where it stands."))
            let resources = try kubectl("api-resources", "--api-group=library.example.org", "-o", "name").output
            #expect(resources == "books.library.example.org\nmembers.library.example.org\n")
            let created = try kubectl("create", "-f", "-", input: """
                apiVersion: library.example.org/v1
                kind: Member
                metadata: {name: ada}
                card: {name: card-of-ada}
                joined: "2026-01-02T03:04:05Z"
                """)
            #expect(created.output == "member.library.example.org/ada created\n", "\(created.errors)")
            #expect(try kubectl("get", "member", "ada", "-o", "jsonpath={.card.name}").output == "card-of-ada")
            #expect(try kubectl("explain", "member.card.name").status == 0)
            let mistaken = try kubectl("create", "-f", "-", input: """
                apiVersion: library.example.org/v1
                kind: Membr
                metadata: {name: ada}
                """)
            #expect(mistaken.errors.contains(#"no matches for kind "Membr""#), "\(mistaken.errors)")
        }

        // The file gone, the kind is gone.
        try FileManager.default.removeItem(at: definition("Member"))
        try build()
        try serve { kubectl in
            let resources = try kubectl("api-resources", "--api-group=library.example.org", "-o", "name").output
            #expect(resources == "books.library.example.org\n")
        }
    }

    private func usesBooksAndConfigMaps(_ kubectl: Kubectl) throws {
        let resources = try kubectl("api-resources").output
        #expect(resources.contains(#/books +bk +library.example.org/v1 +true +Book/#))
        #expect(resources.contains(#/configmaps +cm +v1 +true +ConfigMap/#))

        // The timeout ends the watch, and so the test, should events be missing.
        let watch = try kubectl.start("get", "books", "--watch", "-o", "name", "--request-timeout=60s")
        defer { watch.stop() }

        let dune = """
            apiVersion: library.example.org/v1
            kind: Book
            metadata: {name: dune, labels: {shelf: a}}
            spec: {title: Dune, authors: [{name: Frank Herbert}]}
            """
        let created = try kubectl("create", "-f", "-", input: dune)
        #expect(created.output == "book.library.example.org/dune created\n", "\(created.errors)")
        #expect(try kubectl("get", "bk", "dune", "-o", "jsonpath={.spec.copies} {.spec.binding}").output == "1 Paperback")
        let table = try kubectl("get", "books").output
        #expect(table.contains(#/NAME +TITLE +COPIES +AGE\ndune +Dune +1 +[0-9]+s/#), "\(table)")

        // A status is written through its own path: here it changes nothing, while the title does.
        let replaced = try kubectl(
            "replace", "-f", "-", input: dune.replacing("Dune", with: "Dune II") + "\nstatus: {lent: 3}\n")
        #expect(replaced.output == "book.library.example.org/dune replaced\n", "\(replaced.errors)")
        #expect(try kubectl("get", "book", "dune", "-o", "jsonpath={.status}").output == "")

        let bad = try kubectl("create", "-f", "-", input: dune.replacing("dune", with: "bad").replacing("Dune", with: "''"))
        #expect(bad.status == 1)
        #expect(bad.errors.contains("spec.title"), "\(bad.errors)")
        let unknown = try kubectl("create", "-f", "-", input: dune.replacing("dune", with: "odd").replacing("title", with: "titel"))
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains(#"unknown field "spec.titel""#), "\(unknown.errors)")

        #expect(try kubectl("create", "configmap", "words", "--from-literal=a=b").output == "configmap/words created\n")
        #expect(try kubectl("get", "configmap", "words", "-o", "jsonpath={.data.a}").output == "b")
        #expect(try kubectl("delete", "configmap", "words").output == "configmap \"words\" deleted from default namespace\n")

        let explained = try kubectl("explain", "book.spec").output
        #expect(explained.contains("What the library knows about the title."), "\(explained)")
        #expect(explained.contains("isbn"))

        #expect(try kubectl("delete", "book", "dune").status == 0)
        #expect(try kubectl("get", "book", "dune").errors.contains("NotFound"))
        #expect(watch.lines(3) == Array(repeating: "book.library.example.org/dune", count: 3))
    }
}
