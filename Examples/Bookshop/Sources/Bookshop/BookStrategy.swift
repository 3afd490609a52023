import APISchema
import APIServer

/// What the definition of books cannot say: somebody has written them.
struct BookStrategy: ResourceStrategy {
    func validate(_ book: LibraryV1.Book, _ context: WriteContext) -> [FieldError] {
        guard (book.spec.authors ?? []).isEmpty else { return [] }
        return [FieldError(.required, "spec.authors", "a book has at least one author")]
    }
}
