public import JSON

/// A 32-bit integer or a string: a port by number or name, a number or a percentage.
///
/// `io.k8s.apimachinery.pkg.util.intstr.IntOrString`
public enum IntOrString: Sendable, Hashable {
    /// A JSON number.
    case int(Int32)
    /// A JSON string, digits or not.
    case string(String)

    /// The number 0.
    public init() { self = .int(0) }

    /// A number where the text is one that fits, else a string: what command lines mean.
    public init(parsing text: String) {
        self = Int32(text).map { .int($0) } ?? .string(text)
    }

    /// The number, or the number that the string's digits say; `nil` for any other string.
    public var intValue: Int32? {
        switch self {
        case .int(let value): value
        case .string(let text): Int32(text)
        }
    }

    /// The percentage of a string such as `25%`; `nil` for anything else.
    public var percent: Int32? {
        guard case .string(let text) = self, text.utf8.last == UInt8(ascii: "%") else { return nil }
        return Int32(text.dropLast())
    }

    /// The number itself, or the percentage of `total`.
    ///
    /// - Parameters:
    ///   - total: What 100 % is.
    ///   - roundingUp: Whether a fraction is rounded up; else it is dropped.
    /// - Returns: `nil` for a string that is no percentage, and where the result does not fit 64 bits.
    public func scaled(of total: Int64, roundingUp: Bool) -> Int64? {
        if case .int(let value) = self { return Int64(value) }
        guard let percent else { return nil }
        let (product, overflow) = Int64(percent).multipliedReportingOverflow(by: total)
        guard !overflow else { return nil }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: 100)
        // Division drops the fraction towards zero, so only a positive one is still to be rounded up, and only a
        // negative one to be rounded down.
        if remainder > 0 && roundingUp { return quotient + 1 }
        if remainder < 0 && !roundingUp { return quotient - 1 }
        return quotient
    }
}

extension IntOrString: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
    /// A number.
    public init(integerLiteral value: Int32) { self = .int(value) }
    /// A string, even where it is all digits.
    public init(stringLiteral value: String) { self = .string(value) }

    /// The number's digits, or the string.
    public var description: String {
        switch self {
        case .int(let value): String(value)
        case .string(let text): text
        }
    }
}

extension IntOrString: JSONCodable {
    /// Reads a JSON string, or a JSON number that is whole and fits 32 bits.
    public init(json: JSONNode) throws(JSONDecodingError) {
        if let text = json.stringValue {
            self = .string(text)
        } else {
            self = .int(try Int32(json: json))
        }
    }

    /// Writes a JSON number or string.
    public func encode(to writer: inout JSONWriter) {
        switch self {
        case .int(let value): value.encode(to: &writer)
        case .string(let text): text.encode(to: &writer)
        }
    }
}
