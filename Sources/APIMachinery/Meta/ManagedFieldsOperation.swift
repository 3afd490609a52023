/// How a manager set fields.
public struct ManagedFieldsOperation: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// By server-side apply.
    public static let apply: Self = "Apply"
    /// By any other write.
    public static let update: Self = "Update"
}
