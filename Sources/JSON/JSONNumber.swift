/// A number as its JSON text, so that digits beyond 64 bits and the difference between `1` and `1.0` survive.
public struct JSONNumber: Sendable {
    /// The number as it is written in JSON (RFC 8259 §6).
    public let text: String

    /// A number from its JSON text; `nil` if the text is no JSON number.
    public init?(_ text: String) {
        guard Double(text) != nil else { return nil }
        self.text = text
    }

    public init(_ value: Int64) { text = String(value) }

    /// The nearest double.
    public var double: Double { Double(text) ?? .nan }
    /// The exact value where it is whole and fits 64 bits (`1.0` and `1e2` do).
    public var exactInt64: Int64? { Int64(text) ?? Int64(exactly: double) }
}

extension JSONNumber: Hashable, Comparable {
    public static func == (a: Self, b: Self) -> Bool { a.text == b.text || a.double == b.double }
    public static func < (a: Self, b: Self) -> Bool { a.double < b.double }
    public func hash(into hasher: inout Hasher) { hasher.combine(double) }
}
