/// What a test waited for in vain.
public struct NeverHappened: Error, CustomStringConvertible {
    /// What was waited for, for how long, and how things were at the end.
    public let description: String

    /// Says what was waited for.
    public init(_ description: String) {
        self.description = description
    }
}
