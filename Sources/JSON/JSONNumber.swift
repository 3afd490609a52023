/// A number as its JSON text, so that digits beyond 64 bits and the difference between `1` and `1.0` survive.
///
/// Comparison is by exact decimal value, never by the nearest double: `1.0 == 1`, and two numbers of 30 digits that differ
/// in the last one differ.
public struct JSONNumber: Sendable {
    /// The number as it is written in JSON (RFC 8259 §6).
    public let text: String

    /// A number from its JSON text; `nil` if the text is no JSON number.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let isNumber = bytes.withUnsafeBufferPointer { buffer -> Bool in
            guard let base = buffer.baseAddress, let first = buffer.first, first == UInt8(ascii: "-") || isDigit(first)
            else { return false }
            let scan = scanNumber(base, 0, buffer.count)
            return scan.failure == nil && scan.end == buffer.count
        }
        guard isNumber else { return nil }
        self.text = text
    }

    /// A number from text that a scan has found to be one.
    init(scanned text: String) {
        self.text = text
    }

    /// A whole number.
    public init(_ value: Int64) {
        text = String(value)
    }

    /// A whole number.
    ///
    /// It is here for literals: where an optional is wanted, `JSONNumber(1)` would otherwise be the double `1.0`.
    public init(_ value: Int) {
        text = String(value)
    }

    /// The shortest text that reads back as the double (`1.0`, `1e+20`); `nil` for infinities and what is not a number.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The nearest double; infinite beyond its range.
    public var double: Double {
        Double(text) ?? (text.utf8.first == UInt8(ascii: "-") ? -.infinity : .infinity)
    }

    /// The exact value where it is whole and fits 64 bits (`1.0` and `1e2` do).
    public var exactInt64: Int64? {
        Int64(text) ?? decimal.asInt64
    }

    /// The exact value.
    package var decimal: Decimal { Decimal(jsonNumber: text) }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as it is written in JSON.
    public var description: String { text }
}

extension JSONNumber: Hashable, Comparable {
    /// Whether both have the same exact value.
    public static func == (a: Self, b: Self) -> Bool {
        if sameText(a.text, b.text) { return true }
        return a.decimal == b.decimal
    }

    /// Whether the first is smaller, exactly.
    public static func < (a: Self, b: Self) -> Bool {
        a.decimal < b.decimal
    }

    /// Equal numbers hash alike, also an ``JSONValue/integer(_:)`` and a ``JSONValue/number(_:)``.
    public func hash(into hasher: inout Hasher) {
        let decimal = decimal
        if let integer = decimal.asInt64 {
            hasher.combine(integer)
        } else {
            hasher.combine(decimal)
        }
    }
}
