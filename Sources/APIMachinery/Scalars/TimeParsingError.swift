/// A text that is no time or duration.
public struct TimeParsingError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, for people.
    public let description: String

    init(_ description: String) { self.description = description }
}
