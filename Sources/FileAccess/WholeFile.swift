package import SystemPackage

/// Files that are read and written as a whole, without the Foundation that would take milliseconds to load.
package enum WholeFile {
    /// The content of a file, also of a pipe.
    ///
    /// - Throws: `Errno.fileTooLarge` where there is more than the limit.
    package static func read(_ path: String, limit: Int) throws(Errno) -> [UInt8] {
        let file = try FileDescriptor.opening(path, .readOnly)
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
            let count = try Errno.rethrowing { try chunk.withUnsafeMutableBytes { try file.read(into: $0) } }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            if bytes.count > limit { throw .fileTooLarge }
        }
    }

    /// Replaces a file at once: whoever reads it meanwhile finds the old content or the new one.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - bytes: The new content.
    ///   - permissions: Who may do what; `nil` for what new files have in this process.
    ///   - isDurable: Whether the same is so after a crash of the system.
    package static func replace(
        _ path: String, with bytes: [UInt8], permissions: FilePermissions?, isDurable: Bool = true
    ) throws(Errno) {
        let new = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).new"
        let file = try FileDescriptor.opening(
            new, .writeOnly, options: [.create, .exclusiveCreate, .noFollow],
            permissions: permissions ?? [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
        do throws(Errno) {
            defer { try? file.close() }
            // What the process takes away from the permissions of new files does not count here.
            if let permissions { try file.setPermissions(permissions) }
            _ = try Errno.rethrowing { try file.writeAll(bytes) }
            if isDurable { try file.synchronize() }
            try FilePath(new).move(to: FilePath(path))
        } catch {
            try? FilePath(new).removeFile()
            throw error
        }
    }
}
