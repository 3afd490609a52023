#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads the definition files of a set's directory.
public enum DefinitionDirectory {
    /// The size beyond which a file is not read, in bytes. The largest built-in definition has about 100 KB.
    public static let maximumFileSize = 4 << 20
    /// How deep directories may nest. A set has two levels; more are looked at only to say so.
    static let maximumDepth = 8

    /// The files below a directory in a fixed order, and what could not be read.
    ///
    /// Symbolic links are followed. Hidden files and Markdown files are passed over.
    public static func read(_ directory: String) -> (files: [SourceFile], diagnostics: [Diagnostic]) {
        var reader = Reader(directory: directory)
        guard let identity = FileIdentity(path: directory), identity.isDirectory else {
            let reason = FileIdentity(path: directory) == nil ? String(cString: strerror(errno)) : "not a directory"
            return (
                [],
                [Diagnostic(.error, path: directory, message: "cannot read the directory of definitions: \(reason)")]
            )
        }
        reader.visit("", ancestors: [identity])
        return (reader.files, reader.diagnostics.sorted())
    }

    /// The path without links and dots, so that two names of a directory can be told to be the same; as it is where there is
    /// no such directory.
    static func canonicalPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Reads a whole file, or says why it cannot.
    public static func contents(ofFile path: String) -> Result<[UInt8], FileError> {
        guard let identity = FileIdentity(path: path) else {
            return .failure(FileError(reason: String(cString: strerror(errno))))
        }
        guard !identity.isDirectory else { return .failure(FileError(reason: "it is a directory")) }
        guard identity.isRegular else { return .failure(FileError(reason: "it is no regular file")) }
        guard identity.size <= maximumFileSize else {
            return .failure(FileError(reason: "it has \(identity.size) bytes; at most \(maximumFileSize) are read"))
        }
        guard let file = fopen(path, "rb") else { return .failure(FileError(reason: String(cString: strerror(errno)))) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(identity.size)
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
            if bytes.count > maximumFileSize {
                return .failure(FileError(reason: "it has more than \(maximumFileSize) bytes"))
            }
            if count < chunk.count { break }
        }
        if ferror(file) != 0 { return .failure(FileError(reason: String(cString: strerror(errno)))) }
        return .success(bytes)
    }

    /// Why a file cannot be read.
    public struct FileError: Error, CustomStringConvertible {
        /// The reason in words.
        public let reason: String
        /// The reason in words.
        public var description: String { reason }
    }

    /// What the file system knows of a file.
    private struct FileIdentity: Hashable {
        let device: UInt64
        let node: UInt64
        let isDirectory: Bool
        let isRegular: Bool
        let size: Int

        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(truncatingIfNeeded: status.st_dev)
            node = UInt64(truncatingIfNeeded: status.st_ino)
            isDirectory = status.st_mode & S_IFMT == S_IFDIR
            isRegular = status.st_mode & S_IFMT == S_IFREG
            size = Int(truncatingIfNeeded: status.st_size)
        }
    }

    private struct Reader {
        let directory: String
        var files: [SourceFile] = []
        var diagnostics: [Diagnostic] = []

        func display(_ path: String) -> String {
            path.isEmpty ? directory : directory.hasSuffix("/") ? directory + path : directory + "/" + path
        }

        mutating func report(_ path: String, _ message: String) {
            diagnostics.append(Diagnostic(.error, path: display(path), message: message))
        }

        mutating func visit(_ path: String, ancestors: [FileIdentity]) {
            guard let names = names(in: path) else { return }
            for name in names {
                let child = path.isEmpty ? name : path + "/" + name
                guard let identity = FileIdentity(path: display(child)) else {
                    let code = errno
                    report(
                        child,
                        "cannot read: \(code == ELOOP ? "its symbolic links form a loop" : String(cString: strerror(code)))"
                    )
                    continue
                }
                if identity.isDirectory {
                    if ancestors.contains(identity) {
                        report(child, "a symbolic link to a directory that contains it; it is not followed")
                    } else if ancestors.count > DefinitionDirectory.maximumDepth {
                        report(
                            child, "directories nest too deep; definitions are <group or core>/<version>/<Kind>.yaml")
                    } else {
                        visit(child, ancestors: ancestors + [identity])
                    }
                } else {
                    readFile(child, name: name)
                }
            }
        }

        mutating func readFile(_ path: String, name: String) {
            if name.hasSuffix(".md") { return }
            guard name.hasSuffix(".yaml") else {
                let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".YAML") || name.hasSuffix(".YML")
                diagnostics.append(
                    Diagnostic(
                        isYAML ? .error : .warning, path: display(path),
                        message: isYAML
                            ? "definition files end in .yaml"
                            : "not a definition: only files that end in .yaml are read"))
                return
            }
            switch DefinitionDirectory.contents(ofFile: display(path)) {
            case .success(let bytes): files.append(SourceFile(directory: directory, path: path, bytes: bytes))
            case .failure(let error): report(path, "cannot read the file: \(error.reason)")
            }
        }

        /// The names in a directory, sorted; hidden ones are left out.
        mutating func names(in path: String) -> [String]? {
            guard let stream = opendir(display(path)) else {
                report(path, "cannot read the directory: \(String(cString: strerror(errno)))")
                return nil
            }
            defer { closedir(stream) }
            var names: [String] = []
            while let entry = readdir(stream) {
                // The name is a C array that Swift imports as a tuple.
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if !name.hasPrefix(".") { names.append(name) }
            }
            return names.sorted()
        }
    }
}
