internal import JSON

/// KYAML: the part of YAML that cannot be misread, as `-o kyaml` shows objects (Kubernetes enhancement 5295).
///
/// Collections have brackets, strings have quotes, and only keys that are nothing but text go without.
enum KYAML {
    /// A value's text without the marks around a document.
    static func text(of value: JSONValue) -> String {
        var text = ""
        write(value, indent: 0, to: &text)
        return text
    }

    private static func write(_ value: JSONValue, indent: Int, to text: inout String) {
        switch value {
        case .string(let string): write(string, indent: indent + 1, to: &text)
        case .array(let elements): write(elements, indent: indent, to: &text)
        case .object(let object) where object.isEmpty: text += "{}"
        case .object(let object):
            text += "{\n"
            for (name, member) in object {
                text += space(indent + 1)
                if needsQuotes(name) {
                    writeLine(name, to: &text)
                } else {
                    text += name
                }
                text += ": "
                write(member, indent: indent + 1, to: &text)
                text += ",\n"
            }
            text += "\(space(indent))}"
        default: text += value.description
        }
    }

    private static func write(_ elements: [JSONValue], indent: Int, to text: inout String) {
        let isCuddled = elements.allSatisfy { $0.arrayValue != nil || $0.objectValue != nil }
        text += "["
        for (index, element) in elements.enumerated() {
            if isCuddled {
                if index > 0 { text += ", " }
                write(element, indent: indent, to: &text)
            } else {
                text += "\n\(space(indent + 1))"
                write(element, indent: indent + 1, to: &text)
                text += ","
            }
        }
        text += isCuddled ? "]" : "\n\(space(indent))]"
    }

    private static func space(_ indent: Int) -> String { String(repeating: "  ", count: indent) }

    // MARK: Strings

    /// A string in quotes. One of several lines is folded, so that each is seen as one.
    private static func write(_ string: String, indent: Int, to text: inout String) {
        let scalars = string.unicodeScalars
        guard scalars.contains("\n") else {
            text += "\""
            for scalar in scalars { text += scalar == "\t" ? "\t" : escaped(scalar) }
            text += "\""
            return
        }
        text += "\"\\\n"
        var isAtStart = true
        for scalar in scalars {
            if isAtStart {
                // White space at the start of a line is kept by a backslash, and everything else aligned with it.
                text += space(indent) + (scalar != "\n" && scalar.properties.isWhitespace ? "\\" : " ")
            }
            isAtStart = scalar == "\n"
            switch scalar {
            case "\n": text += "\\n\\\n"
            case "\t": text += "\t"
            default: text += escaped(scalar)
            }
        }
        text += isAtStart ? "\(space(indent))\"" : "\\\n\(space(indent))\""
    }

    /// A key in quotes, which is never folded.
    private static func writeLine(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars { text += escaped(scalar) }
        text += "\""
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\u{07}": "\\a",
        "\u{08}": "\\b", "\u{0B}": "\\v", "\u{0C}": "\\f", "\u{1B}": "\\e", "\u{85}": "\\N", "\u{A0}": "\\_",
        "\u{2028}": "\\L", "\u{2029}": "\\P",
    ]

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if let escape = escapes[scalar] { return escape }
        if GoQuote.isPrintable(scalar) { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        let (letter, count) =
            scalar.value < 32 || scalar.value == 127 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(letter)\(String(repeating: "0", count: max(count - digits.count, 0)))\(digits)"
    }

    // MARK: Keys

    /// Whether a key has anything but letters and digits, or could be taken for another type than text.
    static func needsQuotes(_ key: String) -> Bool {
        let scalars = Array(key.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil { continue }
            let isInside = index > 0 && index < scalars.count - 1
            if !isInside || !["-", ".", "/"].contains(scalar) { return true }
        }
        return isAmbiguous(key)
    }

    private static let ambiguousWords: Set<String> = [
        "", "null", "~", "t", "f", "true", "false", "y", "n", "yes", "no", "on", "off", ".inf", "+.inf", "-.inf",
        ".nan",
        "inf", "infinity", "nan",
    ]

    private static func isAmbiguous(_ text: String) -> Bool {
        let lowercased = text.lowercased()
        if ambiguousWords.contains(lowercased) { return true }
        let digits = lowercased.replacing("_", with: "")
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return Int64(digits.dropFirst(2), radix: radix) != nil || Double(digits) != nil
        }
        return Double(digits) != nil || isDate(text)
    }

    /// `2001-1-2`, and the same with a time.
    private static func isDate(_ text: String) -> Bool {
        text.prefixMatch(of: #/[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])($|[Tt ])/#) != nil
    }
}
