/// How a list relates to the resource version that was asked for.
public struct ResourceVersionMatch: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The list is as of exactly that revision.
    public static let exact: Self = "Exact"
    /// The list is at least as new.
    public static let notOlderThan: Self = "NotOlderThan"
}
