#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Writes generated files, so that what is unchanged keeps its time of modification and is not built again.
public struct GeneratedFileWriter: Sendable {
    /// Why a file cannot be written.
    public struct Failure: Error, Sendable {
        /// The file or directory.
        public var path: String
        /// What the system says.
        public var reason: String

        fileprivate init(_ path: String) {
            self.path = path
            reason = String(cString: strerror(errno))
        }
    }

    private let directory: String

    /// A writer to a directory, which is made where it is needed.
    public init(directory: String) {
        self.directory = directory
    }

    /// Writes a file and the directories that it needs.
    ///
    /// - Returns: Whether the content changed.
    @discardableResult
    public func write(_ file: GeneratedFile) throws(Failure) -> Bool {
        let path = directory + "/" + file.name
        let bytes = Array(file.text.utf8)
        if case .success(let old) = Self.contents(path), old == bytes { return false }
        try createDirectories(above: path)
        // Written beside and moved, so that a build that is interrupted never leaves half a file.
        let partial = path + ".partial"
        guard let stream = fopen(partial, "wb") else { throw Failure(partial) }
        let written = bytes.isEmpty ? 0 : fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else { throw Failure(partial) }
        guard rename(partial, path) == 0 else { throw Failure(path) }
        return true
    }

    /// Removes the files below a folder that are not among those named, and directories that are empty then.
    public func removeFiles(in folder: String, except names: Set<String>) throws(Failure) {
        try remove(below: folder, except: names, depth: 0)
    }

    private func remove(below folder: String, except names: Set<String>, depth: Int) throws(Failure) {
        let path = directory + "/" + folder
        guard depth < 16, let entries = Self.entries(path) else { return }
        for entry in entries {
            let name = folder + "/" + entry
            var status = stat()
            guard lstat(directory + "/" + name, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try remove(below: name, except: names, depth: depth + 1)
            } else if !names.contains(name), unlink(directory + "/" + name) != 0 {
                throw Failure(directory + "/" + name)
            }
        }
        // Fails, as it should, where something is left.
        if depth > 0 { rmdir(path) }
    }

    private func createDirectories(above path: String) throws(Failure) {
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            let parent = String(path[..<slash])
            if !parent.isEmpty, mkdir(parent, 0o777) != 0, errno != EEXIST { throw Failure(parent) }
            end = path.index(after: slash)
        }
    }

    private static func entries(_ path: String) -> [String]? {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The content of a generated file, which may be larger than a definition.
    private static func contents(_ path: String) -> Result<[UInt8], Failure> {
        guard let stream = fopen(path, "rb") else { return .failure(Failure(path)) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            bytes.append(contentsOf: chunk[..<count])
            if count < chunk.count { return ferror(stream) == 0 ? .success(bytes) : .failure(Failure(path)) }
        }
    }
}
