/// A type that can be made from JSON.
public protocol JSONDecodable {
    /// Makes a value from JSON.
    ///
    /// - Throws: Where the JSON is not of the type's form, with the path from `json` to the place.
    init(json: JSONNode) throws(JSONDecodingError)
}

/// A type that can be written as JSON.
public protocol JSONEncodable {
    /// Writes the value: exactly one JSON value.
    func encode(to writer: inout JSONWriter)
}

/// A type that is read from and written as JSON.
public typealias JSONCodable = JSONDecodable & JSONEncodable

/// Why JSON could not be made a value of a type.
public struct JSONDecodingError: Error, Sendable, Hashable {
    /// The path to the place, such as `spec.containers[0].name`; empty for the value itself.
    public var path: String
    /// What is wrong there, such as `expected a string, found a number`.
    public var message: String

    /// An error at a path.
    public init(path: String = "", message: String) {
        self.path = path
        self.message = message
    }

    /// An error for a value of the wrong kind.
    public init(expected: String, found node: JSONNode) {
        self.init(message: "expected \(expected), found \(node.kind.phrase)")
    }

    /// The error as seen from the object whose member the value is.
    public func inside(member name: String) -> JSONDecodingError {
        let separator = path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? "" : "."
        return JSONDecodingError(path: name + separator + path, message: message)
    }

    /// The error as seen from the array whose element the value is.
    public func inside(element index: Int) -> JSONDecodingError {
        let separator = path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? "" : "."
        return JSONDecodingError(path: "[\(index)]" + separator + path, message: message)
    }
}

extension JSONDecodingError: CustomStringConvertible {
    /// The text for people and logs.
    public var description: String {
        path.isEmpty ? message : "\(path): \(message)"
    }
}

extension JSONKind {
    /// The kind with its article.
    var phrase: String {
        switch self {
        case .null: "null"
        case .array: "an array"
        case .object: "an object"
        case .bool, .number, .string: "a \(rawValue)"
        }
    }
}

extension JSONDecodable {
    /// Makes a value from JSON text: a ``JSONError`` or a ``JSONDecodingError`` where that cannot be.
    public init(parsing bytes: [UInt8], options: JSONParsingOptions = JSONParsingOptions()) throws {
        try self.init(json: JSONDocument(parsing: bytes, options: options).root)
    }
}

extension JSONEncodable {
    /// The value's JSON text in UTF-8.
    ///
    /// - Parameter indent: Spaces per level; `nil` writes no white space at all.
    public func encodedJSON(indent: Int? = nil) -> [UInt8] {
        var writer = JSONWriter(indent: indent)
        encode(to: &writer)
        return writer.finish()
    }
}
