package import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// What swift-system lacks.
extension FileDescriptor {
    /// Opens a file, which programs that are started do not inherit.
    package static func opening(
        _ path: String, _ mode: AccessMode, options: OpenOptions = [], permissions: FilePermissions? = nil
    ) throws(Errno) -> FileDescriptor {
        try Errno.rethrowing { () throws in
            try open(FilePath(path), mode, options: options.union(.closeOnExec), permissions: permissions)
        }
    }

    /// Returns once what has been written is on the disk.
    package func synchronize() throws(Errno) {
        try Errno.check { fsync(rawValue) }
    }

    /// Sets who may do what, whatever the process takes away from the permissions of new files.
    package func setPermissions(_ permissions: FilePermissions) throws(Errno) {
        try Errno.check { fchmod(rawValue, permissions.rawValue) }
    }

    /// Takes the lock that one open file at a time has (`flock`). The system lets go of it when the process ends, however it
    /// ends.
    ///
    /// - Throws: `Errno.wouldBlock` where another one has it.
    package func lock() throws(Errno) {
        try Errno.check { flock(rawValue, LOCK_EX | LOCK_NB) }
    }

    /// Lets others have the lock.
    package func unlock() {
        _ = flock(rawValue, LOCK_UN)
    }
}
