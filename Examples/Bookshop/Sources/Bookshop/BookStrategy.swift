import APISchema
import APIServer

/// What the definition of books cannot say: somebody has written them.
struct BookStrategy: TypedStrategy {
    func validate(_ book: LibraryV1.Book, _ context: WriteContext) -> [FieldError] {
        // A status can be written whatever is wrong with the rest.
        guard context.subresource == nil, (book.spec.authors ?? []).isEmpty else { return [] }
        return [FieldError(.required, "spec.authors", "a book has at least one author")]
    }
}
