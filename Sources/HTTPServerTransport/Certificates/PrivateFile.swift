import FileAccess
import SystemPackage

/// Files that only their owner may read: keys, and what contains them.
enum PrivateFile {
    /// How large a file with certificates may be, in bytes.
    private static let largest = 4 << 20

    /// Makes a directory that only its owner may enter, and those above it, unless it is there.
    ///
    /// - Throws: ``CertificateFileError``.
    static func makeDirectory(_ path: String) throws {
        do throws(Errno) {
            try Directory.make(path, permissions: .ownerReadWriteExecute)
        } catch {
            throw CertificateFileError(path, "cannot be created: \(error)")
        }
    }

    /// The text of a file; `nil` where there is no such file.
    ///
    /// - Throws: ``CertificateFileError``.
    static func text(_ path: String) throws -> String? {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try WholeFile.read(path, limit: largest)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch .fileTooLarge {
            throw CertificateFileError(path, "is too large for a file of certificates")
        } catch {
            throw CertificateFileError(path, "cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CertificateFileError(path, "is not text")
        }
        return text
    }

    /// Replaces a file at once and durably: after a crash there is the old text or the new one. Only its owner can read
    /// it.
    ///
    /// - Throws: ``CertificateFileError``.
    static func write(_ text: String, to path: String) throws {
        do throws(Errno) {
            try WholeFile.replace(path, with: Array(text.utf8), permissions: .ownerReadWrite)
        } catch {
            throw CertificateFileError(path, "cannot be written: \(error)")
        }
    }

    /// When a file was last changed, and which file it is: what differs once it has been replaced.
    static func stamp(_ path: String) -> [Int64] {
        guard let status = try? FilePath(path).stat() else { return [] }
        return [
            Int64(status.modified.seconds), Int64(status.modified.nanoseconds), status.size,
            Int64(truncatingIfNeeded: status.inode.rawValue),
        ]
    }
}
