/// Certificates or keys that cannot be used: what is wrong with which file, and what helps.
public struct CertificateFileError: Error, CustomStringConvertible {
    /// The file or directory.
    public var path: String
    /// What is wrong, and what would be right.
    public var message: String

    init(_ path: String, _ message: String) {
        self.path = path
        self.message = message
    }

    /// The file and what is wrong with it.
    public var description: String { "\(path): \(message)" }
}
