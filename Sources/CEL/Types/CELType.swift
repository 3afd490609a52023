/// The type of an expression.
public indirect enum CELType: Hashable, Sendable {
    /// Any type; what it is shows when the expression is evaluated.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(CELType)
    case map(CELType, CELType)
    case optional(CELType)
    /// The type of types.
    case type
    /// An object with declared fields.
    case object(CELObjectType)
    /// A type of which only functions know more, by its name: `net.IP`.
    case opaque(String)
    /// A type that is yet to be found, in the declarations of functions and while types are checked.
    case parameter(Int)

    /// The name of the type, as `type()` has it: without what it is made of.
    public var name: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list: "list"
        case .map: "map"
        case .optional: "optional_type"
        case .type: "type"
        case .object(let type): type.name
        case .opaque(let name): name
        case .parameter: "dyn"
        }
    }

    /// Types that expressions name.
    static let named: [String: CELType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
        "null_type": .null, "list": .list(.dyn), "map": .map(.dyn, .dyn), "type": .type,
        "optional_type": .optional(.dyn), "google.protobuf.Timestamp": .timestamp,
        "google.protobuf.Duration": .duration,
    ]
}

extension CELType: CustomStringConvertible {
    /// The type as people write it: `map(string, list(int))`.
    public var description: String {
        switch self {
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let value): "optional_type(\(value))"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .null: "null"
        default: name
        }
    }
}
