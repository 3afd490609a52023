import APIMachinery
internal import JSON

/// The constraints of a schema, prepared for checking many values.
final class ValueChecks: Sendable {
    let constraints: Constraints
    /// The values allowed; empty where any is, or where others are only undocumented.
    let allowed: Set<JSONValue>
    let pattern: Result<Pattern, PatternError>?
    private let minimum: Int64?
    private let maximum: Int64?

    /// - Returns: `nil` for a schema that constrains nothing.
    init?(_ schema: Schema) {
        constraints = schema.constraints
        guard constraints != Constraints() else { return nil }
        allowed = constraints.enumIsOpen ? [] : Set(constraints.enum)
        if let text = constraints.pattern {
            do {
                pattern = .success(try Pattern(text))
            } catch {
                pattern = .failure(error)
            }
        } else {
            pattern = nil
        }
        minimum = constraints.minimum?.exactInt64
        maximum = constraints.maximum?.exactInt64
    }

    /// Whether an empty value is refused; where the field is required, Kubernetes says so rather than "too short".
    var refusesEmpty: Bool {
        (constraints.minLength ?? 0) > 0 || (constraints.minItems ?? 0) > 0 || (constraints.minProperties ?? 0) > 0
    }

    /// Reports what is wrong with a value of the right type: the reason, the detail and whether the value is shown.
    func check(_ value: JSONValue, _ report: (FieldError.Reason, String) -> Void) {
        switch value {
        case .string(let text): check(text, report)
        case .integer, .number: checkNumber(value, report)
        case .array(let elements): check(elements, report)
        case .object(let object):
            if let bound = constraints.minProperties, object.count < bound {
                report(.invalid, "must have at least \(bound) \(bound == 1 ? "entry" : "entries")")
            }
            if let bound = constraints.maxProperties, object.count > bound {
                report(.tooMany, "\(object.count): must have at most \(bound) \(bound == 1 ? "entry" : "entries")")
            }
        case .null, .bool: break
        }
        if !allowed.isEmpty, !allowed.contains(value) {
            report(.notSupported, "supported values: " + constraints.enum.map(\.description).joined(separator: ", "))
        }
    }

    private func check(_ text: String, _ report: (FieldError.Reason, String) -> Void) {
        if let bound = constraints.maxLength, text.utf8.count > bound, text.unicodeScalars.count > bound {
            report(.tooLong, "may not be more than \(bound) characters")
            return  // what is too long for its field is not searched for a pattern
        }
        if let bound = constraints.minLength, text.utf8.count < bound || text.unicodeScalars.count < bound {
            report(.invalid, "must be at least \(bound) characters")
        }
        switch pattern {
        case .success(let pattern):
            if !pattern.matches(text) { report(.invalid, "must match '\(constraints.pattern ?? "")'") }
        case .failure(let error):
            report(.invalid, "cannot be checked against '\(constraints.pattern ?? "")' (\(error))")
        case nil: break
        }
        if let format = constraints.format, ValueFormat.isValid(text, format: format) == false {
            report(.invalid, ValueFormat.message(for: format))
        }
    }

    private func checkNumber(_ value: JSONValue, _ report: (FieldError.Reason, String) -> Void) {
        if let bound = constraints.minimum {
            let isOutside =
                if case .integer(let number) = value, let minimum {
                    constraints.exclusiveMinimum ? number <= minimum : number < minimum
                } else {
                    value.numberValue.map { constraints.exclusiveMinimum ? $0 <= bound : $0 < bound } ?? false
                }
            if isOutside {
                report(
                    .invalid, "must be greater than \(constraints.exclusiveMinimum ? "" : "or equal to ")\(bound.text)")
            }
        }
        if let bound = constraints.maximum {
            let isOutside =
                if case .integer(let number) = value, let maximum {
                    constraints.exclusiveMaximum ? number >= maximum : number > maximum
                } else {
                    value.numberValue.map { constraints.exclusiveMaximum ? $0 >= bound : $0 > bound } ?? false
                }
            if isOutside {
                report(.invalid, "must be less than \(constraints.exclusiveMaximum ? "" : "or equal to ")\(bound.text)")
            }
        }
        if let factor = constraints.multipleOf, let number = value.numberValue,
            !number.decimal.isMultiple(of: factor.decimal)
        {
            report(.invalid, "must be a multiple of \(factor.text)")
        }
        switch constraints.format {
        case "int32":
            if let number = value.int64Value, Int32(exactly: number) == nil { report(.invalid, "must fit 32 bits") }
        case "int64":
            if value.isWholeNumber, value.int64Value == nil { report(.invalid, "must fit 64 bits") }
        default: break
        }
    }

    private func check(_ elements: [JSONValue], _ report: (FieldError.Reason, String) -> Void) {
        if let bound = constraints.minItems, elements.count < bound {
            report(.invalid, "must have at least \(bound) item\(bound == 1 ? "" : "s")")
        }
        if let bound = constraints.maxItems, elements.count > bound {
            report(.tooMany, "\(elements.count): must have at most \(bound) item\(bound == 1 ? "" : "s")")
        }
        if constraints.uniqueItems, Set(elements).count < elements.count {
            report(.invalid, "must not contain duplicates")
        }
    }
}
