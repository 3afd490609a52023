#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A directory that goes when it is no longer needed.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/command-line-tool-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(code: errno) }
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        _ = nftw(path, { file, _, _, _ in file.map { remove($0) } ?? 0 }, 8, FTW_DEPTH_AND_PHYSICAL)
    }

    struct Failure: Error {
        let code: Int32
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        if let slash = name.lastIndex(of: "/") { mkdir("\(path)/\(name[..<slash])", 0o700) }
        guard let stream = fopen(file, "w") else { throw Failure(code: errno) }
        defer { fclose(stream) }
        guard fputs(text, stream) >= 0 else { throw Failure(code: errno) }
        return file
    }

    /// A file's text; `nil` where there is none.
    func read(_ name: String) -> String? {
        guard let stream = fopen("\(path)/\(name)", "r") else { return nil }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The permissions of a file, such as 0o600; `nil` where there is none.
    func mode(_ name: String) -> UInt32? {
        var info = stat()
        guard stat("\(path)/\(name)", &info) == 0 else { return nil }
        return UInt32(info.st_mode) & 0o777
    }
}

/// `FTW_DEPTH | FTW_PHYS`, which Swift does not import.
private let FTW_DEPTH_AND_PHYSICAL: Int32 = 8 | 1
