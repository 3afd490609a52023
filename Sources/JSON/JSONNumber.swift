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
        Int64(text) ?? Decimal(text).int64
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as it is written in JSON.
    public var description: String { text }
}

extension JSONNumber: Hashable, Comparable {
    /// Whether both have the same exact value.
    public static func == (a: Self, b: Self) -> Bool {
        if sameText(a.text, b.text) { return true }
        return Decimal(a.text) == Decimal(b.text)
    }

    /// Whether the first is smaller, exactly.
    public static func < (a: Self, b: Self) -> Bool {
        Decimal(a.text) < Decimal(b.text)
    }

    /// Equal numbers hash alike, also an ``JSONValue/integer(_:)`` and a ``JSONValue/number(_:)``.
    public func hash(into hasher: inout Hasher) {
        let decimal = Decimal(text)
        if let integer = decimal.int64 {
            hasher.combine(integer)
        } else {
            hasher.combine(decimal.isNegative)
            hasher.combine(decimal.digits)
            hasher.combine(decimal.exponent)
        }
    }
}

extension JSONNumber {
    /// A number's exact value, ± 0.digits × 10^exponent without zeros at either end of the digits.
    struct Decimal: Equatable {
        var isNegative = false
        /// The digits 0…9; empty for zero.
        var digits: [UInt8] = []
        /// Exponents beyond ±2^60 are cut to that: no number that differs only there fits a memory.
        var exponent = 0

        private static let largestExponent = 1 << 60

        init(_ text: String) {
            var point: Int?
            var exponent = 0
            var exponentIsNegative = false
            var inExponent = false
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "-"):
                    if inExponent { exponentIsNegative = true } else { isNegative = true }
                case UInt8(ascii: "."):
                    point = digits.count
                case UInt8(ascii: "e"), UInt8(ascii: "E"):
                    inExponent = true
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    let digit = byte &- UInt8(ascii: "0")
                    if inExponent {
                        if exponent < Self.largestExponent { exponent = exponent &* 10 &+ Int(digit) }
                    } else {
                        digits.append(digit)
                    }
                default:
                    break
                }
            }
            exponent = min(exponent, Self.largestExponent)
            let wholeDigits = point ?? digits.count
            let leadingZeros = digits.prefix { $0 == 0 }.count
            digits.removeFirst(leadingZeros)
            while digits.last == 0 { digits.removeLast() }
            if digits.isEmpty {
                isNegative = false
            } else {
                self.exponent = (exponentIsNegative ? -exponent : exponent) + wholeDigits - leadingZeros
            }
        }

        /// The value where it is whole and fits 64 bits.
        var int64: Int64? {
            if digits.isEmpty { return 0 }
            guard exponent >= digits.count, exponent <= 19 else { return nil }
            var value: Int64 = 0
            for place in 0..<exponent {
                let digit = place < digits.count ? Int64(digits[place]) : 0
                let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, overflow2) =
                    isNegative
                    ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
                if overflow || overflow2 { return nil }
                value = sum
            }
            return value
        }

        static func < (a: Self, b: Self) -> Bool {
            if a.digits.isEmpty { return !b.isNegative && !b.digits.isEmpty }
            if b.digits.isEmpty { return a.isNegative }
            if a.isNegative != b.isNegative { return a.isNegative }
            let (low, high) = a.isNegative ? (b, a) : (a, b)
            if low.exponent != high.exponent { return low.exponent < high.exponent }
            return low.digits.lexicographicallyPrecedes(high.digits)
        }
    }
}
