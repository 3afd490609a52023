extension JSONValue {
    /// Whether the value is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The payload of a string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements of an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members of an object.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The payload of a boolean.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The exact value of a number that is whole and fits 64 bits, also when written `1.0` or `1e2`.
    public var int64Value: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): value.exactInt64
        default: nil
        }
    }

    /// The double nearest to a number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value.double
        default: nil
        }
    }

    /// A number, exactly as it is written.
    public var numberValue: JSONNumber? {
        switch self {
        case .integer(let value): JSONNumber(value)
        case .number(let value): value
        default: nil
        }
    }

    /// What kind of value it is.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .integer, .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// A member of an object; `nil` where there is none, or where the value is no object.
    ///
    /// Assigning a member to a value that is no object makes it an object with that member alone, as a merge patch
    /// (RFC 7386) does; assigning `nil` to one changes nothing.
    public subscript(key: String) -> JSONValue? {
        get {
            if case .object(let object) = self { object[key] } else { nil }
        }
        set {
            if case .object(var object) = self {
                self = .null
                object[key] = newValue
                self = .object(object)
            } else if let newValue {
                self = .object([key: newValue])
            }
        }
        _modify {
            if case .object(var object) = self {
                self = .null
                defer { self = .object(object) }
                yield &object[key]
            } else {
                var value: JSONValue?
                defer { if let value { self = .object([key: value]) } }
                yield &value
            }
        }
    }

    /// An element of an array; `nil` beyond its bounds, or where the value is no array.
    public subscript(index: Int) -> JSONValue? {
        if case .array(let array) = self, array.indices.contains(index) { array[index] } else { nil }
    }
}

/// The kinds of JSON values (RFC 8259 §3).
public enum JSONKind: String, Sendable, Hashable, CaseIterable {
    case null
    case bool = "boolean"
    case number, string, array, object
}

extension JSONKind: CustomStringConvertible {
    /// The kind's name in JSON Schema, such as `boolean`.
    public var description: String { rawValue }
}

// There is no literal for null: `condition ? nil : value` would then be a null where absence is meant.
extension JSONValue: ExpressibleByBooleanLiteral {
    /// The value of a literal.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// The value of a literal.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// The value of a literal.
    public init(floatLiteral value: Double) { self = JSONNumber(value).map(JSONValue.number) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The value of a literal.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// The value of a literal.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// The value of a literal.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}
