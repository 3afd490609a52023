/// What becomes of the dependents of a deleted object.
public struct DeletionPropagation: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// They stay and lose their owner.
    public static let orphan: Self = "Orphan"
    /// They are deleted afterwards.
    public static let background: Self = "Background"
    /// They are deleted first; the object stays until they are gone.
    public static let foreground: Self = "Foreground"
}
