internal import FileAccess
internal import SystemPackage

/// Why a file cannot be read or written.
struct FileError: Error, CustomStringConvertible {
    let operation: String
    let path: String
    let code: Errno

    init(_ operation: String, _ path: String, _ code: Errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// As Go words it: `open x: no such file or directory`.
    var description: String { "\(operation) \(path): \(code.description.lowercased())" }
    var isAbsent: Bool { code == .noSuchFileOrDirectory || code == .notDirectory }
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
        guard let status = try? FilePath(path).stat() else { return nil }
        return Attributes(isDirectory: status.type == .directory, modified: status.modified.seconds)
    }

    /// A whole file, also a pipe.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try failing("open", path) { () throws(Errno) in try FileDescriptor.opening(path, .readOnly) }
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
                throw FileError("read", "-", error as? Errno ?? .ioError)
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
            throw FileError(operation, path, error)
        }
    }

    /// The names in a directory, sorted.
    static func list(_ path: String) throws(FileError) -> [String] {
        try failing("open", path) { () throws(Errno) in try Directory.names(in: path) }
    }

    /// Replaces a file at once, readable by its owner alone, making the directories on the way.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        if let slash = path.lastIndex(of: "/") {
            let directory = String(path[..<slash])
            try failing("mkdir", directory) { () throws(Errno) in
                try Directory.make(directory, permissions: .ownerReadWriteExecute)
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
    static func remove(_ path: String) { try? FilePath(path).removeFile() }
}
