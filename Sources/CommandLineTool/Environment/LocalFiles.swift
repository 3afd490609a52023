internal import FileAccess

#if canImport(System)
internal import System
#else
internal import SystemPackage
#endif

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
        let file = try failing("open", path) { () throws(Errno) in try WholeFile.open(path) }
        defer { try? file.close() }
        return try read(file, path)
    }

    static func readStandardInput() throws(FileError) -> [UInt8] { try read(.standardInput, "-") }

    /// The next line, without what follows it: a terminal's input need not end for a question to be answered.
    static func readLineOfStandardInput() throws(FileError) -> [UInt8] {
        var line: [UInt8] = []
        var byte: [UInt8] = [0]
        while line.count < maximumSize {
            do {
                let count = try byte.withUnsafeMutableBytes { try FileDescriptor.standardInput.read(into: $0) }
                if count == 0 || byte[0] == UInt8(ascii: "\n") { break }
            } catch {
                throw FileError("read", "-", (error as? Errno ?? .ioError).rawValue)
            }
            line += byte
        }
        return line
    }

    private static func read(_ file: FileDescriptor, _ path: String) throws(FileError) -> [UInt8] {
        try failing("read", path) { () throws(Errno) in try WholeFile.read(file, limit: maximumSize) }
    }

    private static func failing<Result>(
        _ operation: String, _ path: String, _ body: () throws(Errno) -> Result
    ) throws(FileError) -> Result {
        do throws(Errno) {
            return try body()
        } catch {
            throw FileError(operation, path, error.rawValue)
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
        if let slash = path.lastIndex(of: "/") {
            let directory = String(path[..<slash])
            try failing("mkdir", directory) { () throws(Errno) in
                try WholeFile.makeDirectory(directory, permissions: .ownerReadWriteExecute)
            }
        }
        try failing("write", path) { () throws(Errno) in
            try WholeFile.replace(path, with: bytes, permissions: .ownerReadWrite)
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

    /// Seconds since 1970.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
    }
}
