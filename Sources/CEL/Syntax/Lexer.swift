/// Reads the words of an expression (the language's definition, "Syntax").
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All words, the end last.
    mutating func tokens() throws(ExpressionError) -> [Token] {
        var tokens: [Token] = []
        while true {
            skipSpace()
            let offset = position
            guard let byte = peek() else {
                tokens.append(Token(kind: .end, offset: offset))
                return tokens
            }
            tokens.append(Token(kind: try kind(byte), offset: offset))
        }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            switch byte {
            case 0x20, 0x09, 0x0a, 0x0c, 0x0d: position += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let next = peek(), next != 0x0a { position += 1 }
            default: return
            }
        }
    }

    private mutating func kind(_ byte: UInt8) throws(ExpressionError) -> Token.Kind {
        if Self.isDigit(byte) { return try number() }
        if byte == UInt8(ascii: "."), let next = peek(1), Self.isDigit(next) { return try number() }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try text() }
        if byte == UInt8(ascii: "`") { return try quoted() }
        if Self.isLetter(byte) {
            var prefix = 0
            while prefix < 2, let letter = peek(prefix), "rRbB".utf8.contains(letter) { prefix += 1 }
            if prefix > 0, let quote = peek(prefix), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                Self.isPrefix(bytes[position..<position + prefix])
            {
                return try text()
            }
            let start = position
            while let next = peek(), Self.isLetter(next) || Self.isDigit(next) { position += 1 }
            return .identifier(String(decoding: bytes[start..<position], as: UTF8.self))
        }
        return .symbol(try symbol())
    }

    private mutating func symbol() throws(ExpressionError) -> Token.Symbol {
        for length in [2, 1] where position + length <= bytes.count {
            let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
            if let symbol = Token.Symbol(rawValue: text) {
                position += length
                return symbol
            }
        }
        let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        throw ExpressionError("unexpected character '\(rest.first.map(String.init) ?? "")'", at: position)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte == UInt8(ascii: "_")
    }

    private static func isPrefix(_ letters: ArraySlice<UInt8>) -> Bool {
        // `r`, `b` and both, each once.
        Set(letters.map { $0 | 0x20 }).count == letters.count
    }

    // MARK: Numbers

    private mutating func number() throws(ExpressionError) -> Token.Kind {
        let start = position
        if peek() == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x") {
            position += 2
            let digits = position
            while let byte = peek(), Self.hexValue(byte) != nil { position += 1 }
            let text = String(decoding: bytes[digits..<position], as: UTF8.self)
            guard let value = UInt64(text, radix: 16) else {
                throw ExpressionError("invalid number '0x\(text)'", at: start)
            }
            return whole(value)
        }
        skipDigits()
        var isWhole = true
        if peek() == UInt8(ascii: "."), let next = peek(1), Self.isDigit(next) {
            isWhole = false
            position += 1
            skipDigits()
        }
        if let e = peek(), e | 0x20 == UInt8(ascii: "e") {
            let hasSign = peek(1).map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? false
            if let digit = peek(hasSign ? 2 : 1), Self.isDigit(digit) {
                isWhole = false
                position += hasSign ? 2 : 1
                skipDigits()
            }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole {
            guard let value = UInt64(text) else { throw ExpressionError("invalid number '\(text)'", at: start) }
            return whole(value)
        }
        guard let value = Double(text), value.isFinite else {
            throw ExpressionError("invalid number '\(text)'", at: start)
        }
        return .double(value)
    }

    private mutating func whole(_ value: UInt64) -> Token.Kind {
        guard let suffix = peek(), suffix | 0x20 == UInt8(ascii: "u") else { return .int(value) }
        position += 1
        return .uint(value)
    }

    private mutating func skipDigits() {
        while let byte = peek(), Self.isDigit(byte) { position += 1 }
    }

    private static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }

    // MARK: Texts

    private mutating func quoted() throws(ExpressionError) -> Token.Kind {
        let start = position
        position += 1
        while let byte = peek(), byte != UInt8(ascii: "`") {
            guard Self.isLetter(byte) || Self.isDigit(byte) || ".-/ ".utf8.contains(byte) else {
                throw ExpressionError("a name in backquotes is of letters, digits and '_.-/ '", at: position)
            }
            position += 1
        }
        guard peek() != nil, position > start + 1 else {
            throw ExpressionError("a name in backquotes does not end", at: start)
        }
        position += 1
        return .quoted(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
    }

    private mutating func text() throws(ExpressionError) -> Token.Kind {
        let start = position
        var (isRaw, isBytes) = (false, false)
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'") {
            if byte | 0x20 == UInt8(ascii: "r") { isRaw = true } else { isBytes = true }
            position += 1
        }
        let quote = bytes[position]
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        var result: [UInt8] = []
        while true {
            guard let byte = peek() else { throw ExpressionError("a text does not end", at: start) }
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                break
            }
            if byte == UInt8(ascii: "\\") {
                if isRaw {
                    // What follows does not end the text.
                    result.append(byte)
                    position += 1
                    if let next = peek() {
                        result.append(next)
                        position += 1
                    }
                } else {
                    try escape(isBytes: isBytes, &result)
                }
                continue
            }
            if byte == 0x0a || byte == 0x0d {
                guard isTriple else { throw ExpressionError("a text does not end on its line", at: start) }
                // Every line end is read as a line feed.
                if byte == 0x0d && peek(1) == 0x0a { position += 1 }
                result.append(0x0a)
                position += 1
                continue
            }
            result.append(byte)
            position += 1
        }
        return isBytes ? .bytes(result) : .string(String(decoding: result, as: UTF8.self))
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5c,
        UInt8(ascii: "?"): 0x3f, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
    ]

    private mutating func escape(isBytes: Bool, _ result: inout [UInt8]) throws(ExpressionError) {
        let start = position
        guard let letter = peek(1) else { throw ExpressionError("a text does not end", at: start) }
        position += 2
        if let byte = Self.simple[letter] {
            result.append(byte)
            return
        }
        let value: UInt32
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): value = try digits(2, radix: 16, start)
        case UInt8(ascii: "u") where !isBytes: value = try digits(4, radix: 16, start)
        case UInt8(ascii: "U") where !isBytes: value = try digits(8, radix: 16, start)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            value = try digits(3, radix: 8, start)
        default: throw ExpressionError("invalid escape in a text", at: start)
        }
        if isBytes {
            result.append(UInt8(truncatingIfNeeded: value))
        } else if let scalar = Unicode.Scalar(value) {
            result.append(contentsOf: String(Character(scalar)).utf8)
        } else {
            throw ExpressionError("an escape is no Unicode scalar", at: start)
        }
    }

    private mutating func digits(_ count: Int, radix: UInt32, _ start: Int) throws(ExpressionError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let byte = peek(), let digit = Self.hexValue(byte), digit < radix else {
                throw ExpressionError("invalid escape in a text", at: start)
            }
            value = value &* radix &+ digit
            position += 1
        }
        return value
    }
}
