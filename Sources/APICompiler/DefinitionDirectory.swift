import FileAccess
import SystemPackage

/// Reads the definition files of a set's directory.
package enum DefinitionDirectory {
    /// The size beyond which a file is not read, in bytes. The largest built-in definition has about 100 KB.
    package static let maximumFileSize = 4 << 20
    /// How deep directories may nest. A set has two levels; more are looked at only to say so.
    static let maximumDepth = 8

    /// The files below a directory in a fixed order, and what could not be read.
    ///
    /// Symbolic links are followed. Hidden files and Markdown files are passed over.
    package static func read(_ directory: String) -> (files: [SourceFile], diagnostics: [Diagnostic]) {
        var reader = Reader(directory: directory)
        do throws(Errno) {
            let identity = try FileIdentity(directory)
            guard identity.isDirectory else { throw .notDirectory }
            reader.visit("", ancestors: [identity])
        } catch {
            let reason = error == .notDirectory ? "not a directory" : error.description
            reader.report("", "cannot read the directory of definitions: \(reason)")
        }
        return (reader.files, reader.diagnostics.sorted())
    }

    /// The path without links and dots, so that two names of a directory can be told to be the same; as it is where there is
    /// no such directory.
    static func canonicalPath(_ path: String) -> String {
        (try? FilePath(path).resolved().string) ?? path
    }

    /// Reads a whole file, or says why it cannot.
    package static func contents(ofFile path: String) -> Result<[UInt8], FileError> {
        do throws(Errno) {
            let identity = try FileIdentity(path)
            guard !identity.isDirectory else { return .failure(FileError(reason: "it is a directory")) }
            guard identity.isRegular else { return .failure(FileError(reason: "it is no regular file")) }
            guard identity.size <= maximumFileSize else {
                return .failure(FileError(reason: "it has \(identity.size) bytes; at most \(maximumFileSize) are read"))
            }
            return .success(try WholeFile.read(path, limit: maximumFileSize))
        } catch .fileTooLarge {
            return .failure(FileError(reason: "it has more than \(maximumFileSize) bytes"))
        } catch {
            return .failure(FileError(reason: error.description))
        }
    }

    /// Why a file cannot be read.
    package struct FileError: Error, CustomStringConvertible {
        /// The reason in words.
        package let reason: String
        /// The reason in words.
        package var description: String { reason }
    }

    /// What the file system knows of a file.
    private struct FileIdentity: Hashable {
        let device: DeviceID
        let node: Inode
        let isDirectory: Bool
        let isRegular: Bool
        let size: Int64

        init(_ path: String) throws(Errno) {
            let status = try FilePath(path).stat()
            device = status.deviceID
            node = status.inode
            isDirectory = status.type == .directory
            isRegular = status.type == .regular
            size = status.size
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
                let identity: FileIdentity
                do throws(Errno) {
                    identity = try FileIdentity(display(child))
                } catch {
                    let isLoop = error == .tooManySymbolicLinkLevels
                    report(child, "cannot read: \(isLoop ? "its symbolic links form a loop" : error.description)")
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
            do throws(Errno) {
                return try Directory.names(in: display(path)).filter { !$0.hasPrefix(".") }
            } catch {
                report(path, "cannot read the directory: \(error)")
                return nil
            }
        }
    }
}
