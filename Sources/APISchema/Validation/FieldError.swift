public import JSON

/// What is wrong with a value in an object, as a cause of a Kubernetes Status.
public struct FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reasons that Kubernetes' clients know.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case required = "FieldValueRequired"
        case invalid = "FieldValueInvalid"
        case notSupported = "FieldValueNotSupported"
        case typeInvalid = "FieldValueTypeInvalid"
        case duplicate = "FieldValueDuplicate"
        case tooLong = "FieldValueTooLong"
        case tooMany = "FieldValueTooMany"
        case forbidden = "FieldValueForbidden"
        case notFound = "FieldValueNotFound"
    }

    /// The kind of mistake.
    public var reason: Reason
    /// The path of the field, such as `spec.containers[0].name`.
    public var field: String
    /// What is wrong, where the reason does not say it all.
    public var detail: String
    /// The value that is wrong; `nil` where there is none or it is not for showing.
    public var badValue: JSONValue?

    /// An error at a field.
    public init(_ reason: Reason, _ field: String, _ detail: String = "", badValue: JSONValue? = nil) {
        self.reason = reason
        self.field = field
        self.detail = detail
        self.badValue = badValue
    }

    /// How many errors of an object are answered: an answer is not to be much larger than its request.
    package static let maximumAnswered = 200

    /// How many UTF-8 bytes of a wrong value are shown.
    private static let shownBytes = 2048

    /// The text of the cause: the reason in words, the value and the detail.
    public var message: String {
        switch reason {
        case .required: joined("Required value")
        case .forbidden: joined("Forbidden")
        case .tooLong: joined("Too long")
        case .tooMany: joined("Too many")
        case .invalid, .typeInvalid: joined(valued("Invalid value"))
        case .notSupported: joined(valued("Unsupported value"))
        case .duplicate: joined(valued("Duplicate value"))
        case .notFound: joined(valued("Not found"))
        }
    }

    /// The field and the message, as they stand in the message of a Status.
    public var description: String { field.isEmpty ? message : "\(field): \(message)" }

    private func joined(_ text: String) -> String {
        detail.isEmpty ? text : "\(text): \(detail)"
    }

    private func valued(_ text: String) -> String {
        guard let badValue else { return text }
        let shown = badValue.beginning(Self.shownBytes + 1).description
        guard shown.utf8.count > Self.shownBytes else { return "\(text): \(shown)" }
        return "\(text): \(String(decoding: shown.utf8.prefix(Self.shownBytes), as: UTF8.self))…"
    }
}
