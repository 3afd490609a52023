#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file could not be read or written.
struct FileError: Error, Hashable, CustomStringConvertible {
    var path: String
    /// The system's error number.
    var code: Int32
    /// What was to be done: `read`, `write`.
    var operation: String

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    var reason: String { String(cString: strerror(code)) }
    var description: String { "\(path): cannot \(operation): \(reason)" }
}

/// Reads and writes small files, and knows how paths are put together.
enum Files {
    /// Larger files are refused: what is read here is written by people and programs for them.
    static let largest = 16 << 20

    /// The whole content of a file.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, code: errno, operation: "read") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            // `Glibc.read`, which this function hides.
            let count = readSome(file, &buffer)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(path: path, code: errno, operation: "read")
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= largest else { throw FileError(path: path, code: EFBIG, operation: "read") }
        }
    }

    /// Replaces a file as a whole: whoever reads it finds the old or the new content. A new file is for its owner only;
    /// one that is there keeps its mode. A symbolic link is followed.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        func failure() -> FileError { FileError(path: path, code: errno, operation: "write") }
        let target = resolved(path)
        var status = stat()
        let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o600
        var template = Array("\(target).XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw failure() }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var isWritten = fchmod(file, mode) == 0
        var rest = bytes[...]
        while isWritten, !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { isWritten = false }
        }
        isWritten = isWritten && fsync(file) == 0
        let code = errno
        close(file)
        guard isWritten, rename(temporary, target) == 0 else {
            let error = FileError(path: path, code: isWritten ? errno : code, operation: "write")
            unlink(temporary)
            throw error
        }
    }

    /// Makes a directory and those above it, for its owner only.
    static func makeDirectory(_ path: String) throws(FileError) {
        guard !path.isEmpty, path != "/", !exists(path) else { return }
        try makeDirectory(directory(of: path))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else {
            throw FileError(path: path, code: errno, operation: "make the directory")
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The directory that a path is in; empty for a name alone.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path as seen from a directory, where it is not absolute.
    static func path(_ path: String, in directory: String) -> String {
        path.hasPrefix("/") || directory.isEmpty ? path : "\(directory == "/" ? "" : directory)/\(path)"
    }

    /// What a path stands for once symbolic links are followed; the path itself where nothing is there.
    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

private func readSome(_ file: Int32, _ buffer: inout [UInt8]) -> Int {
    buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
}
