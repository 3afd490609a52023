internal import JSON

/// Values as Go's package `fmt` writes them.
enum GoFormat {
    /// `%v`.
    ///
    /// - Parameter outermost: What stands for nothing, and for null where it is not within something.
    static func plain(_ value: JSONValue?, outermost: String) -> String {
        guard let value, !value.isNull else { return outermost }
        return GoText.text(of: value)
    }

    /// As `fmt.Sprint`: spaces between values of which neither is a text.
    static func print(_ values: [GoTemplateValue]) -> String {
        var text = ""
        for (index, value) in values.enumerated() {
            if index > 0, value.json?.stringValue == nil, values[index - 1].json?.stringValue == nil { text += " " }
            text += plain(value.json, outermost: "<nil>")
        }
        return text
    }

    /// As `fmt.Sprintln`.
    static func printLine(_ values: [GoTemplateValue]) -> String {
        values.map { plain($0.json, outermost: "<nil>") }.joined(separator: " ") + "\n"
    }

    // MARK: printf

    /// What stands between the percent sign and the letter.
    private struct Verb {
        var flags: Set<Character> = []
        var width: Int?
        var precision: Int?
        var letter: Character = "v"
    }

    /// The width and precision beyond which they are not heeded, as in Go.
    private static let maximumWidth = 1_000_000

    /// As `fmt.Sprintf`.
    static func format(_ format: String, _ values: [GoTemplateValue]) -> String {
        var text = ""
        var rest = Array(format)[...]
        var used = 0
        while let character = rest.popFirst() {
            guard character == "%" else {
                text.append(character)
                continue
            }
            var verb = Verb()
            while let flag = rest.first, "+-# 0".contains(flag) { verb.flags.insert(rest.removeFirst()) }
            verb.width = number(&rest, values, &used)
            if let width = verb.width, width < 0 {
                verb.flags.insert("-")
                verb.width = -width
            }
            if rest.first == "." {
                rest.removeFirst()
                verb.precision = number(&rest, values, &used) ?? 0
            }
            guard let letter = rest.popFirst() else {
                text += "%!(NOVERB)"
                break
            }
            verb.letter = letter
            if letter == "%" {
                text += "%"
            } else if used >= values.count {
                text += "%!\(letter)(MISSING)"
            } else {
                text += Self.text(of: values[used], verb)
                used += 1
            }
        }
        if used < values.count {
            let extra = values[used...].map { value in
                value.json.map { "\(value.typeName)=\(GoText.text(of: $0))" } ?? "<nil>"
            }
            text += "%!(EXTRA \(extra.joined(separator: ", ")))"
        }
        return text
    }

    private static func number(
        _ rest: inout ArraySlice<Character>, _ values: [GoTemplateValue], _ used: inout Int
    ) -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard used < values.count else { return nil }
            used += 1
            return values[used - 1].json?.int64Value.flatMap { Int(exactly: $0) }
                .flatMap { abs($0) <= maximumWidth ? $0 : nil }
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits)).flatMap { $0 <= maximumWidth ? $0 : nil }
    }

    private static func text(of operand: GoTemplateValue, _ verb: Verb) -> String {
        if verb.letter == "T" { return padded(operand.typeName, verb) }
        let value = operand.json
        switch value {
        case nil, .null:
            return verb.letter == "v" ? padded("<nil>", verb) : "%!\(verb.letter)(<nil>)"
        case _ where verb.letter == "v" && verb.flags.contains("#"):
            return GoText.syntax(of: value ?? .null)
        case .array(let elements):
            return "[\(elements.map { text(of: GoTemplateValue($0), verb) }.joined(separator: " "))]"
        case .object(let object):
            let members = object.sorted { $0.key < $1.key }
                .map {
                    "\(text(of: GoTemplateValue(.string($0.key)), verb)):\(text(of: GoTemplateValue($0.value), verb))"
                }
            return "map[\(members.joined(separator: " "))]"
        case .string(let string):
            guard let shown = shown(string, verb) else { break }
            return padded(shown, verb)
        case .bool(let bool):
            guard verb.letter == "v" || verb.letter == "t" else { break }
            return padded("\(bool)", verb)
        case .integer(let integer):
            guard let shown = shown(integer, verb) else { break }
            return verb.letter == "c" || verb.letter == "q" ? padded(shown, verb) : paddedNumber(shown, verb)
        case .number(let number):
            guard let shown = GoFloat.text(of: number.double, verb.letter, precision: verb.precision) else { break }
            return paddedNumber(signed(shown, verb), verb)
        }
        return "%!\(verb.letter)(\(operand.typeName)=\(plain(value, outermost: "<nil>")))"
    }

    private static func shown(_ string: String, _ verb: Verb) -> String? {
        let text = verb.precision.map { String(String.UnicodeScalarView(string.unicodeScalars.prefix($0))) } ?? string
        switch verb.letter {
        case "v", "s": return text
        case "q":
            if verb.flags.contains("#"), !text.contains("`") { return "`\(text)`" }
            return GoQuote.quoted(text, isASCII: verb.flags.contains("+"))
        case "x", "X":
            let digits = text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: verb.letter == "X") }
            return digits.joined(separator: verb.flags.contains(" ") ? " " : "")
        default: return nil
        }
    }

    private static func shown(_ integer: Int64, _ verb: Verb) -> String? {
        let radix: (Int, String)
        switch verb.letter {
        case "v", "d": radix = (10, "")
        case "b": radix = (2, "0b")
        case "o": radix = (8, "0")
        case "O": radix = (8, "0o")
        case "x": radix = (16, "0x")
        case "X": radix = (16, "0X")
        case "c": return UInt32(exactly: integer).flatMap(Unicode.Scalar.init).map { String($0) } ?? "\u{FFFD}"
        case "q": return GoQuote.quoted(UInt32(exactly: integer).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
        case "U":
            let digits = String(integer, radix: 16, uppercase: true)
            return "U+\(String(repeating: "0", count: max(4 - digits.count, 0)))\(digits)"
        default: return nil
        }
        var digits = String(integer.magnitude, radix: radix.0, uppercase: verb.letter == "X")
        if let precision = verb.precision {
            digits = String(repeating: "0", count: max(precision - digits.count, 0)) + digits
        }
        let prefix = verb.flags.contains("#") || verb.letter == "O" ? radix.1 : ""
        return signed((integer < 0 ? "-" : "") + prefix + digits, verb)
    }

    private static func signed(_ text: String, _ verb: Verb) -> String {
        if text.hasPrefix("-") { return text }
        return (verb.flags.contains("+") ? "+" : verb.flags.contains(" ") ? " " : "") + text
    }

    private static func padded(_ text: String, _ verb: Verb) -> String {
        let space = String(repeating: " ", count: max((verb.width ?? 0) - text.unicodeScalars.count, 0))
        return verb.flags.contains("-") ? text + space : space + text
    }

    /// Padded with zeros behind the sign where that is asked for.
    private static func paddedNumber(_ text: String, _ verb: Verb) -> String {
        guard verb.flags.contains("0"), !verb.flags.contains("-") else { return padded(text, verb) }
        let sign = text.prefix { "+- ".contains($0) }
        let zeros = String(repeating: "0", count: max((verb.width ?? 0) - text.count, 0))
        return sign + zeros + text.dropFirst(sign.count)
    }
}
