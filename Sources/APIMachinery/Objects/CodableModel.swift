public import JSON

/// A model as a part of a `Codable` type, or by itself.
///
/// Models read and write JSON without `Codable`, which would cost every one of them a second codec. Where a program
/// needs it, this wraps one:
///
/// ```swift
/// struct Snapshot: Codable {
///     @CodableModel var pod: CoreV1.Pod
/// }
/// let data = try JSONEncoder().encode(CodableModel(wrappedValue: pod))
/// ```
///
/// Values pass through the other coder's own types: numbers that fit neither 64 bits nor a `Double` are rounded to one.
@propertyWrapper
public struct CodableModel<Model: JSONCodable>: Codable {
    /// The model.
    public var wrappedValue: Model

    /// Wraps a model.
    public init(wrappedValue: Model) {
        self.wrappedValue = wrappedValue
    }

    /// Reads a model.
    ///
    /// - Throws: `DecodingError` where the decoder's value is no JSON or not the model's.
    public init(from decoder: any Decoder) throws {
        let bytes = try CodableValue(from: decoder).value.serialized()
        do {
            wrappedValue = try Model(parsing: bytes)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    /// Writes the model.
    public func encode(to encoder: any Encoder) throws {
        try CodableValue(value: JSONValue(parsing: wrappedValue.encodedJSON())).encode(to: encoder)
    }
}

extension CodableModel: Sendable where Model: Sendable {}
extension CodableModel: Equatable where Model: Equatable {}
extension CodableModel: Hashable where Model: Hashable {}

/// A JSON value in the terms of `Codable`.
private struct CodableValue: Codable {
    var value: JSONValue

    /// How deeply values nest at most: as deeply as JSON that is parsed.
    private static let maximumDepth = 512

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(value: JSONValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count < Self.maximumDepth else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "nested too deeply"))
        }
        if let container = try? decoder.container(keyedBy: Key.self) {
            var object = JSONObject()
            for key in container.allKeys {
                object[key.stringValue] = try container.decode(CodableValue.self, forKey: key).value
            }
            value = .object(object)
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !container.isAtEnd { elements.append(try container.decode(CodableValue.self).value) }
            value = .array(elements)
        } else {
            value = try Self.scalar(decoder.singleValueContainer())
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let bool = try? container.decode(Bool.self) { return .bool(bool) }
        if let integer = try? container.decode(Int64.self) { return .integer(integer) }
        if let number = try? container.decode(UInt64.self), let exact = JSONNumber(String(number)) {
            return .number(exact)
        }
        if let number = try? container.decode(Double.self), let exact = JSONNumber(number.description) {
            return .number(exact)
        }
        return .string(try container.decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        switch value {
        case .object(let object):
            var container = encoder.container(keyedBy: Key.self)
            for (name, member) in object {
                try container.encode(CodableValue(value: member), forKey: Key(stringValue: name))
            }
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(CodableValue(value: element)) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let bool):
            var container = encoder.singleValueContainer()
            try container.encode(bool)
        case .integer(let integer):
            var container = encoder.singleValueContainer()
            try container.encode(integer)
        case .number(let number):
            var container = encoder.singleValueContainer()
            if let integer = UInt64(number.description) {
                try container.encode(integer)
            } else {
                try container.encode(number.double)
            }
        case .string(let string):
            var container = encoder.singleValueContainer()
            try container.encode(string)
        }
    }
}
