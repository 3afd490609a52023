/// Why a YAML text could not be read, or not be turned into JSON.
///
/// The text's name is not known here: who reads a file puts `path:line:column: error: message` together.
public struct YAMLError: Error, Sendable, Hashable {
    /// What is wrong, in one line without a full stop.
    public let message: String
    /// Where it is wrong.
    public let mark: YAMLMark
    /// A second place that the message is about: where a key was first given, or where the collection begins that is
    /// not closed. The message mentions it too.
    public let related: YAMLMark?

    /// An error at a place.
    public init(_ message: String, at mark: YAMLMark, related: YAMLMark? = nil) {
        self.message = message
        self.mark = mark
        self.related = related
    }
}

extension YAMLError: CustomStringConvertible {
    /// `line:column: message`.
    public var description: String { "\(mark): \(message)" }
}
