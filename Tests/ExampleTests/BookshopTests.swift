import Foundation
import TestSupport
import Testing

/// The example package, built and used as its author would: definitions in, `swift build`, and kubectl sees them.
@Suite(.serialized, .enabled(if: TestTools.kubectl.isPresent, "needs kubectl: make test-tools"))
struct BookshopTests {
    /// A copy of the example beside the build folder, so that `../..` is still this repository and edits stay out of it.
    private let package = Repository.folder.appending(path: ".build/bookshop")
    private let scratch = Repository.folder.appending(path: ".build/examples")
    private var programs: URL { scratch.appending(path: "debug") }

    private func swift(_ command: String, _ arguments: String...) async throws {
        let result = try await Program.named("swift").run(
            [command, "--package-path", package.path, "--scratch-path", scratch.path] + arguments, timeout: 3600)
        try #require(result.status == 0, "swift \(command) failed:\n\(result.printed)")
    }

    private func serve(_ body: (BookshopServer) async throws -> Void) async throws {
        try await TemporaryFolder.with("bookshop") { folder in
            try await BookshopServer.run(programs, in: folder, body)
        }
    }

    private func definition(_ name: String) -> URL {
        package.appending(path: "api-definitions/library.example.org/v1/\(name).yaml")
    }

    @Test func definitionsBecomeResourcesThatKubectlUses() async throws {
        try? FileManager.default.removeItem(at: package)
        try FileManager.default.copyItem(at: Repository.folder.appending(path: "Examples/Bookshop"), to: package)
        try await swift("build", "--build-tests")
        try await swift("test", "--skip-build")
        try await serve { server in
            try await usesBooksAndConfigMaps(server)
            try await lendsAndEmpties(server)
        }

        // A field more in a file that is there, and a kind more in a new file that refers to a type of core/v1.
        let book = try String(contentsOf: definition("Book"), encoding: .utf8)
        try book.replacing(
            "      copies:", with: "      shelf: {type: string, description: Where it stands.}\n      copies:"
        )
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
        try await swift("build")
        try await serve { server in
            #expect(try await server.kubectl("explain", "book.spec.shelf").output.contains("Where it stands."))
            #expect(try await resources(of: server) == ["books", "loans", "members"])
            let created = try await server.kubectl(
                "create", "-f", "-",
                input: """
                    apiVersion: library.example.org/v1
                    kind: Member
                    metadata: {name: ada}
                    card: {name: card-of-ada}
                    joined: "2026-01-02T03:04:05Z"
                    """)
            #expect(created.output == "member.library.example.org/ada created\n", "\(created.errors)")
            let card = try await server.kubectl("get", "member", "ada", "-o", "jsonpath={.card.name}")
            #expect(card.output == "card-of-ada")
            #expect(try await server.kubectl("explain", "member.card.name").status == 0)
            let mistaken = try await server.kubectl(
                "create", "-f", "-",
                input: """
                    apiVersion: library.example.org/v1
                    kind: Membr
                    metadata: {name: ada}
                    """)
            #expect(mistaken.errors.contains(#"no matches for kind "Membr""#), "\(mistaken.errors)")
        }

        // The file gone, the kind is gone.
        try FileManager.default.removeItem(at: definition("Member"))
        try await swift("build")
        try await serve { server in
            let served = try await resources(of: server)
            #expect(served == ["books", "loans"])
        }
    }

    private func resources(of server: BookshopServer) async throws -> [String] {
        let group = "library.example.org"
        return try await server.kubectl("api-resources", "--api-group=\(group)", "-o", "name").output
            .split(separator: "\n").map { String($0).replacing(".\(group)", with: "") }
    }

    private let dune = """
        apiVersion: library.example.org/v1
        kind: Book
        metadata: {name: dune, labels: {shelf: a}}
        spec: {title: Dune, authors: [{name: Frank Herbert}]}
        """

