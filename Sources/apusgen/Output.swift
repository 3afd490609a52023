import APICompiler
import ArgumentParser
import SystemPackage

/// Where the commands write.
enum Output {
    /// Prints diagnostics to standard error, one a line, as compilers do.
    static func report(_ diagnostics: [Diagnostic]) {
        write(diagnostics.map { $0.description + "\n" }.joined(), to: .standardError)
    }

    /// Writes text to standard output.
    static func print(_ text: String) { write(text, to: .standardOutput) }

    /// Writes bytes to standard output.
    static func print(_ bytes: [UInt8]) { write(bytes, to: .standardOutput) }

    /// Writes files below a directory, each only where its content changes.
    static func write(_ files: [GeneratedFile], to directory: String) throws {
        do {
            for file in files { try GeneratedFileWriter(directory: directory).write(file) }
        } catch {
            report([Diagnostic(.error, path: error.path, message: error.reason)])
            throw ExitCode.failure
        }
    }

    /// Removes files below folders of a directory that are not among those given.
    static func removeStale(in folders: [String], of directory: String, keeping files: [GeneratedFile]) throws {
        do {
            let writer = GeneratedFileWriter(directory: directory)
            for folder in folders { try writer.removeFiles(in: folder, except: Set(files.map(\.name))) }
        } catch {
            report([Diagnostic(.error, path: error.path, message: error.reason)])
            throw ExitCode.failure
        }
    }

    private static func write(_ text: String, to file: FileDescriptor) { write(Array(text.utf8), to: file) }

    private static func write(_ bytes: [UInt8], to file: FileDescriptor) {
        // A reader that has gone (`apusgen dump | head`) is no reason to complain.
        _ = try? file.writeAll(bytes)
    }
}
