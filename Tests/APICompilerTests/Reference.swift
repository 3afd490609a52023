import Foundation
import JSON

/// The reference data: the facts of the Kubernetes API and recorded exchanges. Tests that read them are skipped without
/// them.
enum Reference {
    /// The folder: `APUS_REFERENCE`, or `shared` beside the package.
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["APUS_REFERENCE"] { return URL(fileURLWithPath: path) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("shared")
    }()

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("kubernetes-1.36/discovery.json").path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: bytes(path))
    }

    /// The names of the files in a folder without their extension, sorted.
    static func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }
}
