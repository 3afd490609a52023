import APIMachinery
import Foundation

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
            // As C has it: rounded half to even from the exact value.
            return String(format: "%.\(precision)\(clause)", number)
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
