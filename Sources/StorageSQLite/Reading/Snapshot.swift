import GRDB
import Storage

/// What the store held at one revision, read within one transaction of SQLite, which may see later writes.
struct Snapshot {
    private let database: Database
    let revision: Revision
    private let newest: Revision

    /// - Parameters:
    ///   - revision: Not before the revision up to which history has been forgotten, and not after the newest.
    ///   - newest: The newest revision that the transaction sees.
    init(of database: Database, at revision: Revision, newest: Revision) {
        self.database = database
        self.revision = revision
        self.newest = newest
    }

    /// The keys of a range with the writes that their values are from.
    ///
    /// A value was there at a revision if it is there now and not newer, or if a later write replaced it and it is not
    /// newer. So an older snapshot costs as much as the writes since then.
    private func keys(_ range: KeyRange, columns: String) -> (sql: String, arguments: [SQLStatement.Argument]) {
        let now = "SELECT \(KeyRange.columns), revision FROM objects WHERE \(KeyRange.condition)"
        guard revision < newest else { return ("SELECT \(columns) FROM (\(now))", range.arguments) }
        let sql = """
            SELECT \(columns) FROM (
                \(now) AND revision <= ?7
                UNION ALL
                SELECT \(KeyRange.columns), replaced FROM writes
                WHERE revision > ?7 AND replaced <= ?7 AND \(KeyRange.condition)
            )
            """
        return (sql, range.arguments + [.integer(revision.rawValue)])
    }

    func records(_ range: KeyRange, limit: Int?) throws -> [StorageRecord] {
        let (sql, arguments) = keys(range, columns: "*")
        let keys = try SQLStatement("\(sql) ORDER BY collection, namespace, name LIMIT ?8", in: database)
        let padding = [SQLStatement.Argument](repeating: .null, count: 7 - arguments.count)
        try keys.start(arguments + padding + [.integer(limit.map { Int64(max(0, $0)) } ?? -1)])
        defer { keys.reset() }
        let values = try Values(in: database)
        var records: [StorageRecord] = []
        while try keys.step() {
            let key = keys.key(from: 0)
            let revision = Revision(keys.integer(3))
            records.append(StorageRecord(key: key, value: try values.value(key, revision), revision: revision))
        }
        return records
    }

    func count(_ range: KeyRange) throws -> Int {
        let (sql, arguments) = keys(range, columns: "count(*)")
        let statement = try SQLStatement(sql, in: database)
        try statement.start(arguments)
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    /// The writes of a range after a revision, in their order, with what they replaced.
    func events(_ range: KeyRange, after: Revision) throws -> [StorageEvent] {
        let writes = try SQLStatement(
            """
            SELECT \(KeyRange.columns), revision, replaced, value FROM writes
            WHERE revision > ?7 AND revision <= ?8 AND \(KeyRange.condition) ORDER BY revision
            """, in: database)
        try writes.start(range.arguments + [.integer(after.rawValue), .integer(revision.rawValue)])
        defer { writes.reset() }
        let values = try Values(in: database)
        var events: [StorageEvent] = []
        while try writes.step() {
            let key = writes.key(from: 0)
            var previous: StorageRecord?
            if !writes.isNull(4) {
                let revision = Revision(writes.integer(4))
                previous = StorageRecord(key: key, value: try values.value(key, revision), revision: revision)
            }
            events.append(
                StorageEvent(
                    key: key, revision: Revision(writes.integer(3)), value: writes.isNull(5) ? nil : writes.bytes(5),
                    previous: previous))
        }
        return events
    }
}

/// Reads values by the writes that they are from.
struct Values {
    private let statement: SQLStatement

    init(in database: Database) throws {
        statement = try SQLStatement("SELECT value FROM writes WHERE revision = ?", in: database)
    }

    func value(_ key: StorageKey, _ revision: Revision) throws -> [UInt8] {
        try statement.start([.integer(revision.rawValue)])
        defer { statement.reset() }
        guard try statement.step(), !statement.isNull(0) else {
            throw StorageDamage("the value of \(key) from revision \(revision) is missing")
        }
        return statement.bytes(0)
    }
}
