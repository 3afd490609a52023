import GRDB
import Storage

/// The tables of a store.
///
/// - `writes` has a row for every write that is remembered, in the order of revisions: new rows go to the end of the
///   file's tree, whatever their keys. Each value is in it once, for as long as it is current or part of the history.
/// - `objects` has a small row for each key that has a value, in the order of keys, which says what write the value is
///   from. So a value moves from the present into the past without being written again, and a list at an older revision
///   comes from the same rows.
/// - `store` has one row. `compacted` says up to which revision history has been forgotten: all writes after it have
///   their row, and what they replaced has, too. `reserve` is for trying whether the disk has room.
///
/// The newest revision is that of the last write, whose row is never removed.
enum Schema {
    /// "Apus" in ASCII, in the file's header.
    static let applicationID: Int64 = 0x4170_7573
    /// The version of the layout, in the file's header.
    static let version: Int64 = 1
    /// The revision of a new store, as ``MemoryStorage`` has it.
    static let firstRevision = Revision(1)

    private static let tables = """
        CREATE TABLE writes (
            revision INTEGER PRIMARY KEY,
            -- Seconds since 1970.
            time INTEGER NOT NULL,
            collection TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            -- The revision of what was there before; NULL for a creation.
            replaced INTEGER,
            -- NULL for a deletion.
            value BLOB
        ) STRICT;
        CREATE TABLE objects (
            collection TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (collection, namespace, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE store (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            compacted INTEGER NOT NULL,
            reserve BLOB
        ) STRICT;
        INSERT INTO store (id, compacted) VALUES (0, \(firstRevision));
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// Makes the tables in an empty database; refuses a database that is not a store or has a layout that is not known.
    static func prepare(_ database: Database) throws {
        let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let layout = try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tableCount = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if application == 0, layout == 0, tableCount == 0 {
            try database.inTransaction(.immediate) {
                try database.execute(sql: tables)
                return .commit
            }
            return
        }
        guard application == applicationID else {
            throw StorageError.unavailable("it is an SQLite database of another program")
        }
        guard layout == version else {
            throw StorageError.unavailable(
                "its layout is version \(layout) and this program knows version \(version); "
                    + "use the program that wrote it, or one that is newer")
        }
    }

    /// The newest revision and the one up to which history has been forgotten.
    static func revisions(in database: Database) throws -> (newest: Revision, compacted: Revision) {
        let statement = try SQLStatement(
            "SELECT (SELECT max(revision) FROM writes), compacted FROM store WHERE id = 0", in: database)
        try statement.start([])
        defer { statement.reset() }
        guard try statement.step() else { throw StorageDamage("the table 'store' is empty") }
        let compacted = Revision(statement.integer(1))
        return (statement.isNull(0) ? compacted : Revision(statement.integer(0)), compacted)
    }
}
