#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Fractions as Go's package `strconv` writes them.
enum GoFloat {
    /// A number in the form that a letter of `printf` asks for; `nil` for letters that are not for numbers.
    static func text(of value: Double, _ letter: Character, precision: Int?) -> String? {
        switch letter {
        case "v", "g", "G":
            guard let precision else {
                let text = shortest(value)
                return letter == "G" ? text.uppercased() : text
            }
            return printed(value, "%.*\(letter == "G" ? "G" : "g")", precision)
        case "e", "E", "f", "F": return printed(value, "%.*\(letter)", precision ?? 6)
        default: return nil
        }
    }

    /// The fewest digits that say which number it is, with an exponent below 0.0001 and from a million on.
    static func shortest(_ value: Double) -> String {
        let (isNegative, digits, exponent) = decimal(value)
        let sign = isNegative ? "-" : ""
        guard exponent >= -4, exponent < 6 else {
            let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
            let places = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(places)"
        }
        if exponent < 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)" }
        let whole = digits.prefix(exponent + 1)
        let zeros = String(repeating: "0", count: max(exponent + 1 - digits.count, 0))
        let fraction = digits.dropFirst(exponent + 1)
        return "\(sign)\(whole)\(zeros)\(fraction.isEmpty ? "" : ".\(fraction)")"
    }

    /// The digits without zeros at either end, and the power of ten of the first.
    private static func decimal(_ value: Double) -> (isNegative: Bool, digits: String, exponent: Int) {
        guard value.isFinite, value != 0 else { return (value.sign == .minus, "0", 0) }
        let parts = "\(value.magnitude)".lowercased().split(separator: "e", omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let all = whole + (mantissa.count > 1 ? mantissa[1] : "")
        let significant = all.drop { $0 == "0" }
        var digits = String(significant)
        while digits.hasSuffix("0") { digits.removeLast() }
        let written = parts.count > 1 ? Int(parts[1].drop { $0 == "+" }) ?? 0 : 0
        return (value < 0, digits, written + whole.count - 1 - (all.count - significant.count))
    }

    private static func printed(_ value: Double, _ format: String, _ precision: Int) -> String {
        var buffer = [CChar](repeating: 0, count: 512 + min(precision, 1000))
        let size = buffer.count
        _ = withVaList([Int32(min(precision, 1000)), value]) { vsnprintf(&buffer, size, format, $0) }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
