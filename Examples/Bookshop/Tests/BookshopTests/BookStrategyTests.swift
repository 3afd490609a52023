import APIMachinery
import APITesting
import Bookshop
import Testing

/// What the server says to books that the definition allows and the library does not.
@Suite struct BookStrategyTests {
    @Test func aBookWithoutAuthorsIsRefused() async throws {
        let server = try await TestAPIServer(registrations: Bookshop.registrations, behaviors: Bookshop.behaviors)
        let books = server.client.libraryV1.books.namespace("default")
        let beowulf = LibraryV1.Book(metadata: ObjectMeta(name: "beowulf"), spec: LibraryV1.BookSpec(title: "Beowulf"))
        let error = try await #require(throws: APIError.self) { try await books.create(beowulf) }
        #expect(error.code == 422)
        #expect(error.reason == .invalid)
        #expect(error.causes.map(\.field) == ["spec.authors"])
        #expect(error.causes.map(\.reason) == [.fieldValueRequired])
        #expect(try await books.list().items.isEmpty)

        var dune = try await books.create(.dune())
        dune.spec.authors = []
        await #expect(throws: APIError.self) { try await books.update(dune) }
        #expect(try await books.get("dune").spec.authors?.map(\.name) == ["Frank Herbert"])
        await server.stop()
    }
}

extension LibraryV1.Book {
    /// A book of which the library has some copies.
    static func dune(copies: Int32 = 2) -> LibraryV1.Book {
        LibraryV1.Book(
            metadata: ObjectMeta(name: "dune"),
            spec: LibraryV1.BookSpec(
                title: "Dune", copies: copies, authors: [LibraryV1.Author(name: "Frank Herbert")]))
    }
}
