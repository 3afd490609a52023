/// Text in quotation marks as Go writes it: `strconv.Quote`.
enum GoQuote {
    /// A text in double quotes, everything that cannot be seen escaped.
    ///
    /// - Parameter isASCII: Whether everything beyond ASCII is escaped too.
    static func quoted(_ text: String, isASCII: Bool = false) -> String {
        var result = "\""
        for scalar in text.unicodeScalars { result += escaped(scalar, "\"", isASCII: isASCII) }
        return result + "\""
    }

    /// A character in single quotes.
    static func quoted(_ scalar: Unicode.Scalar) -> String { "'\(escaped(scalar, "'", isASCII: false))'" }

    private static let escapes: [Unicode.Scalar: String] = [
        "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{0B}": "\\v",
    ]

    private static func escaped(_ scalar: Unicode.Scalar, _ quote: Unicode.Scalar, isASCII: Bool) -> String {
        if scalar == quote || scalar == "\\" { return "\\\(scalar)" }
        if let escape = escapes[scalar] { return escape }
        if isPrintable(scalar), !isASCII || scalar.isASCII { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        func padded(_ count: Int) -> String { String(repeating: "0", count: max(count - digits.count, 0)) + digits }
        return switch scalar.value {
        case ..<32, 127: "\\x\(padded(2))"
        case ..<0x10000: "\\u\(padded(4))"
        default: "\\U\(padded(8))"
        }
    }

    /// Whether a character is a letter, mark, number, punctuation or symbol, or the space of ASCII.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}
