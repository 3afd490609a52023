import APIClient
import APIMachinery
public import Controllers
import Logging

extension NamedController {
    /// Counts the loans of each book; `lending-controller`, or `lending` for short.
    public static let lending = NamedController("lending-controller", aliases: ["lending"]) { context in
        await LendingController(client: context.client, logger: context.logger).run()
    }
}

/// Keeps the status of books as the loans say: how many copies are lent, and whether one is left.
///
/// It computes the whole status anew whenever a book or a loan changes, and when it starts. So it does not matter what it
/// has missed; and where a book was changed meanwhile, the write fails with a conflict and is tried again.
struct LendingController {
    let client: Clientset
    let logger: Logger

    func run() async {
        let books = client.libraryV1.books
        let loans = Informer(
            client.libraryV1.loans,
            indexers: ["open": { $0.spec.returned == nil ? [Self.book(of: $0).description] : [] }],
            logger: logger)
        await Controller("lending-controller", for: books, logger: logger) { key, book in
            guard var book else { return nil }
            let lent = loans.store.objects(inIndex: "open", key.description).count
            let status = Self.status(of: book, lent: lent)
            if status != book.status {
                book.status = status
                try await books.namespace(key.namespace).updateStatus(book)
            }
            return nil
        }
        .watching(loans) { [Self.book(of: $0)] }
        .run()
    }

    private static func book(of loan: LibraryV1.Loan) -> ObjectKey {
        ObjectKey(namespace: loan.metadata.namespace ?? "", name: loan.spec.book)
    }

    private static func status(of book: LibraryV1.Book, lent: Int) -> LibraryV1.BookStatus {
        let copies = Int(book.spec.copies ?? 1)
        var status = book.status ?? LibraryV1.BookStatus()
        status.lent = Int32(clamping: lent)
        var conditions = status.conditions ?? []
        conditions.set(
            "Available", lent < copies, reason: lent < copies ? "CopiesLeft" : "AllLent",
            message: "\(lent) of \(copies) copies are lent", observedGeneration: book.metadata.generation)
        status.conditions = conditions
        return status
    }
}
