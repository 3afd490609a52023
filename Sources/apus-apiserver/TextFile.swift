import ArgumentParser
import FileAccess
import SystemPackage

/// Files that flags name.
enum TextFile {
    /// Longer files are not what was meant.
    private static let maximumBytes = 16 << 20

    /// The text of a file.
    ///
    /// - Throws: `ValidationError` that names the flag, the file and the reason.
    static func read(_ path: String, flag: String) throws -> String {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try WholeFile.read(path, limit: maximumBytes)
        } catch .fileTooLarge {
            throw ValidationError("\(flag): \(path) is too large")
        } catch {
            throw ValidationError("\(flag): \(path) cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ValidationError("\(flag): \(path) is no UTF-8 text")
        }
        return text
    }
}
