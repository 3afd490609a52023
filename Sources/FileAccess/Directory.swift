package import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Directories, by their paths.
package enum Directory {
    /// The names of what is in a directory, sorted.
    package static func names(in path: String) throws(Errno) -> [String] {
        guard let stream = opendir(path) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // The name is a C array that Swift imports as a tuple.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a directory and those above it, unless it is there.
    ///
    /// - Parameter isDurable: Whether its name lasts once this returns, also after a crash of the system.
    package static func make(
        _ path: String, permissions: FilePermissions, isDurable: Bool = false
    ) throws(Errno) {
        let path = FilePath(path)
        guard !path.isEmpty, path.lastComponent != nil else { return }
        let parent = path.removingLastComponent()
        func makeAlone() throws(Errno) {
            try Errno.check { path.withPlatformString { mkdir($0, permissions.rawValue) } }
        }
        do throws(Errno) {
            do throws(Errno) {
                try makeAlone()
            } catch .noSuchFileOrDirectory where !parent.isEmpty {
                try make(parent.string, permissions: permissions, isDurable: isDurable)
                try makeAlone()
            }
        } catch .fileExists {
            return
        }
        if isDurable { try synchronize(parent.isEmpty ? "." : parent.string) }
    }

    /// Returns once the names in a directory are on the disk.
    package static func synchronize(_ path: String) throws(Errno) {
        let directory = try FileDescriptor.opening(path, .readOnly)
        defer { try? directory.close() }
        try directory.synchronize()
    }

    /// Removes a directory that is empty.
    package static func remove(_ path: String) throws(Errno) {
        try Errno.check { rmdir(path) }
    }
}
