/// Strings that some reader of YAML would take for something else if they had no quotes.
enum NumberLikeness {
    /// Whether a text without quotes is a number, boolean, null, date, merge key or default key to Kubernetes' reader,
    /// to Python's (YAML 1.1 with numbers of base 60), or to one of YAML 1.2.
    static func isAmbiguous(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        switch first {
        case UInt8(ascii: "<"):
            return text.count == 2 && text[1] == first
        case UInt8(ascii: "="):
            return text.count == 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            let string = String(decoding: text, as: UTF8.self)
            if !PlainScalar.resolve(string).isText || YAMLTimestamp.matches(string.utf8) { return true }
            // Beyond this they may still be numbers to a reader with other bounds, or other rules for underscores.
            return isNumberShaped(text.filter { $0 != UInt8(ascii: "_") })
        case UInt8(ascii: "~"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return text.count <= 5 && !PlainScalar.resolve(String(decoding: text, as: UTF8.self)).isText
        default:
            return false
        }
    }

    private static func isNumberShaped(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard let first = rest.first else { return false }
        if first == UInt8(ascii: "0"), let second = rest.dropFirst().first {
            switch second | 0x20 {
            case UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b"):
                return rest.dropFirst(2).allSatisfy(isHexadecimalDigit)
            default: break
            }
        }
        // Digits with at most one point and then an exponent, or in groups of base 60 with one point behind the last.
        let whole = takeDigits(&rest)
        guard whole || first == UInt8(ascii: ".") else { return false }
        var hasColon = false
        while rest.first == UInt8(ascii: ":") {
            rest.removeFirst()
            guard takeDigits(&rest) else { return false }
            hasColon = true
        }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = takeDigits(&rest)
            guard whole || fraction else { return false }
        }
        if !hasColon, let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard takeDigits(&rest) else { return false }
        }
        return rest.isEmpty
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        rest.removeFirst(digits.count)
        return !digits.isEmpty
    }

    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default:
            false
        }
    }
}
