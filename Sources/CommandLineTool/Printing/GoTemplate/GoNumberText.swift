internal import JSON

/// Numbers and texts as Go's source has them.
enum GoNumberText {
    /// The value of a number: decimal, hexadecimal, octal or binary, with `_` between digits, or a fraction.
    static func value(of text: String) -> JSONValue? {
        var digits = text[...]
        var sign: Int64 = 1
        if let first = digits.first, first == "+" || first == "-" {
            if first == "-" { sign = -1 }
            digits = digits.dropFirst()
        }
        guard let first = digits.first, first.isASCII, first.isNumber || first == "." else { return nil }
        let plain = digits.lowercased().replacing("_", with: "")
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            return Int64(plain.dropFirst(2), radix: radix).map { .integer(sign * $0) }
        }
        let isOctal = plain.count > 1 && plain.hasPrefix("0") && plain.allSatisfy(\.isNumber)
        if let integer = Int64(plain, radix: isOctal ? 8 : 10) { return .integer(sign * integer) }
        guard !isOctal, let double = Double(plain), double.isFinite else { return nil }
        return JSONValue(floatLiteral: Double(sign) * double)
    }

    /// What a text in quotation marks of any kind says; `nil` where it is none.
    static func unquoted(_ text: String) -> String? {
        guard let quote = text.unicodeScalars.first, text.unicodeScalars.count >= 2 else { return nil }
        if quote == "`" { return String(text.dropFirst().dropLast()).replacing("\r", with: "") }
        var bytes: [UInt8] = []
        var rest = text.unicodeScalars.dropFirst().dropLast()
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                bytes += Array(String(scalar).utf8)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            if let plain = escapes[escape] {
                bytes.append(plain)
                continue
            }
            if escape == quote {
                bytes += Array(String(escape).utf8)
                continue
            }
            let (count, radix) =
                switch escape {
                case "x": (2, 16)
                case "u": (4, 16)
                case "U": (8, 16)
                case "0"..."7": (3, 8)
                default: (0, 0)
                }
            guard count > 0 else { return nil }
            if radix == 8 { rest = (String(escape) + String(String.UnicodeScalarView(rest))).unicodeScalars[...] }
            let digits = String(String.UnicodeScalarView(rest.prefix(count)))
            guard digits.unicodeScalars.count == count, let value = UInt32(digits, radix: radix) else { return nil }
            rest = rest.dropFirst(count)
            if count < 4 {
                guard let byte = UInt8(exactly: value) else { return nil }
                bytes.append(byte)
            } else {
                guard let character = Unicode.Scalar(value) else { return nil }
                bytes += Array(String(character).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let escapes: [Unicode.Scalar: UInt8] = [
        "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92,
    ]
}
