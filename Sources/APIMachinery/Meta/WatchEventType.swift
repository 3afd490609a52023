/// What happened to an object.
public struct WatchEventType: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It was made, or came to match the selectors.
    public static let added: Self = "ADDED"
    /// It was changed.
    public static let modified: Self = "MODIFIED"
    /// It was deleted, or no longer matches the selectors.
    public static let deleted: Self = "DELETED"
    /// Nothing: the watch has come as far as the object says.
    public static let bookmark: Self = "BOOKMARK"
    /// The watch failed; the object is a Status.
    public static let error: Self = "ERROR"
}
