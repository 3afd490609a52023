import ArgumentParser
import Foundation

/// Files that flags name.
enum TextFile {
    /// Longer files are not what was meant.
    private static let maximumBytes = 16 << 20

    /// The text of a file.
    ///
    /// - Throws: `ValidationError` that names the flag, the file and the reason.
    static func read(_ path: String, flag: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ValidationError("\(flag): \(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { try? file.close() }
        let data: Data
        do {
            data = try file.read(upToCount: maximumBytes + 1) ?? Data()
        } catch {
            throw ValidationError("\(flag): \(path) cannot be read: \(systemReason(error))")
        }
        guard data.count <= maximumBytes else { throw ValidationError("\(flag): \(path) is too large") }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ValidationError("\(flag): \(path) is no UTF-8 text")
        }
        return text
    }
}
