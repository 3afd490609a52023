/// Swift text under construction: one buffer that lines are appended to.
struct SwiftText {
    private(set) var text = ""
    private var indentation = ""

    /// Appends a line, indented; an empty line has no trailing blanks.
    mutating func line(_ line: String = "") {
        if !line.isEmpty {
            text += indentation
            text += line
        }
        text += "\n"
    }

    /// Appends a line that opens a block, the block one level deeper, and the line that closes it.
    mutating func block(_ opening: String, closing: String = "}", _ body: (inout SwiftText) -> Void) {
        line(opening)
        indent(body)
        line(closing)
    }

    /// Appends what `body` appends, one level deeper.
    mutating func indent(_ body: (inout SwiftText) -> Void) {
        indentation += "    "
        body(&self)
        indentation.removeLast(4)
    }

    /// Appends a documentation comment: paragraphs wrapped to the width of the page, then `details`, a line each.
    mutating func documentation(_ description: String?, details: [String] = []) {
        var isEmpty = true
        for paragraph in Self.paragraphs(of: description ?? "") {
            wrapped(paragraph)
            isEmpty = isEmpty && paragraph.isEmpty
        }
        guard !details.isEmpty else { return }
        if !isEmpty { line("///") }
        for detail in details { wrapped(detail[...]) }
    }

    /// A description's lines, without blank ones at either end.
    private static func paragraphs(of description: String) -> [Substring] {
        var lines = description.split(omittingEmptySubsequences: false) { $0.isNewline }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return Array(lines.drop { $0.allSatisfy(\.isWhitespace) })
    }

    /// Appends a line of a comment, broken between words where it is longer than the page is wide.
    private mutating func wrapped(_ paragraph: Substring) {
        let width = max(40, 116 - indentation.utf8.count)
        var current = ""
        var length = 0
        var isFirst = true
        // Indentation means something in Markdown (code, lists), so the first line keeps it.
        let blanks = paragraph.prefix { $0 == " " || $0 == "\t" }
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" || Self.isControl($0) }) {
            let count = word.utf8.count
            if !isFirst, length + 1 + count > width {
                line("/// " + current)
                current = ""
                length = 0
                isFirst = true
            } else if isFirst {
                current += blanks
                length += blanks.utf8.count
            }
            if !isFirst {
                current += " "
                length += 1
            }
            current += word
            length += count
            isFirst = false
        }
        line(current.isEmpty ? "///" : "/// " + current)
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
}

/// Literals of Swift source.
enum SwiftLiteral {
    /// A string literal of any text.
    static func string(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                literal += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// A raw string literal of JSON text, as it is.
    ///
    /// The text is an object or an array on one line, so that it neither contains a line break nor begins with a
    /// quote. It is enclosed in as many `#` as keep every quote and backslash in it from ending the literal or
    /// beginning an escape.
    static func raw(json text: String) -> String {
        var longest = 0
        var run = -1
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
            case UInt8(ascii: "#") where run >= 0: run += 1
            default: run = -1
            }
            longest = max(longest, run)
        }
        let fence = String(repeating: "#", count: longest + 1)
        return fence + "\"" + text + "\"" + fence
    }
}
