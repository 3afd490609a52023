import APIClient
import APIMachinery
import APITesting
import Bookshop
import Controllers
import Testing

/// Whether the status of books follows the loans, whatever happens meanwhile.
@Suite struct LendingControllerTests {
    private func makeServer(
        after other: TestAPIServer? = nil, controllers: ControllerSet = ControllerSet([.lending])
    ) async throws -> TestAPIServer {
        guard let other else {
            return try await TestAPIServer(
                registrations: Bookshop.registrations, behaviors: Bookshop.behaviors, controllers: controllers)
        }
        return try await TestAPIServer(
            registrations: Bookshop.registrations, behaviors: Bookshop.behaviors, controllers: controllers,
            storage: other.storage)
    }

    private func loan(_ reader: String, of book: String = "dune") -> LibraryV1.Loan {
        LibraryV1.Loan(metadata: ObjectMeta(name: reader), spec: LibraryV1.LoanSpec(book: book, reader: reader))
    }

    @Test func openLoansAreCounted() async throws {
        let server = try await makeServer()
        let books = server.client.libraryV1.books.namespace("default")
        let loans = server.client.libraryV1.loans.namespace("default")
        try await books.create(.dune(copies: 2))
        let new = try await books.eventually("dune") { $0.status?.lent == 0 }
        #expect(new.status?.conditions?.isTrue("Available") == true)

        for reader in ["ada", "bob"] { try await loans.create(loan(reader)) }
        let lent = try await books.eventually("dune") { $0.status?.lent == 2 }
        #expect(lent.status?.conditions?.isTrue("Available") == false)
        #expect(lent.status?.conditions?.condition("Available")?.reason == "AllLent")
        #expect(lent.status?.conditions?.condition("Available")?.message == "2 of 2 copies are lent")

        // A copy that came back, a loan that was a mistake, and one more copy.
        try await loans.modify("ada") { $0.spec.returned = .now() }
        try await books.eventually("dune") { $0.status?.lent == 1 }
        try await loans.delete("bob")
        try await books.eventually("dune") { $0.status?.lent == 0 }
        let more = try await books.modify("dune") { $0.spec.copies = 3 }
        try await books.eventually("dune") {
            $0.status?.conditions?.condition("Available")?.observedGeneration == more.metadata.generation
        }
        await server.stop()
    }

    @Test func whatHappenedWhileItWasStoppedIsCountedToo() async throws {
        let first = try await makeServer()
        try await first.client.libraryV1.books.namespace("default").create(.dune())
        try await first.client.libraryV1.books.namespace("default").eventually("dune") { $0.status?.lent == 0 }
        await first.stop()

        let second = try await makeServer(after: first, controllers: ControllerSet())
        try await second.client.libraryV1.loans.namespace("default").create(loan("ada"))
        #expect(try await second.client.libraryV1.books.namespace("default").get("dune").status?.lent == 0)
        await second.stop()

        let third = try await makeServer(after: first)
        try await third.client.libraryV1.books.namespace("default").eventually("dune") { $0.status?.lent == 1 }
        await third.stop()
    }

    @Test func othersWhoWriteTheBookDoNotConfuseIt() async throws {
        let server = try await makeServer()
        let books = server.client.libraryV1.books.namespace("default")
        let loans = server.client.libraryV1.loans.namespace("default")
        try await books.create(.dune(copies: 10))
        // Each write of the book makes what the controller knows of it old.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for shelf in 1...30 {
                    try await books.modify("dune") { $0.metadata.labels = ["shelf": "\(shelf)"] }
                }
            }
            group.addTask {
                for number in 1...10 { try await loans.create(loan("reader-\(number)")) }
            }
            group.addTask {
                try await books.modifyStatus("dune") { $0.status = LibraryV1.BookStatus(lent: 99) }
            }
            try await group.waitForAll()
        }
        let book = try await books.eventually("dune") {
            $0.status?.lent == 10 && $0.status?.conditions?.isTrue("Available") == false
        }
        #expect(book.metadata.labels == ["shelf": "30"])
        await server.stop()
    }

    @Test func namespacesAreKeptApart() async throws {
        let server = try await makeServer()
        for namespace in ["default", "kube-public"] {
            try await server.client.libraryV1.books.namespace(namespace).create(.dune())
        }
        try await server.client.libraryV1.loans.namespace("kube-public").create(loan("ada"))
        try await server.client.libraryV1.loans.namespace("kube-public").create(loan("bob", of: "unknown"))
        try await server.client.libraryV1.books.namespace("kube-public").eventually("dune") { $0.status?.lent == 1 }
        try await server.client.libraryV1.books.namespace("default").eventually("dune") { $0.status?.lent == 0 }
        await server.stop()
    }
}
