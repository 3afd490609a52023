public import JSON

/// A number of something, exactly: cores, bytes, objects.
///
/// Written as a decimal number with a suffix: a power of ten (`n u m k M G T P E`), a power of 1024 (`Ki Mi Gi Ti Pi
/// Ei`) or an exponent (`e3`). The family of the suffix is kept; the number itself is brought into canonical form
/// when it is written: no fraction, the largest suffix possible (`0.5` is `500m`, `1024Ki` is `1Mi`, `1.5Gi` is
/// `1536Mi`). What is finer than a billionth is rounded away from zero to a billionth; binary quantities are at most
/// 2^63 − 1.
///
/// Two quantities are equal when their values are, however they are written.
///
/// `io.k8s.apimachinery.pkg.api.resource.Quantity`
public struct Quantity: Sendable {
    /// The family of suffixes.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// An exponent, as in `12e6`.
        case decimalExponent = "DecimalExponent"
        /// A power of 1024, as in `12Mi`.
        case binarySI = "BinarySI"
        /// A power of ten by its letter, as in `12M`.
        case decimalSI = "DecimalSI"
    }

    /// How many digits a number may have before and after the point; Kubernetes knows no limit.
    public static let maximumDigits = 500

    var number: Decimal
    /// The family of suffixes in which the quantity is written.
    public var format: Format {
        didSet { if format != oldValue { spelling = nil } }
    }
    /// The text where it is written otherwise than canonically; see ``init(parsing:)``.
    var spelling: String?

    init(number: Decimal, format: Format, spelling: String? = nil) {
        self.number = number
        self.format = format
        self.spelling = spelling
    }

    /// Zero.
    public init() { self.init(number: .zero, format: .decimalSI) }

    /// A whole number.
    public init(_ value: Int64, format: Format = .decimalSI) { self.init(number: Decimal(value), format: format) }

    /// A number of thousandths.
    public init(milli value: Int64, format: Format = .decimalSI) {
        self.init(number: Decimal(value).scaled(by: 3), format: format)
    }

    /// -1, 0 or 1.
    public var sign: Int { number.sign }
    /// Whether the value is 0.
    public var isZero: Bool { number.isZero }

    /// The value, rounded away from zero to a whole number; the nearest that fits 64 bits.
    public var value: Int64 { scaledValue(0) }
    /// The value in thousandths, rounded away from zero to a whole number; the nearest that fits 64 bits.
    public var milliValue: Int64 { scaledValue(-3) }

    /// The value divided by a power of ten, rounded away from zero to a whole number; the nearest that fits 64 bits.
    public func scaledValue(_ exponent: Int) -> Int64 {
        let whole = number.scaled(by: exponent).roundedUp(toScale: 0)
        return whole.asInt128.map { Int64(clamping: $0) } ?? (whole.sign < 0 ? .min : .max)
    }

    /// The value as a whole number; `nil` where it is none or does not fit.
    public var exactInt64: Int64? { number.asInt128.flatMap { Int64(exactly: $0) } }
    /// The value as the nearest double.
    public var doubleValue: Double { number.asDouble }

    /// Rounded away from zero to a multiple of a power of ten, such as -3 for thousandths.
    public func roundedUp(toScale scale: Int) -> Quantity {
        let rounded = number.roundedUp(toScale: scale)
        return rounded == number ? self : Quantity(number: rounded, format: format)
    }

    /// The sum, in the left side's format; in the right side's where the left is zero.
    public static func + (a: Quantity, b: Quantity) -> Quantity {
        Quantity(number: a.number + b.number, format: a.isZero ? b.format : a.format)
    }

    /// The difference, in the left side's format; in the right side's where the left is zero.
    public static func - (a: Quantity, b: Quantity) -> Quantity { a + -b }

    /// The value with its sign changed.
    public static prefix func - (a: Quantity) -> Quantity { Quantity(number: a.number.negated, format: a.format) }

    /// Adds in place.
    public static func += (a: inout Quantity, b: Quantity) { a = a + b }
    /// Subtracts in place.
    public static func -= (a: inout Quantity, b: Quantity) { a = a - b }
}

extension Quantity: Hashable, Comparable {
    /// Equality of the values.
    public static func == (a: Self, b: Self) -> Bool { a.number == b.number }
    /// Order of the values.
    public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension Quantity: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension Quantity: JSONCodable {
    /// Reads a JSON string or number.
    public init(json: JSONNode) throws(JSONDecodingError) {
        if json.isNull {
            self.init()
            return
        }
        guard let text = json.stringValue ?? json.numberValue?.text else {
            throw JSONDecodingError(expected: "a quantity as a string or a number", found: json)
        }
        do {
            try self.init(parsing: Self.trimmed(text))
        } catch {
            throw JSONDecodingError(path: "", message: error.description)
        }
    }

    private static func trimmed(_ text: String) -> Substring {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return text[first...last]
    }

    /// Writes a JSON string.
    public func encode(to writer: inout JSONWriter) { description.encode(to: &writer) }
}
