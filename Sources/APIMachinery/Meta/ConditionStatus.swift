/// Whether a condition holds.
public struct ConditionStatus: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It holds.
    public static let `true`: Self = "True"
    /// It does not hold.
    public static let `false`: Self = "False"
    /// It is not known.
    public static let unknown: Self = "Unknown"
}
