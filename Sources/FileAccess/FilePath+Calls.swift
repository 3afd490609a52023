package import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// What swift-system lacks.
extension FilePath {
    /// Whether there is anything; a symbolic link to nothing is nothing.
    package var exists: Bool { (try? stat()) != nil }

    /// The path without symbolic links and dots.
    package func resolved() throws(Errno) -> FilePath {
        guard let resolved = withPlatformString({ realpath($0, nil) }) else { throw Errno(rawValue: errno) }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }

    /// Moves a file to another place, at once, whatever is there.
    package func move(to place: FilePath) throws(Errno) {
        try Errno.check { withPlatformString { old in place.withPlatformString { rename(old, $0) } } }
    }

    /// Removes a file.
    package func removeFile() throws(Errno) {
        try Errno.check { withPlatformString { unlink($0) } }
    }

    /// Sets who may do what, whatever the process takes away from the permissions of new files.
    package func setPermissions(_ permissions: FilePermissions) throws(Errno) {
        try Errno.check { withPlatformString { chmod($0, permissions.rawValue) } }
    }
}

extension Stat {
    /// When the content was last changed, in seconds since 1970 and nanoseconds.
    package var modified: (seconds: Int, nanoseconds: Int) { (Int(st_mtim.tv_sec), Int(st_mtim.tv_nsec)) }
}
