internal import JSON

/// The compact form of a ``DefinitionSet``: JSON text with short keys, as it travels in a program's read-only pages.
///
/// The text is an object `{"apus": format, "names": […], "types": […], "resources": […]}`:
///
/// - `names` are all OpenAPI names that are defined or referred to, sorted; elsewhere a name is its position here.
/// - A type is `[name, group, version, schema, swiftName]` with an object of options behind where there are any.
/// - A schema is a string for a plain type (``CompactForm/scalar(_:)``), a number for a plain reference, or an object
///   whose member `t` is one of these or `"["` (list), `"{"` (map) or `"("` (struct), with what else is said beside it.
/// - A field is `[name, schema]`, then where needed a number of flags, the protobuf number, and an object of options.
/// - What has its default value is left out, and members have one order, so that equal sets have equal texts.
///
/// Descriptions travel apart, see ``DefinitionSet/compactDescriptions()``: a server needs them only to explain itself.
enum CompactForm {
    /// The number of this format. A change that an older reader would misread must raise it.
    static let format: Int64 = 1

    /// The letters that stand for types without anything that belongs to them only.
    static func scalar(_ type: SchemaType) -> String? {
        switch type {
        case .string: "s"
        case .bytes: "B"
        case .boolean: "b"
        case .int32: "i"
        case .int64: "l"
        case .integer: "n"
        case .double: "d"
        case .number: "N"
        case .quantity: "q"
        case .intOrString: "I"
        case .time: "t"
        case .microTime: "m"
        case .duration: "D"
        case .any: "*"
        case .anyObject(let object): "o" + object.meaning.rawValue
        case .array, .map, .object, .reference: nil
        }
    }

    static let scalars: [String: SchemaType] = {
        let types: [SchemaType] =
            [
                .string, .bytes, .boolean, .int32, .int64, .integer, .double, .number, .quantity, .intOrString, .time,
                .microTime, .duration, .any,
            ] + AnyObjectSchema.Meaning.allCases.map { .anyObject(AnyObjectSchema($0)) }
        var scalars: [String: SchemaType] = [:]
        for type in types {
            if let letter = scalar(type) { scalars[letter] = type }
        }
        return scalars
    }()

    static let list = "["
    static let map = "{"
    static let object = "("

    /// Bits of a field's flags. Bits 1 and 2 hold the position of its presence in `allCases`.
    static let requiredFlag: Int64 = 1
    static let presenceShift: Int64 = 1
    static let immutableFlag: Int64 = 8
}

/// Why a compact form cannot be read.
public struct CompactFormError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public var description: String

    init(_ description: String) {
        self.description = description
    }

    static func malformed(_ what: String) -> Self {
        Self("malformed compact definitions: \(what)")
    }
}
