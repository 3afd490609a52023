/// What is wrong with a kubeconfig, and where.
public struct KubeconfigError: Error, Sendable, Hashable {
    /// The file; `nil` where no file is to blame.
    public var file: String?
    /// The line, from 1; `nil` where it is about the whole file, or about something outside of it.
    public var line: Int?
    /// What is wrong, and what would be right.
    public var message: String

    /// An error.
    public init(file: String? = nil, line: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
    }
}

extension KubeconfigError: CustomStringConvertible {
    /// `file:line: message`
    public var description: String {
        guard let file else { return message }
        return line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
}
