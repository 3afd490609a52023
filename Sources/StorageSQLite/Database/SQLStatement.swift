import GRDB
import GRDBSQLite
import Storage

/// A prepared statement of a connection's cache, run without detours: values go in and out as bytes with their length.
///
/// GRDB binds and reads texts up to their first zero byte and keeps a copy of each argument; here a key is all of its
/// bytes, and a value is copied once. The statement belongs to the connection's queue, as GRDB's does.
struct SQLStatement {
    enum Argument {
        case integer(Int64)
        case text(String)
        case bytes([UInt8])
        case null
    }

    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    /// Takes a statement from the connection's cache.
    init(_ sql: String, in database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        connection = database.sqliteConnection
    }

    /// Runs a statement that has no rows.
    static func run(_ sql: String, _ arguments: [Argument], in database: Database) throws {
        let statement = try SQLStatement(sql, in: database)
        try statement.start(arguments)
        defer { statement.reset() }
        while try statement.step() {}
    }

    /// Sets the arguments; then `step` gives row after row. To be followed by `reset`.
    func start(_ arguments: [Argument]) throws {
        sqlite3_reset(handle)
        for (index, argument) in arguments.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch argument {
                case .integer(let number): sqlite3_bind_int64(handle, position, number)
                case .null: sqlite3_bind_null(handle, position)
                case .bytes(let bytes):
                    bytes.withUnsafeBytes { buffer in
                        // No address would be NULL.
                        buffer.isEmpty
                            ? sqlite3_bind_zeroblob(handle, position, 0)
                            : sqlite3_bind_blob64(
                                handle, position, buffer.baseAddress, UInt64(buffer.count), Self.copied)
                    }
                case .text(var text):
                    text.withUTF8 { buffer in
                        buffer.withMemoryRebound(to: CChar.self) { characters in
                            characters.isEmpty
                                ? sqlite3_bind_text(handle, position, "", 0, Self.copied)
                                : sqlite3_bind_text64(
                                    handle, position, characters.baseAddress, UInt64(characters.count), Self.copied,
                                    UInt8(SQLITE_UTF8))
                        }
                    }
                }
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    /// Goes to the next row; `false` at the end.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    /// Lets go of what the statement holds.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// How many rows the last statement that was run on the connection has written.
    var changes: Int { Int(sqlite3_changes(connection)) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// The key in three columns.
    func key(from column: Int32) -> StorageKey {
        StorageKey(collection: text(column), namespace: text(column + 1), name: text(column + 2))
    }

    /// Tells SQLite to copy what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func failure(_ code: Int32) -> DatabaseError {
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
