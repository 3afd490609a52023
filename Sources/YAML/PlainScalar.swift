/// How go-yaml 2 resolves scalars without quotes.
enum PlainScalar {
    static func resolve(_ text: String) -> YAMLScalar {
        var text = text
        let number = text.withUTF8 { bytes -> YAMLScalar? in
            guard let first = bytes.first else { return .null }
            switch first {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                return resolveNumber(bytes)
            case UInt8(ascii: "."):
                return resolveFraction(bytes)
            case UInt8(ascii: "~"):
                return bytes.count == 1 ? .null : nil
            case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
                UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
                return bytes.count <= 5 ? resolveWord(bytes) : nil
            default:
                return nil
            }
        }
        return number ?? .string(text)
    }

    private static func resolveWord(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
        switch String(decoding: bytes, as: UTF8.self) {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
        case "null", "Null", "NULL": .null
        default: nil
        }
    }

    /// `.inf`, `.nan` and what Go reads as a decimal fraction: underscores only between digits.
    private static func resolveFraction(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
        if bytes.count == 4, let special = resolveSpecial(bytes) { return special }
        var plain: [UInt8] = []
        var previous: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "_") {
                guard isDigit(previous), index + 1 < bytes.count, isDigit(bytes[index + 1]) else { return nil }
            } else {
                plain.append(byte)
            }
            previous = byte
        }
        return decimal(plain)
    }

    private static func resolveSpecial(_ bytes: some RandomAccessCollection<UInt8>) -> YAMLScalar? {
        switch String(decoding: bytes, as: UTF8.self) {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": .float(-.infinity)
        case ".nan", ".NaN", ".NAN": .float(.nan)
        default: nil
        }
    }

    /// What begins with a digit or a sign: underscores are dropped wherever they stand.
    private static func resolveNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
        // Most such texts are versions, addresses, dates and hashes: they leave here.
        guard bytes.allSatisfy(mayBeInNumber) else {
            return bytes.count == 5 ? resolveSpecial(bytes) : nil
        }
        let plain = bytes.filter { $0 != UInt8(ascii: "_") }
        return integer(plain) ?? decimal(plain)
    }

    private static func mayBeInNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default:
            false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// A whole number with an optional sign and prefix that fits 64 bits; without sign it may fit as unsigned.
    private static func integer(_ bytes: [UInt8]) -> YAMLScalar? {
        var digits = bytes[...]
        let sign = digits.first.flatMap { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") ? $0 : nil }
        if sign != nil { digits.removeFirst() }
        var radix: UInt64 = 10
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            switch digits.first {
            case UInt8(ascii: "x"), UInt8(ascii: "X"): radix = 16
            case UInt8(ascii: "o"), UInt8(ascii: "O"): radix = 8
            case UInt8(ascii: "b"), UInt8(ascii: "B"): radix = 2
            default: radix = 0
            }
            if radix == 0 { radix = 8 } else { digits.removeFirst() }
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = hexadecimalDigit(byte), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        if sign == UInt8(ascii: "-") {
            guard value <= UInt64(Int64.max) + 1 else { return nil }
            return .integer(Int64(truncatingIfNeeded: 0 &- value))
        }
        if let value = Int64(exactly: value) { return .integer(value) }
        return sign == nil ? .bigInteger(value) : nil
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// A decimal number, `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, unless it is beyond the greatest
    /// double.
    private static func decimal(_ bytes: [UInt8]) -> YAMLScalar? {
        var rest = bytes[...]
        func takeDigits() -> Int {
            let digits = rest.prefix(while: isDigit)
            rest.removeFirst(digits.count)
            return digits.count
        }
        func take(_ accepted: StaticString) -> Bool {
            guard let first = rest.first, accepted.withUTF8Buffer({ $0.contains(first) }) else { return false }
            rest.removeFirst()
            return true
        }
        _ = take("+-")
        let whole = takeDigits()
        if take(".") {
            guard takeDigits() > 0 || whole > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if take("eE") {
            _ = take("+-")
            guard takeDigits() > 0 else { return nil }
        }
        guard rest.isEmpty, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return .float(value)
    }
}
