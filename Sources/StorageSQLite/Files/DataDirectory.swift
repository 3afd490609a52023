import FileAccess
import Storage
import SystemPackage

/// The directory that holds a store: its database and the lock that keeps other processes out.
struct DataDirectory {
    let path: String
    private let lock: LockFile

    var databasePath: String { path + "/apus.db" }

    /// Makes the directory if there is none (0700), takes its lock, and sees to it that the database's files are
    /// readable by their owner only (0600): SQLite gives the files that it adds the database file's mode.
    init(preparing path: String) throws(StorageError) {
        self.path = path
        try Self.doing("make the directory", Self.firstMissing(path)) { () throws(Errno) in
            try Directory.make(path, permissions: .ownerReadWriteExecute, isDurable: true)
        }
        guard (try? FilePath(path).stat())?.type == .directory else {
            throw .unavailable("\(path) is not a directory")
        }
        lock = try LockFile(locking: path + "/apus.lock", of: path)
        let databasePath = path + "/apus.db"
        let isNew = !FilePath(databasePath).exists
        let database = try Self.doing("open", databasePath) { () throws(Errno) in
            try FileDescriptor.opening(
                databasePath, .readWrite, options: [.create, .noFollow], permissions: .ownerReadWrite)
        }
        try? database.close()
        for file in [databasePath, databasePath + "-wal", databasePath + "-shm"] where FilePath(file).exists {
            try Self.doing("set the mode of", file) { () throws(Errno) in
                try FilePath(file).setPermissions(.ownerReadWrite)
            }
        }
        // The database's name in its directory has to last as well as its content.
        if isNew {
            try Self.doing("synchronize the directory", path) { () throws(Errno) in try Directory.synchronize(path) }
        }
    }

    func unlock() {
        lock.unlock()
    }

    /// The directory that has to be made first, so that there is one at a path.
    private static func firstMissing(_ path: String) -> String {
        var missing = FilePath(path)
        while true {
            let parent = missing.removingLastComponent()
            guard !parent.isEmpty, !parent.exists else { return missing.string }
            missing = parent
        }
    }

    /// Does something to a file, and says what could not be done.
    static func doing<Result>(
        _ action: String, _ path: String, _ body: () throws(Errno) -> Result
    ) throws(StorageError) -> Result {
        do throws(Errno) {
            return try body()
        } catch {
            throw failure(action, path, error)
        }
    }

    /// What could not be done to a file, with the system's reason and what would help.
    static func failure(_ action: String, _ path: String, _ error: Errno) -> StorageError {
        let remedy =
            switch error {
            case .permissionDenied, .notPermitted: "; the server's user needs to own the directory and the files in it"
            case .readOnlyFileSystem: "; the file system has to be writable"
            case .noSpace, .diskQuotaExceeded: "; the disk needs room"
            default: ""
            }
        return .unavailable("cannot \(action) \(path): \(error)\(remedy)")
    }
}
