public import APIMachinery
public import JSON

/// A value of an expression.
///
/// Lists and maps of JSON are used as they are: what an expression reads of them becomes a value when it is read.
public enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case timestamp(CELTimestamp)
    case duration(APIMachinery.Duration)
    case list(CELList)
    case map(CELMap)
    case type(CELType)
    case optional(CELOptional)
    case opaque(any CELOpaqueValue)
}

/// A value of a type of which only functions know more, such as an address.
public protocol CELOpaqueValue: AnyObject, Sendable {
    /// Its type.
    var type: CELType { get }
    /// Whether both are equal; those of another type are not.
    func isEqual(to other: any CELOpaqueValue) -> Bool
}

/// A value that may be absent.
public final class CELOptional: Sendable {
    /// The value; `nil` where it is absent.
    public let value: CELValue?

    /// Makes one.
    public init(_ value: CELValue?) { self.value = value }

    static let none = CELOptional(nil)
}

extension CELValue {
    /// The type; of lists and maps without their elements'.
    public var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list(.dyn)
        case .map(let map): map.objectType.map { .object($0) } ?? .map(.dyn, .dyn)
        case .type: .type
        case .optional: .optional(.dyn)
        case .opaque(let value): value.type
        }
    }

    /// Whether an argument of a type can be this value, as far as it shows.
    func fits(_ type: CELType) -> Bool {
        switch (self, type) {
        case (_, .dyn), (_, .parameter): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.map, .map),
            (.map, .object), (.type, .type), (.optional, .optional):
            true
        case (.opaque(let value), .opaque): value.type == type
        default: false
        }
    }
}

extension CELValue: Equatable {
    /// Whether both are equal as `==` has it: numbers by their value, whatever their types.
    public static func == (a: CELValue, b: CELValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.uint(let a), .uint(let b)): a == b
        case (.double(let a), .double(let b)): a == b
        case (.int, .uint), (.uint, .int), (.int, .double), (.double, .int), (.uint, .double), (.double, .uint):
            order(a, b) == 0
        case (.string(let a), .string(let b)): sameText(a, b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.timestamp(let a), .timestamp(let b)): a == b
        case (.duration(let a), .duration(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)): a == b
        case (.type(let a), .type(let b)): a.name == b.name
        case (.optional(let a), .optional(let b)): a.value == b.value
        case (.opaque(let a), .opaque(let b)): a.isEqual(to: b)
        default: false
        }
    }

    private static func sameText(_ a: String, _ b: String) -> Bool {
        // Unlike String's own, which takes canonically equivalent texts for equal.
        a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
    }

    /// Below, at or above 0 as the first is less, equal or greater; `nil` where they have no order.
    static func order(_ a: CELValue, _ b: CELValue) -> Int? {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): sign(a ? 1 : 0, b ? 1 : 0)
        case (.int(let a), .int(let b)): sign(a, b)
        case (.uint(let a), .uint(let b)): sign(a, b)
        case (.double(let a), .double(let b)): sign(a, b)
        case (.int(let a), .uint(let b)): a < 0 ? -1 : sign(UInt64(a), b)
        case (.uint(let a), .int(let b)): b < 0 ? 1 : sign(a, UInt64(b))
        // As cel-go has it: what a double cannot hold of a whole number does not count.
        case (.int(let a), .double(let b)): sign(Double(a), b)
        case (.double(let a), .int(let b)): sign(a, Double(b))
        case (.uint(let a), .double(let b)): sign(Double(a), b)
        case (.double(let a), .uint(let b)): sign(a, Double(b))
        case (.string(let a), .string(let b)): order(a, b)
        case (.bytes(let a), .bytes(let b)): a == b ? 0 : (a.lexicographicallyPrecedes(b) ? -1 : 1)
        case (.timestamp(let a), .timestamp(let b)): sign(a, b)
        case (.duration(let a), .duration(let b)): sign(a, b)
        default: nil
        }
    }

    private static func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int? {
        if a < b { return -1 }
        if a > b { return 1 }
        // What is no number has no order.
        return a == b ? 0 : nil
    }

    /// The order of texts by their bytes, which is that of their scalars.
    private static func order(_ a: String, _ b: String) -> Int {
        if sameText(a, b) { return 0 }
        return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    }
}

extension CELValue {
    /// A value of JSON. Where a type is given, texts become what it says: times, spans, bytes.
    public init(_ json: JSONValue, as type: CELType = .dyn) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = type == .double ? .double(Double(value)) : .int(value)
        case .number(let number):
            if type == .int, let value = number.exactInt64 { self = .int(value) } else { self = .double(number.double) }
        case .string(let text): self = Self.text(text, type)
        case .array(let elements):
            if case .list(let element) = type {
                self = .list(.json(elements, element))
            } else {
                self = .list(.json(elements, .dyn))
            }
        case .object(let object): self = .map(.json(object, type))
        }
    }

    private static func text(_ text: String, _ type: CELType) -> CELValue {
        switch type {
        case .timestamp: CELTimestamp(parsing: text).map { .timestamp($0) } ?? .string(text)
        case .duration: (try? APIMachinery.Duration(parsing: text)).map { .duration($0) } ?? .string(text)
        case .bytes: (try? Base64.decode(text)).map { .bytes($0) } ?? .string(text)
        default: .string(text)
        }
    }

    /// The value as JSON; `nil` where it has no form there.
    public var json: JSONValue? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .integer(value)
        case .uint(let value): Int64(exactly: value).map { .integer($0) } ?? JSONNumber("\(value)").map { .number($0) }
        case .double(let value): JSONNumber(value).map { .number($0) }
        case .string(let value): .string(value)
        case .bytes(let value): .string(Base64.encode(value))
        case .timestamp(let value): .string(value.description)
        case .duration(let value): .string(value.description)
        case .list(let list): list.json
        case .map(let map): map.json
        case .optional(let optional): optional.value?.json
        case .type, .opaque: nil
        }
    }
}
