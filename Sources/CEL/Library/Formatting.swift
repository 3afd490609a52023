import APIMachinery
import JSON

/// Values as texts.
enum Formatting {
    /// A value as `string()` and `%s` write it.
    static func text(_ value: CELValue) -> String {
        switch value {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return "\(value)"
        case .uint(let value): return "\(value)"
        case .double(let value): return number(value)
        case .string(let value): return value
        case .bytes(let value): return String(decoding: value, as: UTF8.self)
        case .timestamp(let value): return value.description
        case .duration(let value): return seconds(value)
        case .list(let list): return "[\(list.values.map(text).joined(separator: ", "))]"
        case .map(let map):
            let entries = map.entries.map { (text($0.key), text($0.value)) }
                .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
            return "{\(entries.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
        case .type(let type): return type.name
        case .optional(let optional): return optional.value.map { "optional(\(text($0)))" } ?? "optional.none()"
        case .opaque(let value): return "\(value)"
        }
    }

    /// A number as Go's `%g` has it, without an exponent where that is short.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A span in seconds, as protobuf's JSON form has it.
    private static func seconds(_ value: APIMachinery.Duration) -> String {
        let magnitude = value.nanoseconds.magnitude
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        var fraction = ""
        if rest > 0 {
            let digits = "\(rest + 1_000_000_000)".dropFirst()
            fraction = "." + String(String(digits.reversed()).drop { $0 == "0" }.reversed())
        }
        return "\(value.nanoseconds < 0 ? "-" : "")\(whole)\(fraction)s"
    }

    /// A text in quotation marks, with escapes for what does not show.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{b}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    // MARK: Clauses

    /// A text with its clauses (`%s`, `%.3f`, …) replaced by arguments.
    static func formatted(_ format: String, _ arguments: [CELValue]) throws(EvaluationError) -> String {
        var result = ""
        var rest = format.unicodeScalars[...]
        var next = 0
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == "%" {
                rest.removeFirst()
                result += "%"
                continue
            }
            guard next < arguments.count else { throw EvaluationError("index \(next) out of range") }
            var precision = 6
            if rest.first == "." {
                rest.removeFirst()
                let digits = rest.prefix { ("0"..."9").contains($0) }
                rest = rest.dropFirst(digits.count)
                guard let number = Int(String(String.UnicodeScalarView(digits))), number <= 300 else {
                    throw EvaluationError(
                        "could not parse formatting clause: error while converting precision to integer")
                }
                precision = number
            }
            guard let clause = rest.popFirst() else {
                throw EvaluationError("could not parse formatting clause: unexpected end of format string")
            }
            result += try text(arguments[next], Character(clause), precision)
            next += 1
        }
        return result
    }

    private static func text(
        _ value: CELValue, _ clause: Character, _ precision: Int
    ) throws(EvaluationError) -> String {
        func refused(_ what: String) -> EvaluationError {
            EvaluationError("error during formatting: \(what), was given \(value.type.name)")
        }
        switch clause {
        case "s":
            return text(value)
        case "d":
            switch value {
            case .int, .uint: return text(value)
            case .double(let number) where !number.isFinite: return text(value)
            default: throw refused("decimal clause can only be used on integers")
            }
        case "f", "e":
            let number: Double
            switch value {
            case .double(let value): number = value
            case .int(let value): number = Double(value)
            case .uint(let value): number = Double(value)
            default:
                throw refused(
                    "\(clause == "f" ? "fixed-point" : "scientific") clause can only be used on doubles")
            }
            guard number.isFinite else { return self.number(number) }
            return clause == "f" ? DecimalText.fixed(number, precision) : DecimalText.scientific(number, precision)
        case "b":
            switch value {
            case .bool(let value): return value ? "1" : "0"
            case .int(let value): return String(value, radix: 2)
            case .uint(let value): return String(value, radix: 2)
            default: throw refused("only integers and bools can be formatted as binary")
            }
        case "o":
            switch value {
            case .int(let value): return String(value, radix: 8)
            case .uint(let value): return String(value, radix: 8)
            default: throw refused("octal clause can only be used on integers")
            }
        case "x", "X":
            let isUpper = clause == "X"
            switch value {
            case .int(let value): return String(value, radix: 16, uppercase: isUpper)
            case .uint(let value): return String(value, radix: 16, uppercase: isUpper)
            case .string(let value): return hex(Array(value.utf8), isUpper)
            case .bytes(let value): return hex(value, isUpper)
            default: throw refused("only integers, byte buffers, and strings can be formatted as hex")
            }
        default:
            throw EvaluationError("could not parse formatting clause: unrecognized formatting clause \"\(clause)\"")
        }
    }

    private static func hex(_ bytes: [UInt8], _ isUpper: Bool) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }.joined()
    }
}

