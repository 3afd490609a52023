internal import APIMachinery
internal import JSON

/// Whether a value is one of a type without parts.
enum ScalarCheck {
    case valid
    /// The JSON value is of another kind.
    case wrongType
    /// The kind is right and the value is none of the type's.
    case wrongValue(String)

    static func check(_ value: JSONValue, _ shape: SchemaShape) -> ScalarCheck {
        switch shape.kind {
        case .string: return isString(value)
        case .boolean:
            if case .bool = value { return .valid }
            return .wrongType
        case .bytes: return string(value, "must be base64") { Base64.isValid($0) }
        case .time:
            return string(value, "must be a time such as 2006-01-02T15:04:05Z") { (try? Time(parsing: $0)) != nil }
        case .microTime:
            return string(value, "must be a time such as 2006-01-02T15:04:05.000000Z") {
                (try? MicroTime(parsing: $0)) != nil
            }
        case .duration:
            return string(value, "must be a duration such as 1h30m") {
                (try? APIMachinery.Duration(parsing: $0)) != nil
            }
        case .quantity: return quantity(value)
        case .integer: return value.isWholeNumber ? .valid : .wrongType
        case .int32:
            guard value.isWholeNumber else { return .wrongType }
            return value.int64Value.flatMap { Int32(exactly: $0) } != nil ? .valid : .wrongValue("must fit 32 bits")
        case .int64:
            guard value.isWholeNumber else { return .wrongType }
            return value.int64Value != nil ? .valid : .wrongValue("must fit 64 bits")
        case .double, .number:
            guard let number = value.numberValue else { return .wrongType }
            return shape.kind == .number || number.double.isFinite
                ? .valid : .wrongValue("must fit a 64-bit floating-point number")
        case .intOrString:
            if case .string = value { return .valid }
            guard value.isWholeNumber else { return .wrongType }
            return value.int64Value.flatMap { Int32(exactly: $0) } != nil ? .valid : .wrongValue("must fit 32 bits")
        case .any: return .valid
        case .anyObject: return anyObject(value, shape)
        case .array, .map, .object: return .valid
        }
    }

    private static func isString(_ value: JSONValue) -> ScalarCheck {
        if case .string = value { return .valid }
        return .wrongType
    }

    private static func string(_ value: JSONValue, _ detail: String, _ isValid: (String) -> Bool) -> ScalarCheck {
        guard case .string(let text) = value else { return .wrongType }
        return isValid(text) ? .valid : .wrongValue(detail)
    }

    private static func quantity(_ value: JSONValue) -> ScalarCheck {
        let text: String
        switch value {
        case .string(let string): text = string
        case .integer(let number): text = String(number)
        case .number(let number): text = number.text
        default: return .wrongType
        }
        do {
            _ = try Quantity(parsing: text)
            return .valid
        } catch {
            return .wrongValue("\(error)")
        }
    }

    private static func anyObject(_ value: JSONValue, _ shape: SchemaShape) -> ScalarCheck {
        guard case .object(let object) = value else { return .wrongType }
        guard shape.meaning == .embeddedResource else { return .valid }
        for name in ["apiVersion", "kind"] {
            guard case .string(let text)? = object[name], !text.isEmpty else {
                return .wrongValue("\(name) must not be empty")
            }
        }
        return .valid
    }
}

extension JSONValue {
    /// Whether the value is a number without fraction, however it is written (`1`, `1.0`, `1e3`, `-0.0`).
    var isWholeNumber: Bool {
        switch self {
        case .integer: true
        case .number(let number): number.decimal.isWhole
        default: false
        }
    }

    /// The kind of value as JSON Schema names it.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: isWholeNumber ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Whether the value is what Go calls zero: null, false, 0, "", or without elements.
    var isEmptyValue: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .integer(let number): number == 0
        case .number(let number): number.double == 0
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        }
    }
}
