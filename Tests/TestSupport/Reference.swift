public import Foundation
public import JSON

/// The reference data: the facts of the Kubernetes API and recorded exchanges. Tests that read them are skipped without
/// them.
public enum Reference {
    /// The folder: `APUS_REFERENCE`, or `shared` beside the package.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["APUS_REFERENCE"] { return URL(fileURLWithPath: path) }
        return Repository.folder.deletingLastPathComponent().appendingPathComponent("shared")
    }()

    /// Whether the data are there.
    public static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("kubernetes-1.36/discovery.json").path)
    }

    /// The paths of the JSON files in a folder below it, in order; none where the folder is not there.
    public static func files(in path: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path)
        return (names ?? []).filter { $0.hasSuffix(".json") }.sorted().map { "\(path)/\($0)" }
    }

    /// The content of a file, by its path below the folder.
    public static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: [UInt8](Data(contentsOf: folder.appendingPathComponent(path))))
    }
}

/// The package that the tests belong to.
public enum Repository {
    /// Its folder.
    public static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
