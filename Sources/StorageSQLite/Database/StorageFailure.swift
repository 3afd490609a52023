import GRDB
import Storage

/// What the store holds contradicts itself.
struct StorageDamage: Error {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Why the database did not do what was asked, for the operator.
struct StorageFailure: Error {
    /// What happened, to which file, and what would help.
    var text: String
    /// Whether the file is damaged, which does not pass.
    var isDamage: Bool

    init(_ error: any Error, path: String) {
        switch error {
        case let failure as StorageFailure:
            self = failure
        case let damage as StorageDamage:
            text = "\(path) is damaged: \(damage.description); restore it from a backup"
            isDamage = true
        case let error as DatabaseError:
            let message = error.message ?? "unknown error"
            let code = error.resultCode
            isDamage = code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
            let remedy =
                switch code {
                case .SQLITE_CORRUPT, .SQLITE_NOTADB: "; the file is damaged: restore it from a backup"
                case .SQLITE_FULL: "; writes succeed again once there is room"
                case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
                    "; the server's user needs to own the directory and the files in it"
                case .SQLITE_BUSY, .SQLITE_LOCKED: "; another program has the file open"
                default: ""
                }
            text = "\(path): \(message) (SQLite error \(error.extendedResultCode.rawValue))\(remedy)"
        case StorageError.unavailable(let reason):
            text = "\(path): \(reason)"
            isDamage = false
        default:
            text = "\(path): \(error)"
            isDamage = false
        }
    }

    var error: StorageError { .unavailable(text) }
}
