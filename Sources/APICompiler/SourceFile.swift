/// A definition file, as read.
public struct SourceFile: Sendable {
    /// The directory of the set, as the caller named it; stands before `path` in diagnostics.
    public var directory: String
    /// The path within the set: `group/version/Kind.yaml`.
    public var path: String
    /// The file's content.
    public var bytes: [UInt8]

    /// A file by its content.
    public init(directory: String = "", path: String, bytes: [UInt8]) {
        self.directory = directory
        self.path = path
        self.bytes = bytes
    }

    /// A file by its text.
    public init(directory: String = "", path: String, text: String) {
        self.init(directory: directory, path: path, bytes: Array(text.utf8))
    }

    /// The path that diagnostics name.
    var displayPath: String {
        directory.isEmpty ? path : directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }
}
