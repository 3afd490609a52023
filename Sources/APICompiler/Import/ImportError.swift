/// Why an import failed: what it was given is not what it reads.
public struct ImportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where, as the members' names and elements' positions from the top.
    public var path: [String]
    /// What is wrong.
    public var message: String

    /// Makes an error.
    public init(path: [String], message: String) {
        self.path = path
        self.message = message
    }

    /// The path and the message.
    public var description: String { path.isEmpty ? message : "\(path.joined(separator: ".")): \(message)" }
}

/// Something that an import left out, because the representation has no place for it.
public struct ImportNotice: Equatable, Sendable, CustomStringConvertible {
    /// Where, as the members' names and elements' positions from the top.
    public var path: [String]
    /// What was left out.
    public var message: String

    /// Makes a notice.
    public init(path: [String], message: String) {
        self.path = path
        self.message = message
    }

    /// The path and the message.
    public var description: String { path.isEmpty ? message : "\(path.joined(separator: ".")): \(message)" }
}
