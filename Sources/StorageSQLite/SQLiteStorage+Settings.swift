import GRDB
import GRDBSQLite
import Storage

extension SQLiteStorage {
    /// How the connection that writes is set, read back from SQLite.
    public struct Settings: Hashable, Sendable {
        /// The name of the journal mode (`PRAGMA journal_mode`).
        public let journalMode: String
        /// The level of `PRAGMA synchronous`: at 2, FULL, the log is synchronized with every commit.
        public let synchronous: Int
        /// The version of the SQLite library.
        public let libraryVersion: String

        /// Sets what durability needs, and fails unless it took effect.
        init(applyingTo database: Database) throws {
            // GRDB sets NORMAL, with which a power cut loses the last commits, when it turns on the write-ahead log,
            // after the configuration's hook: so it is set here.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // After a time with a long reader, give the room of the log back.
            try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
            journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
            synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
            libraryVersion = String(cString: sqlite3_libversion())
            guard journalMode == "wal", synchronous == 2 else {
                throw StorageError.unavailable(
                    "SQLite \(libraryVersion) did not take the settings that make writes durable: journal mode "
                        + "\(journalMode) (needs wal), synchronous \(synchronous) (needs 2)")
            }
        }
    }
}
