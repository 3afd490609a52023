#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Files that only their owner may read: keys, and what contains them.
enum PrivateFile {
    /// How large a file with certificates may be, in bytes.
    private static let largest = 4 << 20

    /// Makes a directory that only its owner may enter, and those above it, unless it is there.
    ///
    /// - Throws: ``CertificateFileError``.
    static func makeDirectory(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure(path, "cannot be created")
        }
        try makeDirectory(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path, "cannot be created") }
    }

    /// The text of a file; `nil` where there is no such file.
    ///
    /// - Throws: ``CertificateFileError``.
    static func text(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path, "cannot be read")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, "cannot be read") }
            if count == 0 { break }
            bytes += chunk[..<count]
            guard bytes.count <= largest else {
                throw CertificateFileError(path, "is too large for a file of certificates")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CertificateFileError(path, "is not text")
        }
        return text
    }

    /// Replaces a file at once and durably: after a crash there is the old text or the new one. Only its owner can read
    /// it.
    ///
    /// - Throws: ``CertificateFileError``.
    static func write(_ text: String, to path: String) throws {
        let new = "\(path).\(getpid()).new"
        unlink(new)
        let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure(path, "cannot be written") }
        var isWritten = false
        defer { if !isWritten { unlink(new) } }
        do {
            defer { close(file) }
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                #if canImport(Darwin)
                let count = rest.withUnsafeBytes { Darwin.write(file, $0.baseAddress, $0.count) }
                #elseif canImport(Musl)
                let count = rest.withUnsafeBytes { Musl.write(file, $0.baseAddress, $0.count) }
                #else
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                #endif
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure(path, "cannot be written") }
                rest = rest.dropFirst(count)
            }
            guard fsync(file) == 0 else { throw failure(path, "cannot be written") }
        }
        guard rename(new, path) == 0 else { throw failure(path, "cannot be written") }
        isWritten = true
    }

    /// When a file was last changed, and which file it is: what differs once it has been replaced.
    static func stamp(_ path: String) -> [Int64] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [] }
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        return [
            Int64(time.tv_sec), Int64(time.tv_nsec), Int64(status.st_size), Int64(truncatingIfNeeded: status.st_ino),
        ]
    }

    private static func failure(_ path: String, _ what: String) -> CertificateFileError {
        CertificateFileError(path, "\(what): \(String(cString: strerror(errno)))")
    }
}
