import GRDB
import Storage

/// Writes within one transaction of SQLite, each with a check and a revision of its own.
struct WriteTransaction {
    private let database: Database
    private let time: Int64
    /// The revision of the last write.
    private(set) var revision: Revision
    private(set) var events: [StorageEvent] = []

    /// - Parameter time: When the writes happen, in seconds since 1970.
    init(in database: Database, after revision: Revision, time: Int64) {
        self.database = database
        self.revision = revision
        self.time = time
    }

    /// Makes a write. A check that fails is its outcome; what is thrown fails the transaction.
    mutating func apply(_ write: Write) throws -> WaitingWrite.Outcome {
        switch write {
        case .create(let key, let value): return try create(key, value)
        case .update(let key, let value, let expected):
            return try replace(key, value, expecting: expected)
        case .delete(let key, let expected):
            return try replace(key, nil, expecting: expected)
        case .trial(let byteCount):
            try SQLStatement.run(
                "UPDATE store SET reserve = zeroblob(?)", [.integer(Int64(byteCount))], in: database)
            return .success(revision)
        }
    }

    private mutating func create(_ key: StorageKey, _ value: [UInt8]) throws -> WaitingWrite.Outcome {
        let next = Revision(revision.rawValue + 1)
        let insertion = try SQLStatement(
            "INSERT OR IGNORE INTO objects (collection, namespace, name, revision) VALUES (?, ?, ?, ?)", in: database)
        try insertion.start(arguments(key) + [.integer(next.rawValue)])
        defer { insertion.reset() }
        _ = try insertion.step()
        guard insertion.changes == 1 else { return .failure(.keyExists(key)) }
        try append(StorageEvent(key: key, revision: next, value: value, previous: nil))
        return .success(next)
    }

    /// Updates with a value, or deletes with none.
    private mutating func replace(
        _ key: StorageKey, _ value: [UInt8]?, expecting expected: Revision
    ) throws -> WaitingWrite.Outcome {
        guard let previous = try record(key) else { return .failure(.keyNotFound(key)) }
        guard previous.revision == expected else { return .failure(.conflict(previous)) }
        let next = Revision(revision.rawValue + 1)
        if value == nil {
            try SQLStatement.run(
                "DELETE FROM objects WHERE collection = ? AND namespace = ? AND name = ?", arguments(key),
                in: database)
        } else {
            try SQLStatement.run(
                "UPDATE objects SET revision = ? WHERE collection = ? AND namespace = ? AND name = ?",
                [.integer(next.rawValue)] + arguments(key), in: database)
        }
        try append(StorageEvent(key: key, revision: next, value: value, previous: previous))
        return .success(next)
    }

    private func record(_ key: StorageKey) throws -> StorageRecord? {
        let statement = try SQLStatement(
            "SELECT revision FROM objects WHERE collection = ? AND namespace = ? AND name = ?", in: database)
        try statement.start(arguments(key))
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let revision = Revision(statement.integer(0))
        return StorageRecord(key: key, value: try Values(in: database).value(key, revision), revision: revision)
    }

    private mutating func append(_ event: StorageEvent) throws {
        try SQLStatement.run(
            """
            INSERT INTO writes (revision, time, collection, namespace, name, replaced, value)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [.integer(event.revision.rawValue), .integer(time)] + arguments(event.key)
                + [
                    event.previous.map { .integer($0.revision.rawValue) } ?? .null,
                    event.value.map { .bytes($0) } ?? .null,
                ], in: database)
        revision = event.revision
        events.append(event)
    }

    private func arguments(_ key: StorageKey) -> [SQLStatement.Argument] {
        [.text(key.collection), .text(key.namespace), .text(key.name)]
    }
}
