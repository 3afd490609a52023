/// What is wrong with a field of a request.
public struct CauseType: OpenStringEnum {
    /// The string in JSON.
    public var rawValue: String

    /// Wraps any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The value names something that is not there.
    public static let fieldValueNotFound: Self = "FieldValueNotFound"
    /// A value is missing.
    public static let fieldValueRequired: Self = "FieldValueRequired"
    /// A value that must be unique is there twice.
    public static let fieldValueDuplicate: Self = "FieldValueDuplicate"
    /// The value is malformed or out of range.
    public static let fieldValueInvalid: Self = "FieldValueInvalid"
    /// The value is none of those that are known.
    public static let fieldValueNotSupported: Self = "FieldValueNotSupported"
    /// The value may not be given here.
    public static let fieldValueForbidden: Self = "FieldValueForbidden"
    /// The value is too long.
    public static let fieldValueTooLong: Self = "FieldValueTooLong"
    /// There are too many values.
    public static let fieldValueTooMany: Self = "FieldValueTooMany"
    /// There are too few values.
    public static let fieldValueTooFew: Self = "FieldValueTooFew"
    /// The value is of another type.
    public static let fieldValueTypeInvalid: Self = "FieldValueTypeInvalid"
    /// The check itself failed.
    public static let internalError: Self = "InternalError"
    /// Another manager owns the field.
    public static let fieldManagerConflict: Self = "FieldManagerConflict"
    /// The server has not yet come to the revision.
    public static let resourceVersionTooLarge: Self = "ResourceVersionTooLarge"
    /// The answer is no Status.
    public static let unexpectedServerResponse: Self = "UnexpectedServerResponse"
    /// The namespace is being deleted.
    public static let namespaceTerminating: Self = "NamespaceTerminating"
}
