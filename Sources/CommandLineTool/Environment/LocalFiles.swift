#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Why a file cannot be read or written.
struct FileError: Error, CustomStringConvertible {
    let operation: String
    let path: String
    let code: Int32

    init(_ operation: String, _ path: String, _ code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// As Go words it: `open x: no such file or directory`.
    var description: String { "\(operation) \(path): \(String(cString: strerror(code)).lowercased())" }
    var isAbsent: Bool { code == ENOENT || code == ENOTDIR }
}

/// Files, without the Foundation that would take milliseconds to load.
enum LocalFiles {
    /// The size beyond which a file is not read.
    static let maximumSize = 256 << 20

    struct Attributes {
        var isDirectory: Bool
        /// Seconds since 1970.
        var modified: Int
    }

    static func attributes(_ path: String) -> Attributes? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        #if canImport(Darwin)
        let modified = info.st_mtimespec.tv_sec
        #else
        let modified = info.st_mtim.tv_sec
        #endif
        return Attributes(isDirectory: info.st_mode & S_IFMT == S_IFDIR, modified: Int(modified))
    }

    /// A whole file, also a pipe.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("open", path) }
        defer { close(file) }
        return try read(file, path)
    }

    static func readStandardInput() throws(FileError) -> [UInt8] { try read(0, "-") }

    /// The next line, without what follows it: a terminal's input need not end for a question to be answered.
    static func readLineOfStandardInput() throws(FileError) -> [UInt8] {
        var line: [UInt8] = []
        var byte: [UInt8] = [0]
        while line.count < maximumSize {
            let count = byte.withUnsafeMutableBytes { SystemCalls.read(0, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("read", "-")
            }
            if count == 0 || byte[0] == UInt8(ascii: "\n") { break }
            line += byte
        }
        return line
    }

    private static func read(_ file: Int32, _ path: String) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { SystemCalls.read(file, $0) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("read", path)
            }
            bytes += chunk[..<count]
            if bytes.count > maximumSize { throw FileError("read", path, EFBIG) }
        }
    }

    /// The names in a directory, sorted.
    static func list(_ path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else { throw FileError("open", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Replaces a file at once, readable by its owner alone, making the directories on the way.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        try makeDirectories(above: path)
        let temporary = "\(path).\(getpid()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileError("open", temporary) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { SystemCalls.write(file, $0) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                let error = FileError("write", temporary)
                close(file)
                unlink(temporary)
                throw error
            }
        }
        close(file)
        guard rename(temporary, path) == 0 else {
            let error = FileError("rename", path)
            unlink(temporary)
            throw error
        }
    }

    /// A name in a directory that no file has.
    static func temporaryPath(in directory: String, prefix: String, suffix: String) -> String {
        while true {
            let path = "\(directory)/\(prefix)\(UInt32.random(in: 0 ... .max))\(suffix)"
            if attributes(path) == nil { return path }
        }
    }

    /// Removes a file, if it is there.
    static func remove(_ path: String) { unlink(path) }

    private static func makeDirectories(above path: String) throws(FileError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let directory = String(path[..<slash])
        if attributes(directory) != nil { return }
        try makeDirectories(above: directory)
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw FileError("mkdir", directory) }
    }

    /// Seconds since 1970.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
    }
}
