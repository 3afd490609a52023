import JSON

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Recorded data of a real server, which is kept beside the repository.
enum Reference {
    static let folder: String = {
        if let path = getenv("APUS_REFERENCE") { return String(cString: path) }
        return #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" } + "/../shared"
    }()

    static let isPresent = access(folder + "/conformance/protobuf.json", R_OK) == 0

    /// The JSON of a file; `nil` where it cannot be read.
    static func json(_ path: String) throws -> JSONValue? {
        guard let file = fopen("\(folder)/\(path)", "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return try JSONDocument(parsing: bytes).root.value
    }
}
