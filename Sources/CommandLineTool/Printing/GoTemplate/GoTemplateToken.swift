/// A word of a Go template.
struct GoTemplateToken: Equatable {
    enum Kind: Equatable {
        case text, leftDelimiter, rightDelimiter, end
        /// What is no word, with what is wrong as the token's text.
        case error
        case space, assign, declare, pipe, leftParenthesis, rightParenthesis, character
        case string, rawString, characterConstant, number, bool, `nil`
        case identifier, variable, field, dot
        case keyword(GoTemplateKeyword)
    }

    var kind: Kind
    var text: String
    /// The offset in bytes.
    var position: Int
    var line: Int

    /// How errors call the token.
    var description: String {
        switch kind {
        case .end: return "EOF"
        case .error: return text
        case .keyword: return "<\(text)>"
        default: return text.utf8.count > 10 ? "\(quoted(String(text.prefix(10))))..." : quoted(text)
        }
    }
}

enum GoTemplateKeyword: String {
    case block, `break`, `continue`, define, `else`, end, `if`, range, template, with
}

/// Divides a Go template into words.
struct GoTemplateLexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var isInAction = false
    /// Whether white space before the next text is left out.
    private var trimsNext = false
    private var parentheses = 0
    private var isFinished = false

    init(_ source: String) { bytes = Array(source.utf8) }

    /// The next word; after the end or an error always the end.
    mutating func next() -> GoTemplateToken {
        if isFinished { return token(.end, from: position) }
        return isInAction ? nextInAction() : nextOutside()
    }

    // MARK: Bytes

    private func at(_ offset: Int) -> UInt8? {
        let index = position + offset
        return index < bytes.count ? bytes[index] : nil
    }

    private func starts(with text: String, at offset: Int = 0) -> Bool {
        bytes[min(position + offset, bytes.count)...].starts(with: text.utf8)
    }

    private static func isSpace(_ byte: UInt8?) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    private static func isAlphanumeric(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte >= 128
    }

    /// A token from a start up to the position, whose lines are counted.
    private mutating func token(_ kind: GoTemplateToken.Kind, from start: Int) -> GoTemplateToken {
        let text = bytes[start..<max(position, start)]
        let result = GoTemplateToken(
            kind: kind, text: String(decoding: text, as: UTF8.self), position: start, line: line)
        line += text.count { $0 == 10 }
        return result
    }

    private mutating func failure(_ message: String, from start: Int) -> GoTemplateToken {
        isFinished = true
        return GoTemplateToken(kind: .error, text: message, position: start, line: line)
    }

    // MARK: Outside of actions

    private mutating func nextOutside() -> GoTemplateToken {
        if trimsNext {
            trimsNext = false
            let start = position
            while Self.isSpace(at(0)) { position += 1 }
            _ = token(.space, from: start)
        }
        let start = position
        while position < bytes.count, !starts(with: "{{") { position += 1 }
        if position > start {
            var end = position
            if starts(with: "{{-"), Self.isSpace(at(3)) {
                while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
            }
            if end > start {
                var result = token(.text, from: start)
                result.text = String(decoding: bytes[start..<end], as: UTF8.self)
                return result
            }
            _ = token(.space, from: start)
        }
        guard position < bytes.count else {
            isFinished = true
            return token(.end, from: position)
        }
        return leftDelimiter()
    }

    private mutating func leftDelimiter() -> GoTemplateToken {
        let start = position
        let trims = starts(with: "{{-") && Self.isSpace(at(3))
        let skipped = trims ? 4 : 2
        if starts(with: "/*", at: skipped) { return comment(skipped) }
        position += skipped
        isInAction = true
        parentheses = 0
        // The space after the mark that trims is no space between words.
        return token(.leftDelimiter, from: start)
    }

    private mutating func comment(_ skipped: Int) -> GoTemplateToken {
        let start = position
        position += skipped + 2
        while position < bytes.count, !starts(with: "*/") { position += 1 }
        guard position < bytes.count else { return failure("unclosed comment", from: start) }
        position += 2
        if Self.isSpace(at(0)), starts(with: "-}}", at: 1) {
            trimsNext = true
            position += 4
        } else if starts(with: "}}") {
            position += 2
        } else {
            return failure("comment ends before closing delimiter", from: start)
        }
        _ = token(.space, from: start)
        return next()
    }

    // MARK: In actions

    private mutating func nextInAction() -> GoTemplateToken {
        let start = position
        let trims = Self.isSpace(at(0)) && starts(with: "-}}", at: 1)
        if trims || starts(with: "}}") {
            guard parentheses == 0 else { return failure("unclosed left paren", from: start) }
            position += trims ? 4 : 2
            trimsNext = trims
            isInAction = false
            return token(.rightDelimiter, from: start)
        }
        guard let byte = at(0) else { return failure("unclosed action", from: start) }
        position += 1
        switch byte {
        case 32, 9, 10, 13:
            while Self.isSpace(at(0)), !starts(with: "-}}", at: 1) { position += 1 }
            return token(.space, from: start)
        case UInt8(ascii: "="): return token(.assign, from: start)
        case UInt8(ascii: ":"):
            guard at(0) == UInt8(ascii: "=") else { return failure("expected :=", from: start) }
            position += 1
            return token(.declare, from: start)
        case UInt8(ascii: "|"): return token(.pipe, from: start)
        case UInt8(ascii: "\""): return quotedText("\"", .string, "unterminated quoted string")
        case UInt8(ascii: "'"): return quotedText("'", .characterConstant, "unterminated character constant")
        case UInt8(ascii: "`"):
            while let next = at(0), next != byte { position += 1 }
            guard at(0) != nil else { return failure("unterminated raw quoted string", from: start) }
            position += 1
            return token(.rawString, from: start)
        case UInt8(ascii: "$"): return name(.variable, from: start)
        case UInt8(ascii: ".") where !(at(0).map { (48...57).contains($0) } ?? false):
            if isAtTerminator { return token(.dot, from: start) }
            return name(.field, from: start)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 48...57: return number(from: start)
        case UInt8(ascii: "("):
            parentheses += 1
            return token(.leftParenthesis, from: start)
        case UInt8(ascii: ")"):
            parentheses -= 1
            guard parentheses >= 0 else { return failure("unexpected right paren", from: start) }
            return token(.rightParenthesis, from: start)
        case _ where Self.isAlphanumeric(byte): return name(.identifier, from: start)
        case 33...126: return token(.character, from: start)
        default:
            return failure("unrecognized character in action: \(Self.codePoint(byte))", from: start)
        }
    }

    private static func codePoint(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        let shown = byte > 32 && byte < 127 ? " '\(Character(Unicode.Scalar(byte)))'" : ""
        return "U+\(String(repeating: "0", count: 4 - digits.count))\(digits)\(shown)"
    }

    private var isAtTerminator: Bool {
        guard let byte = at(0) else { return true }
        return Self.isSpace(byte) || ".,|:()".utf8.contains(byte) || starts(with: "}}")
    }

    private mutating func quotedText(
        _ quote: Unicode.Scalar, _ kind: GoTemplateToken.Kind, _ problem: String
    ) -> GoTemplateToken {
        let start = position - 1
        while let byte = at(0), byte != 10 {
            position += 1
            if byte == UInt8(ascii: "\\"), let next = at(0), next != 10 {
                position += 1
            } else if byte == UInt8(ascii: quote) {
                return token(kind, from: start)
            }
        }
        return failure(problem, from: start)
    }

    private mutating func number(from start: Int) -> GoTemplateToken {
        while let byte = at(0) {
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            let follows = ["e", "E", "p", "P"].contains(Unicode.Scalar(bytes[position - 1]))
            guard Self.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || (isSign && follows) else { break }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard GoNumberText.value(of: text) != nil else {
            return failure("bad number syntax: \(quoted(text))", from: start)
        }
        return token(.number, from: start)
    }

    private mutating func name(_ kind: GoTemplateToken.Kind, from start: Int) -> GoTemplateToken {
        while Self.isAlphanumeric(at(0)) { position += 1 }
        guard isAtTerminator else {
            return failure("bad character \(Self.codePoint(at(0) ?? 0))", from: position)
        }
        let result = token(kind, from: start)
        guard kind == .identifier else { return result }
        var word = result
        switch result.text {
        case "true", "false": word.kind = .bool
        case "nil": word.kind = .nil
        default: if let keyword = GoTemplateKeyword(rawValue: result.text) { word.kind = .keyword(keyword) }
        }
        return word
    }
}
