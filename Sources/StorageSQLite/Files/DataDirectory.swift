import Foundation
import Storage

/// The directory that holds a store: its database and the lock that keeps other processes out.
struct DataDirectory {
    let path: String
    private let lock: LockFile

    var databasePath: String { path + "/apus.db" }

    /// Makes the directory if there is none (0700), takes its lock, and sees to it that the database's files are
    /// readable by their owner only (0600): SQLite gives the files that it adds the database file's mode.
    init(preparing path: String) throws(StorageError) {
        self.path = path
        try Self.makeDirectory(path)
        lock = try LockFile(locking: path + "/apus.lock", of: path)
        let isNew = access(databasePath, F_OK) != 0
        let descriptor = open(databasePath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unavailable(Self.explain("open", databasePath)) }
        defer { close(descriptor) }
        for file in [databasePath, databasePath + "-wal", databasePath + "-shm"] where access(file, F_OK) == 0 {
            guard chmod(file, 0o600) == 0 else { throw .unavailable(Self.explain("set the mode of", file)) }
        }
        // The database's name in its directory has to last as well as its content.
        if isNew { try Self.synchronize(path) }
    }

    func unlock() {
        lock.unlock()
    }

    private static func makeDirectory(_ path: String) throws(StorageError) {
        let parent = (path as NSString).deletingLastPathComponent
        var isMade = mkdir(path, 0o700) == 0
        if !isMade, errno == ENOENT, !parent.isEmpty, parent != path {
            try makeDirectory(parent)
            isMade = mkdir(path, 0o700) == 0
        }
        if isMade { return try synchronize(parent) }
        guard errno == EEXIST else { throw .unavailable(explain("make the directory", path)) }
        var information = stat()
        guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
            throw .unavailable("\(path) is not a directory")
        }
    }

    private static func synchronize(_ directory: String) throws(StorageError) {
        let path = directory.isEmpty ? "." : directory
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unavailable(explain("open the directory", path)) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unavailable(explain("synchronize the directory", path)) }
    }

    /// What could not be done to a file, with the system's reason and what would help.
    static func explain(_ action: String, _ path: String, error: Int32 = errno) -> String {
        let remedy =
            switch error {
            case EACCES, EPERM: "; the server's user needs to own the directory and the files in it"
            case EROFS: "; the file system has to be writable"
            case ENOSPC, EDQUOT: "; the disk needs room"
            default: ""
            }
        return "cannot \(action) \(path): \(String(cString: strerror(error)))\(remedy)"
    }
}
