public import JSON

/// What is wrong with a field, worded as Kubernetes words it: the kind of problem, the value, the detail.
extension StatusCause {
    private static func join(_ head: String, _ detail: String) -> String {
        detail.isEmpty ? head : "\(head): \(detail)"
    }

    /// A value is missing.
    public static func required(_ field: String, _ detail: String = "") -> StatusCause {
        StatusCause(reason: .fieldValueRequired, message: join("Required value", detail), field: field)
    }

    /// A value is malformed or out of range.
    public static func invalid(_ field: String, value: JSONValue, _ detail: String) -> StatusCause {
        StatusCause(reason: .fieldValueInvalid, message: join("Invalid value: \(value)", detail), field: field)
    }

    /// A value is of another type.
    public static func typeInvalid(_ field: String, value: JSONValue, _ detail: String) -> StatusCause {
        StatusCause(reason: .fieldValueTypeInvalid, message: join("Invalid value: \(value)", detail), field: field)
    }

    /// A value is none of those that are known.
    public static func notSupported(_ field: String, value: JSONValue, supported: [String]) -> StatusCause {
        let list = supported.map { JSONValue.string($0).description }.joined(separator: ", ")
        return StatusCause(
            reason: .fieldValueNotSupported,
            message: join("Unsupported value: \(value)", supported.isEmpty ? "" : "supported values: \(list)"),
            field: field)
    }

    /// A value that must be unique is there twice.
    public static func duplicate(_ field: String, value: JSONValue) -> StatusCause {
        StatusCause(reason: .fieldValueDuplicate, message: "Duplicate value: \(value)", field: field)
    }

    /// A value names something that is not there.
    public static func notFound(_ field: String, value: JSONValue) -> StatusCause {
        StatusCause(reason: .fieldValueNotFound, message: "Not found: \(value)", field: field)
    }

    /// A value may not be given here.
    public static func forbidden(_ field: String, _ detail: String) -> StatusCause {
        StatusCause(reason: .fieldValueForbidden, message: join("Forbidden", detail), field: field)
    }

    /// A value is too long.
    ///
    /// - Parameter limit: How many bytes it may have.
    public static func tooLong(_ field: String, limit: Int) -> StatusCause {
        StatusCause(reason: .fieldValueTooLong, message: "Too long: may not be more than \(limit) bytes", field: field)
    }

    /// There are too many values.
    public static func tooMany(_ field: String, count: Int, limit: Int) -> StatusCause {
        StatusCause(
            reason: .fieldValueTooMany, message: "Too many: \(count): must have at most \(limit) items", field: field)
    }

    /// There are too few values.
    public static func tooFew(_ field: String, count: Int, minimum: Int) -> StatusCause {
        StatusCause(
            reason: .fieldValueTooFew, message: "Too few: \(count): must have at least \(minimum) items", field: field)
    }
}