    private func usesBooksAndConfigMaps(_ server: BookshopServer) async throws {
        let resources = try await server.kubectl("api-resources").output
        #expect(resources.contains(#/books +bk +library.example.org/v1 +true +Book/#))
        #expect(resources.contains(#/configmaps +cm +v1 +true +ConfigMap/#))

        // The timeout ends the watch, and so the test, should events be missing.
        let watch = try server.start("get", "books", "--watch", "-o", "name", "--request-timeout=60s")

        let created = try await server.kubectl("create", "-f", "-", input: dune)
        #expect(created.output == "book.library.example.org/dune created\n", "\(created.errors)")
        let defaults = try await server.kubectl("get", "bk", "dune", "-o", "jsonpath={.spec.copies} {.spec.binding}")
        #expect(defaults.output == "1 Paperback")
        let table = try await server.kubectl("get", "books").output
        #expect(table.contains(#/NAME +TITLE +COPIES +AGE\ndune +Dune +1 +[0-9]+s/#), "\(table)")

        // A status is written through its own path: here it changes nothing, while the title does.
        let replaced = try await server.kubectl(
            "replace", "-f", "-", input: dune.replacing("Dune", with: "Dune II") + "\nstatus: {lent: 3}\n")
        #expect(replaced.output == "book.library.example.org/dune replaced\n", "\(replaced.errors)")
        let lent = try await server.kubectl("get", "book", "dune", "-o", "jsonpath={.status.lent}")
        #expect(["", "0"].contains(lent.output))

        let bad = try await server.kubectl(
            "create", "-f", "-", input: dune.replacing("dune", with: "bad").replacing("Dune", with: "''"))
        #expect(bad.status == 1)
        #expect(bad.errors.contains("spec.title"), "\(bad.errors)")
        let unknown = try await server.kubectl(
            "create", "-f", "-", input: dune.replacing("dune", with: "odd").replacing("title", with: "titel"))
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains(#"unknown field "spec.titel""#), "\(unknown.errors)")
        let anonymous = try await server.kubectl(
            "create", "-f", "-",
            input: dune.replacing("dune", with: "odd").replacing("[{name: Frank Herbert}]", with: "[]"))
        #expect(anonymous.status == 1)
        #expect(anonymous.errors.contains("spec.authors: Required value"), "\(anonymous.errors)")

        let words = try await server.kubectl("create", "configmap", "words", "--from-literal=a=b")
        #expect(words.output == "configmap/words created\n")
        #expect(try await server.kubectl("get", "configmap", "words", "-o", "jsonpath={.data.a}").output == "b")
        let deleted = try await server.kubectl("delete", "configmap", "words")
        #expect(deleted.output == "configmap \"words\" deleted from default namespace\n")

        let explained = try await server.kubectl("explain", "book.spec").output
        #expect(explained.contains("What the library knows about the title."), "\(explained)")
        #expect(explained.contains("isbn"))

        #expect(try await server.kubectl("delete", "book", "dune").status == 0)
        #expect(try await server.kubectl("get", "book", "dune").errors.contains("NotFound"))
        #expect(try await watch.lines(3).allSatisfy { $0 == "book.library.example.org/dune" })
        await watch.stop()
    }

    private func lendsAndEmpties(_ server: BookshopServer) async throws {
        #expect(try await server.kubectl("create", "namespace", "branch").status == 0)
        #expect(try await server.kubectl("create", "-n", "branch", "-f", "-", input: dune).status == 0)
        let loan = try await server.kubectl(
            "create", "-n", "branch", "-f", "-",
            input: """
                apiVersion: library.example.org/v1
                kind: Loan
                metadata: {name: ada}
                spec: {book: dune, reader: Ada}
                """)
        #expect(loan.output == "loan.library.example.org/ada created\n", "\(loan.errors)")
        let waited = try await server.kubectl(
            "wait", "-n", "branch", "book/dune", "--for=condition=Available=false", "--timeout=60s")
        #expect(waited.output == "book.library.example.org/dune condition met\n", "\(waited.errors)")

        // kubectl waits until the namespace is gone, and so what was in it.
        let deleted = try await server.kubectl("delete", "namespace", "branch", "--timeout=60s")
        #expect(deleted.status == 0, "\(deleted.errors)")
        #expect(try await server.kubectl("get", "books,loans", "-A").errors.contains("No resources found"))
    }
}
