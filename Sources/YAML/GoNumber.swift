/// Numbers written as Go writes them, which is what Kubernetes' YAML reader gives.
enum GoNumber {
    /// A finite number as Go's JSON encoder writes it: with an exponent only below 1e-6 and from 1e21.
    static func json(_ value: Double) -> String {
        let (digits, exponent) = decimalDigits(value.magnitude.description)
        let sign = value.sign == .minus ? "-" : ""
        guard value != 0, exponent < -6 || exponent >= 21 else { return sign + positional(digits, exponent) }
        return sign + scientific(digits, exponent, exponentDigits: 1)
    }

    /// A number as a key: the shortest digits, with an exponent below 1e-4 and from 1e6 on.
    static func key(_ value: Float) -> String {
        guard value.isFinite else { return value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf" }
        let (digits, exponent) = decimalDigits(value.magnitude.description)
        let sign = value.sign == .minus ? "-" : ""
        // Go's exponent threshold is 21 only where all digits are asked for; here it is 6, whatever the digits.
        guard value != 0, exponent < -4 || exponent >= 6 else { return sign + positional(digits, exponent) }
        return sign + scientific(digits, exponent, exponentDigits: 2)
    }

    /// The significant digits of what Swift prints, without zeros at either end, and the power of ten of the first.
    private static func decimalDigits(_ description: String) -> (digits: [UInt8], exponent: Int) {
        let parts = description.split(separator: "e", maxSplits: 1)
        let mantissa = parts.first ?? "0"
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var digits: [UInt8] = []
        var whole = 0
        var inFraction = false
        for byte in mantissa.utf8 {
            if byte == UInt8(ascii: ".") {
                inFraction = true
            } else {
                digits.append(byte)
                if !inFraction { whole += 1 }
            }
        }
        exponent += whole - 1
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        exponent -= leading
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits.isEmpty ? ([UInt8(ascii: "0")], 0) : (digits, exponent)
    }

    private static func positional(_ digits: [UInt8], _ exponent: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
        let whole = exponent + 1
        guard digits.count > whole else { return text + String(repeating: "0", count: whole - digits.count) }
        return text.prefix(whole) + "." + text.dropFirst(whole)
    }

    private static func scientific(_ digits: [UInt8], _ exponent: Int, exponentDigits: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        let power = String(exponent.magnitude)
        return text.prefix(1) + (digits.count > 1 ? "." + text.dropFirst() : "") + (exponent < 0 ? "e-" : "e+")
            + String(repeating: "0", count: max(0, exponentDigits - power.count)) + power
    }
}
