/// What a server does with unknown and duplicate fields.
public struct FieldValidation: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It drops them silently.
    public static let ignore: Self = "Ignore"
    /// It drops them and warns: the default.
    public static let warn: Self = "Warn"
    /// It refuses the request.
    public static let strict: Self = "Strict"
}
