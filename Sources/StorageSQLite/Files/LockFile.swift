import Foundation
import Storage

/// A file that one process at a time holds locked (`flock`) and that says which one.
///
/// The system lets go of the lock when the process ends, however it ends, so none is ever left behind.
final class LockFile: Sendable {
    private let descriptor: Int32

    /// Locks a file, making it where there is none.
    ///
    /// - Parameter directory: What the lock stands for, for the error's text.
    init(locking path: String, of directory: String) throws(StorageError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unavailable(DataDirectory.explain("open", path)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno
            defer { close(descriptor) }
            guard error == EWOULDBLOCK else {
                throw .unavailable(DataDirectory.explain("lock", path, error: error))
            }
            let holder = Self.content(of: descriptor).map { "process \($0)" } ?? "another process"
            throw .unavailable(
                "\(directory) is in use by \(holder), which holds the lock on \(path); "
                    + "stop it or choose another directory")
        }
        self.descriptor = descriptor
        let text = "\(getpid())\n"
        let isWritten = ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count
        guard isWritten else { throw .unavailable(DataDirectory.explain("write", path)) }
    }

    deinit {
        close(descriptor)
    }

    /// Lets others have the lock while the object lives on.
    func unlock() {
        flock(descriptor, LOCK_UN)
    }

    private static func content(of descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(
            String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
