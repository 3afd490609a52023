#if canImport(System)
package import System
#else
package import SystemPackage
#endif

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Files that are read and written as a whole, without the Foundation that would take milliseconds to load.
package enum WholeFile {
    /// Opens a file to be read.
    package static func open(_ path: String) throws(Errno) -> FileDescriptor {
        try rethrowing { try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) }
    }

    /// The content of a file, also of a pipe.
    ///
    /// - Throws: `Errno.fileTooLarge` where there is more than the limit.
    package static func read(_ path: String, limit: Int) throws(Errno) -> [UInt8] {
        let file = try open(path)
        defer { try? file.close() }
        return try read(file, limit: limit)
    }

    /// What is left to read of an open file.
    ///
    /// - Throws: `Errno.fileTooLarge` where there is more than the limit.
    package static func read(_ file: FileDescriptor, limit: Int) throws(Errno) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try rethrowing { try chunk.withUnsafeMutableBytes { try file.read(into: $0) } }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            if bytes.count > limit { throw .fileTooLarge }
        }
    }

    /// Replaces a file at once and durably: after a crash, and for whoever reads it meanwhile, there is the old content or
    /// the new one.
    package static func replace(
        _ path: String, with bytes: [UInt8], permissions: FilePermissions
    ) throws(Errno) {
        let new = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).new"
        let file = try rethrowing {
            try FileDescriptor.open(
                FilePath(new), .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: permissions)
        }
        do throws(Errno) {
            try write(bytes, to: file, permissions: permissions)
            guard rename(new, path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(new)
            throw error
        }
    }

    private static func write(
        _ bytes: [UInt8], to file: FileDescriptor, permissions: FilePermissions
    ) throws(Errno) {
        defer { try? file.close() }
        // What the process takes away from the permissions of new files does not count here.
        guard fchmod(file.rawValue, permissions.rawValue) == 0 else { throw Errno(rawValue: errno) }
        _ = try rethrowing { try file.writeAll(bytes) }
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Makes a directory and those above it, unless it is there.
    package static func makeDirectory(_ path: String, permissions: FilePermissions) throws(Errno) {
        guard !path.isEmpty else { return }
        if mkdir(path, permissions.rawValue) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw Errno(rawValue: errno)
        }
        try makeDirectory(String(path[..<slash]), permissions: permissions)
        guard mkdir(path, permissions.rawValue) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    /// swift-system throws nothing else.
    private static func rethrowing<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
        do {
            return try body()
        } catch {
            throw error as? Errno ?? .ioError
        }
    }
}
