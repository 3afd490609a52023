public import JSON

/// A string of which some values are known.
///
/// A newer server's values are kept, not refused. A conforming type is a struct with static members:
///
/// ```swift
/// public struct PullPolicy: OpenStringEnum {
///     public var rawValue: String
///     public init(rawValue: String) { self.rawValue = rawValue }
///     public static let always: Self = "Always"
/// }
/// ```
public protocol OpenStringEnum: RawRepresentable, Hashable, Sendable, JSONCodable, ExpressibleByStringLiteral,
    CustomStringConvertible
where RawValue == String {
    /// Wraps any string.
    init(rawValue: String)
}

extension OpenStringEnum {
    /// The empty string, which stands for a required value that was absent.
    @inlinable
    public init() { self.init(rawValue: "") }

    /// A value from a literal.
    @inlinable
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// Reads a JSON string.
    @inlinable
    public init(json: JSONNode) throws(JSONDecodingError) { self.init(rawValue: try String(json: json)) }

    /// Writes a JSON string.
    @inlinable
    public func encode(to writer: inout JSONWriter) { rawValue.encode(to: &writer) }

    /// The string itself.
    @inlinable
    public var description: String { rawValue }
}
