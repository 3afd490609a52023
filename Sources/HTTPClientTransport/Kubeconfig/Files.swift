import FileAccess
import SystemPackage

/// A file could not be read or written.
struct FileError: Error, Hashable, CustomStringConvertible {
    var path: String
    /// The system's reason.
    var code: Errno
    /// What was to be done: `read`, `write`.
    var operation: String

    var isMissing: Bool { code == .noSuchFileOrDirectory || code == .notDirectory }
    var reason: String { code.description }
    var description: String { "\(path): cannot \(operation): \(reason)" }
}

/// Reads and writes small files, and knows how paths are put together.
enum Files {
    /// Larger files are refused: what is read here is written by people and programs for them.
    static let largest = 16 << 20

    /// The whole content of a file.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        do throws(Errno) {
            return try WholeFile.read(path, limit: largest)
        } catch {
            throw FileError(path: path, code: error, operation: "read")
        }
    }

    /// Replaces a file as a whole: whoever reads it finds the old or the new content. A new file is for its owner only;
    /// one that is there keeps its mode. A symbolic link is followed.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let target = resolved(path)
        let present = try? FilePath(target).stat().permissions
        do throws(Errno) {
            try WholeFile.replace(target, with: bytes, permissions: present ?? .ownerReadWrite)
        } catch {
            throw FileError(path: path, code: error, operation: "write")
        }
    }

    /// Makes a directory and those above it, for its owner only.
    static func makeDirectory(_ path: String) throws(FileError) {
        do throws(Errno) {
            try Directory.make(path, permissions: [.ownerReadWriteExecute, .groupReadExecute])
        } catch {
            throw FileError(path: path, code: error, operation: "make the directory")
        }
    }

    static func exists(_ path: String) -> Bool { FilePath(path).exists }

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
        (try? FilePath(path).resolved().string) ?? path
    }
}
