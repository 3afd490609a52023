import Foundation
import JSON

/// A seeded source of random numbers (SplitMix64), so that a failure can be repeated.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &self) }
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}

/// How much longer than in a short run the random tests go on; from the environment, 1 by default.
let fuzzScale = ProcessInfo.processInfo.environment["APUS_FUZZ_SCALE"].flatMap(Int.init) ?? 1

/// Random JSON values with a liking for what is hard to write as YAML.
extension Generator {
    private static let words = [
        "", "y", "Yes", "NO", "on", "off", "true", "null", "~", "0", "-1", "+1", "0777", "0o17", "0x1F", "0b1", "1_000",
        "1e3", "1E5",
        "1.5", ".5", "5.", "1e400", "-1e400", ".5_", "0b_", "0x_", "_1", ".inf", "-.INF", ".nan", "1:30", "1:30:59.5",
        "-1:2", "2001-01-01",
        "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "<<", "=", "---", "...", "--- a", "-", "?",
        ":", "- a", "? a",
        ": a", "a: b", "a:", "a #b", "#", "*a", "&a", "!a", "!!str", "|", ">", "'", "\"", "%a", "@", "`", "[", "]", "{",
        "}", ",", "a,b",
        "it's", "\\", "\\n", " ", "  a", "a  ", "\t", "a\tb", "\n", "\n\n", "a\n", "a\n\n", "\na", " a\nb", "\ta\nb",
        "a\n b\n", "a \nb",
        "a\n\n  \nb", "#a\n#b\n", "- a\n- b\n", "---\na\n", "...\n", "\r", "a\r\nb", "\u{0}", "\u{7}", "\u{1B}",
        "\u{7F}", "\u{80}", "\u{85}",
        "a\u{85}b", "\u{A0}", "\u{A0}a", "\u{2028}", "a\u{2029}b\n", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}",
        "😀", "a\n😀", "é", "e\u{301}",
        "日本語", "\u{1FFFE}", "\u{10FFFF}", "\u{D7FF}", "\u{E000}", "key: |\n  text\n", "99999999999999999999",
        "0x1FFFFFFFFFFFFFFFFF",
    ]
    private static let pieces = [
        " ", "  ", "\n", "\n", "\t", ":", ": ", " #", "#", "-", "- ", "'", "\"", "\\", "a", "b", "word", "0", "1", ".",
        "e", "_", "+", "x", ",", "[",
        "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "~", "<", "é", "\u{85}", "\u{2028}", "\r",
        "😀",
        "\u{0}", "Z", "T", "o",
    ]

    mutating func string() -> String {
        switch below(4) {
        case 0: return pick(Self.words)
        case 1: return pick(Self.words) + pick(Self.words)
        default:
            var text = ""
            for _ in 0..<below(below(8) == 0 ? 200 : 9) { text += pick(Self.pieces) }
            return text
        }
    }

    mutating func number() -> JSONValue {
        switch below(6) {
        case 0: return .integer(Int64(truncatingIfNeeded: next()))
        case 1: return .integer(Int64(below(2000) - 1000))
        case 2: return .number(JSONNumber(String(UInt64.max - next() % 1000)) ?? JSONNumber(0))
        case 3:
            let double = Double(bitPattern: next())
            return .number(JSONNumber(double.isFinite ? "\(double)" : "1e5") ?? JSONNumber(0))
        case 4: return .number(JSONNumber("\(Double(below(1_000_000)) / 1000)") ?? JSONNumber(0))
        default:
            return .number(
                JSONNumber(pick(["1.0", "1e3", "1E-7", "-0.0", "1.5e+10", "0.1", "1e20", "-2.50"])) ?? JSONNumber(0))
        }
    }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch below(depth > 5 ? 6 : 10) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return number()
        case 3...5: return .string(string())
        case 6, 7:
            return .array((0..<below(5)).map { _ in value(depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<below(6) {
                object[string()] = value(depth: depth + 1)
            }
            return .object(object)
        }
    }
}

/// Whether two values are the same, numbers compared as doubles: that is what YAML's readers make of them.
func areSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.array(let left), .array(let right)):
        return left.count == right.count && zip(left, right).allSatisfy(areSame)
    case (.object(let left), .object(let right)):
        // Names are compared by scalars: canonically equivalent ones are different names.
        return left.count == right.count
            && zip(left, right).allSatisfy { Array($0.key.utf8) == Array($1.key.utf8) && areSame($0.value, $1.value) }
    case (.string(let left), .string(let right)):
        return Array(left.utf8) == Array(right.utf8)
    default:
        return left == right || (left.doubleValue != nil && left.doubleValue == right.doubleValue)
    }
}
