/// A selector that cannot be read, or says what no selector can.
public struct SelectorError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, for people.
    public let description: String

    /// Makes an error.
    public init(_ description: String) { self.description = description }
}