/// Doubles with a number of decimal places, rounded half to even from their exact value, as C's `printf` does it.
enum DecimalText {
    static func fixed(_ value: Double, _ places: Int) -> String {
        let sign = value.sign == .minus ? "-" : ""
        let digits = rounded(value.magnitude, places)
        guard places > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    static func scientific(_ value: Double, _ places: Int) -> String {
        let sign = value.sign == .minus ? "-" : ""
        guard value != 0 else {
            return sign + "0" + (places > 0 ? "." + String(repeating: "0", count: places) : "") + "e+00"
        }
        // The exponent of the shortest form is right but where rounding carries.
        var exponent = decimalExponent(value.magnitude)
        var digits = rounded(value.magnitude, places - exponent)
        if digits.count > places + 1 {
            exponent += 1
            digits = rounded(value.magnitude, places - exponent)
        }
        let head = digits.prefix(1)
        let fraction = places > 0 ? "." + digits.dropFirst() : ""
        let power = "\(abs(exponent))"
        return "\(sign)\(head)\(fraction)e\(exponent < 0 ? "-" : "+")\(power.count < 2 ? "0" : "")\(power)"
    }

    /// The power of ten of the first digit.
    private static func decimalExponent(_ value: Double) -> Int {
        let text = "\(value)"
        if let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...]) { return exponent }
        let whole = text.prefix { $0 != "." }
        if whole != "0" { return whole.count - 1 }
        return -(text.drop { $0 != "." }.dropFirst().prefix { $0 == "0" }.count + 1)
    }

    /// The digits of `value × 10^places`, rounded.
    private static func rounded(_ value: Double, _ places: Int) -> String {
        // The significand and a power of two: all is exact in whole numbers of any size.
        let significand =
            value.isNormal || value.isZero
            ? value.significandBitPattern | (value.isZero ? 0 : 1 << 52) : value.significandBitPattern
        let exponent = max(Int(value.exponentBitPattern), 1) - 1075
        var numerator = WholeNumber(significand)
        var shift = exponent
        if places >= 0 {
            numerator.multiply(by: 5, times: places)
            shift += places
            return numerator.shifted(by: shift).description
        }
        // Fewer digits than the number has before the point.
        var text = numerator.shifted(by: shift).description
        let dropped = -places
        guard text.count > dropped else {
            text = String(repeating: "0", count: dropped + 1 - text.count) + text; return roundedOff(text, dropped)
        }
        return roundedOff(text, dropped)
    }

    private static func roundedOff(_ text: String, _ count: Int) -> String {
        var digits = Array(text.utf8.dropLast(count))
        let rest = text.utf8.suffix(count)
        let isHalf = rest.first == 0x35 && rest.dropFirst().allSatisfy { $0 == 0x30 }
        let isUp =
            (rest.first ?? 0x30) > 0x35 || (rest.first == 0x35 && !isHalf) || (isHalf && (digits.last ?? 0x30) % 2 == 1)
        guard isUp else { return String(decoding: digits, as: UTF8.self) }
        var position = digits.count - 1
        while position >= 0, digits[position] == 0x39 {
            digits[position] = 0x30
            position -= 1
        }
        if position >= 0 { digits[position] += 1 } else { digits.insert(0x31, at: 0) }
        return String(decoding: digits, as: UTF8.self)
    }
}

/// A whole number of any size, as far as doubles need it.
private struct WholeNumber: CustomStringConvertible {
    /// Little-endian.
    private var words: [UInt32]

    init(_ value: UInt64) { words = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)] }

    mutating func multiply(by factor: UInt32, times: Int) {
        for _ in 0..<times {
            var carry: UInt64 = 0
            for index in words.indices {
                let product = UInt64(words[index]) * UInt64(factor) + carry
                words[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            if carry > 0 { words.append(UInt32(carry)) }
        }
    }

    /// The number times a power of two, rounded half to even.
    func shifted(by count: Int) -> WholeNumber {
        var result = self
        if count >= 0 {
            result.multiply(by: 2, times: count)
            return result
        }
        let (whole, bits) = (-count / 32, -count % 32)
        guard whole <= words.count else { return WholeNumber(0) }
        func bit(_ index: Int) -> Bool {
            let word = index / 32
            return word < words.count && words[word] >> UInt32(index % 32) & 1 == 1
        }
        var shifted: [UInt32] = []
        for index in whole..<words.count {
            let low = words[index] >> UInt32(bits)
            let high = bits > 0 && index + 1 < words.count ? words[index + 1] << UInt32(32 - bits) : 0
            shifted.append(low | high)
        }
        result.words = shifted.isEmpty ? [0] : shifted
        let half = bit(-count - 1)
        let hasRest = (0..<max(0, -count - 1)).contains { bit($0) }
        if half && (hasRest || result.words[0] & 1 == 1) { result.increment() }
        return result
    }

    private mutating func increment() {
        for index in words.indices {
            words[index] &+= 1
            if words[index] != 0 { return }
        }
        words.append(1)
    }

    var description: String {
        var rest = words
        var chunks: [String] = []
        while rest.contains(where: { $0 != 0 }) {
            var remainder: UInt64 = 0
            for index in rest.indices.reversed() {
                let value = remainder << 32 | UInt64(rest[index])
                rest[index] = UInt32(value / 1_000_000_000)
                remainder = value % 1_000_000_000
            }
            chunks.append("\(remainder)")
        }
        guard let first = chunks.popLast() else { return "0" }
        return first + chunks.reversed().map { String(repeating: "0", count: 9 - $0.count) + $0 }.joined()
    }
}
