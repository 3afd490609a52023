/// How a label selector compares a label.
public struct LabelSelectorOperator: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The label has one of the values.
    public static let `in`: Self = "In"
    /// The label is absent or has none of the values.
    public static let notIn: Self = "NotIn"
    /// The label is there.
    public static let exists: Self = "Exists"
    /// The label is absent.
    public static let doesNotExist: Self = "DoesNotExist"
}
