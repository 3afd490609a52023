/// A JSON value as a tree that can be edited.
///
/// Two values are equal when RFC 6902 §4.6 says so: numbers by their numeric value, strings by their code points, objects
/// without regard to the order of their members. Writing keeps what equality ignores: members stay in order, and `1`, `1.0`
/// and `1e0` are written as they were read.
///
/// Comparing, hashing, writing and releasing a tree recurse. Trees that come from text are at most
/// ``JSONParsingOptions/maximumTreeDepth`` levels deep, so that none of these exhausts the stack of a thread with 512 KiB.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A number written without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Every other number, kept as it was written.
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: Hashable {
    // Each function that recurses does one thing, which keeps its stack frame small also in debug builds.

    /// Whether both are equal as RFC 6902 §4.6 has it.
    public static func == (a: Self, b: Self) -> Bool {
        switch a {
        case .array(let elements): areEqual(elements, b)
        case .object(let object): areEqual(object, b)
        default: areEqualScalars(a, b)
        }
    }

    private static func areEqual(_ elements: [JSONValue], _ other: JSONValue) -> Bool {
        guard case .array(let others) = other, elements.count == others.count else { return false }
        for i in 0..<elements.count where elements[i] != others[i] { return false }
        return true
    }

    private static func areEqual(_ object: JSONObject, _ other: JSONValue) -> Bool {
        guard case .object(let other) = other else { return false }
        return object == other
    }

    private static func areEqualScalars(_ a: JSONValue, _ b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): b.exactInt64 == a
        case (.string(let a), .string(let b)): sameText(a, b)
        default: false
        }
    }

    /// Feeds the value to a hasher; equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .array(let elements): Self.hash(elements, into: &hasher)
        case .object(let object): object.hash(into: &hasher)
        default: hashScalar(into: &hasher)
        }
    }

    private static func hash(_ elements: [JSONValue], into hasher: inout Hasher) {
        hasher.combine(elements.count)
        for i in 0..<elements.count { elements[i].hash(into: &hasher) }
    }

    private func hashScalar(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .null, .array, .object: hasher.combine(0 as UInt8)
        }
    }
}

extension JSONValue {
    /// A value from its JSON text, read strictly.
    public init(parsing bytes: [UInt8], options: JSONParsingOptions = JSONParsingOptions()) throws(JSONError) {
        var options = options
        options.maximumDepth = min(options.maximumDepth, JSONParsingOptions.maximumTreeDepth)
        self = try JSONDocument(parsing: bytes, options: options).root.value
    }

    /// A value from its JSON text, read strictly.
    public init(
        parsing bytes: some Sequence<UInt8>, options: JSONParsingOptions = JSONParsingOptions()
    ) throws(JSONError) {
        try self.init(parsing: Array(bytes), options: options)
    }

    /// A value from its JSON text, read strictly.
    public init(parsing text: String, options: JSONParsingOptions = JSONParsingOptions()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), options: options)
    }

    /// The value's JSON text in UTF-8.
    ///
    /// - Parameter indent: Spaces per level; `nil` writes no white space at all.
    public func serialized(indent: Int? = nil) -> [UInt8] {
        var writer = JSONWriter(indent: indent)
        writer.write(self)
        return writer.finish()
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value's JSON text, compact.
    public var description: String {
        String(decoding: serialized(), as: UTF8.self)
    }
}
