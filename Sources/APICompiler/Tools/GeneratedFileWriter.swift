import FileAccess
import SystemPackage

/// Writes generated files, so that what is unchanged keeps its time of modification and is not built again.
package struct GeneratedFileWriter: Sendable {
    /// Why a file cannot be written.
    package struct Failure: Error, Sendable {
        /// The file or directory.
        package var path: String
        /// What the system says.
        package var reason: String
    }

    private let directory: String

    /// A writer to a directory, which is made where it is needed.
    package init(directory: String) {
        self.directory = directory
    }

    /// Writes a file and the directories that it needs.
    ///
    /// - Returns: Whether the content changed.
    @discardableResult
    package func write(_ file: GeneratedFile) throws(Failure) -> Bool {
        let path = directory + "/" + file.name
        let bytes = Array(file.text.utf8)
        // A longer one is another one.
        if let old = try? WholeFile.read(path, limit: bytes.count), old == bytes { return false }
        try Self.doing(path) { () throws(Errno) in
            try Directory.make(
                FilePath(path).removingLastComponent().string,
                permissions: [.ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute])
            // At once, so that a build that is interrupted never leaves half a file.
            try WholeFile.replace(path, with: bytes, permissions: nil, isDurable: false)
        }
        return true
    }

    /// Removes the files below a folder that are not among those named, and directories that are empty then.
    package func removeFiles(in folder: String, except names: Set<String>) throws(Failure) {
        try remove(below: folder, except: names, depth: 0)
    }

    private func remove(below folder: String, except names: Set<String>, depth: Int) throws(Failure) {
        let path = directory + "/" + folder
        guard depth < 16, let entries = try? Directory.names(in: path) else { return }
        for entry in entries {
            let name = folder + "/" + entry
            let file = FilePath(directory + "/" + name)
            guard let status = try? file.stat(followTargetSymlink: false) else { continue }
            if status.type == .directory {
                try remove(below: name, except: names, depth: depth + 1)
            } else if !names.contains(name) {
                try Self.doing(file.string) { () throws(Errno) in try file.removeFile() }
            }
        }
        // Fails, as it should, where something is left.
        if depth > 0 { try? Directory.remove(path) }
    }

    private static func doing(_ path: String, _ body: () throws(Errno) -> Void) throws(Failure) {
        do throws(Errno) {
            try body()
        } catch {
            throw Failure(path: path, reason: error.description)
        }
    }
}
