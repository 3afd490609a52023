import ArgumentParser
import Logging
import Storage
import StorageSQLite

/// Where objects are kept.
struct StorageFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What keeps the objects: sqlite (a database below --data-dir) or memory (gone when the server stops).",
            valueName: "backend"))
    var storageBackend = Backend.sqlite

    enum Backend: String, ExpressibleByArgument, CaseIterable {
        case sqlite, memory
    }

    /// Opens the store.
    ///
    /// - Throws: `StorageError` that says what is wrong with the files.
    func open(in directory: String, logger: Logger) throws -> any Storage {
        switch storageBackend {
        case .sqlite: try SQLiteStorage(directory: "\(directory)/storage", logger: logger)
        case .memory: MemoryStorage()
        }
    }
}
