internal import APIMachinery
internal import JSON

/// How Kubernetes' built-in kinds write values without parts, and empty ones.
enum CanonicalScalar {
    /// The canonical form of a value; the value itself where it is none of its type's.
    static func canonical(_ value: JSONValue, _ kind: SchemaShape.Kind) -> JSONValue {
        switch (kind, value) {
        case (.int32, .number), (.int64, .number), (.integer, .number), (.intOrString, .number):
            return value.int64Value.map { .integer($0) } ?? value
        case (.quantity, .string(let text)): return quantity(text) ?? value
        case (.quantity, .integer(let number)): return quantity(String(number)) ?? value
        case (.quantity, .number(let number)): return quantity(number.text) ?? value
        case (.bytes, .string(let text)): return Base64.canonical(text).map { .string($0) } ?? value
        case (.time, .string(let text)): return (try? Time(parsing: text)).map { .string($0.description) } ?? value
        case (.microTime, .string(let text)):
            return (try? MicroTime(parsing: text)).map { .string($0.description) } ?? value
        case (.duration, .string(let text)):
            return (try? APIMachinery.Duration(parsing: text)).map { .string($0.description) } ?? value
        default: return value
        }
    }

    private static func quantity(_ text: String) -> JSONValue? {
        (try? Quantity(parsing: text)).map { .string($0.canonicalText) }
    }

    /// A quantity that is no finer than that; the value itself where it is none, or needs no rounding.
    static func rounded(_ value: JSONValue, _ precision: QuantityPrecision) -> JSONValue {
        guard let text = value.stringValue ?? value.numberValue?.text, let quantity = try? Quantity(parsing: text)
        else {
            return value
        }
        let rounded = quantity.roundedUp(toScale: precision.scale)
        return rounded == quantity ? value : .string(rounded.canonicalText)
    }

    /// Whether a value is the empty one of its type; a value of another type is not, so that it stays for validation to
    /// see.
    static func isEmpty(_ value: JSONValue, _ kind: SchemaShape.Kind) -> Bool {
        switch (kind, value) {
        case (_, .null): true
        case (.string, .string(let text)), (.bytes, .string(let text)): text.isEmpty
        case (.quantity, .string(let text)): text == "0"
        case (.duration, .string(let text)): text == "0s"
        case (.boolean, .bool(let flag)): !flag
        case (.int32, .integer(let number)), (.int64, .integer(let number)), (.integer, .integer(let number)),
            (.double, .integer(let number)), (.number, .integer(let number)), (.intOrString, .integer(let number)):
            number == 0
        case (.double, .number(let number)), (.number, .number(let number)): number.double == 0
        case (.array, .array(let elements)): elements.isEmpty
        case (.map, .object(let object)), (.object, .object(let object)): object.isEmpty
        default: false
        }
    }

    /// How the empty value of a type is written where it is not left out.
    static func written(empty kind: SchemaShape.Kind) -> JSONValue {
        switch kind {
        case .bytes, .time, .microTime, .any, .anyObject, .array, .map: .null
        default: zero(kind)
        }
    }

    /// The value that null stands for within a list or a map.
    static func zero(_ kind: SchemaShape.Kind) -> JSONValue {
        switch kind {
        case .string, .bytes: ""
        case .boolean: false
        case .int32, .int64, .integer, .double, .number, .intOrString: 0
        case .quantity: "0"
        case .duration: "0s"
        case .time, .microTime, .any, .anyObject, .array, .map: .null
        case .object: .object(JSONObject())
        }
    }
}
