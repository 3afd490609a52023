import FileAccess
import Foundation
import Storage
import SystemPackage

/// A file that one process at a time holds locked and that says which one.
///
/// The system lets go of the lock when the process ends, however it ends, so none is ever left behind.
final class LockFile: Sendable {
    private let file: FileDescriptor

    /// Locks a file, making it where there is none.
    ///
    /// - Parameter directory: What the lock stands for, for the error's text.
    init(locking path: String, of directory: String) throws(StorageError) {
        let file = try DataDirectory.doing("open", path) { () throws(Errno) in
            try FileDescriptor.opening(
                path, .readWrite, options: [.create, .noFollow], permissions: .ownerReadWrite)
        }
        do throws(Errno) {
            try file.lock()
        } catch {
            defer { try? file.close() }
            guard error == .wouldBlock else { throw DataDirectory.failure("lock", path, error) }
            let holder = Self.content(of: file).map { "process \($0)" } ?? "another process"
            throw .unavailable(
                "\(directory) is in use by \(holder), which holds the lock on \(path); "
                    + "stop it or choose another directory")
        }
        self.file = file
        try DataDirectory.doing("write", path) { () throws(Errno) in
            try Errno.rethrowing {
                try file.resize(to: 0)
                try file.writeAll(toAbsoluteOffset: 0, "\(ProcessInfo.processInfo.processIdentifier)\n".utf8)
            }
        }
    }

    deinit {
        try? file.close()
    }

    /// Lets others have the lock while the object lives on.
    func unlock() {
        file.unlock()
    }

    private static func content(of file: FileDescriptor) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = (try? bytes.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: 0, into: $0) }) ?? 0
        return Int32(
            String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
