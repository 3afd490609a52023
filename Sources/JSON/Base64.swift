/// Base64 (RFC 4648 §4, padded), read as Go's decoder reads it: line breaks are passed over, and what the last digit holds
/// beyond the last byte does not matter.
package enum Base64 {
    /// The text of some bytes, without line breaks.
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { target in
            var count = 0
            func put(_ bits: UInt32) {
                target[count] = alphabet[Int(bits & 0x3F)]
                count += 1
            }
            var i = 0
            while i + 3 <= bytes.count {
                let group = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
                put(group >> 18)
                put(group >> 12)
                put(group >> 6)
                put(group)
                i += 3
            }
            let left = bytes.count - i
            if left > 0 {
                let group = UInt32(bytes[i]) << 16 | (left > 1 ? UInt32(bytes[i + 1]) << 8 : 0)
                put(group >> 18)
                put(group >> 12)
                if left > 1 { put(group >> 6) }
                for _ in left..<3 {
                    target[count] = UInt8(ascii: "=")
                    count += 1
                }
            }
            return count
        }
    }

    /// The bytes that a text stands for.
    package static func decode(_ text: String) throws(Base64Error) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        _ = try scan(text) { group, count in
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            if count > 1 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
            if count > 2 { bytes.append(UInt8(truncatingIfNeeded: group)) }
        }
        return bytes
    }

    /// Checks a text without making its bytes.
    ///
    /// - Returns: Whether the text is the one that ``encode(_:)`` writes for its bytes.
    @discardableResult
    package static func check(_ text: String) throws(Base64Error) -> Bool {
        try scan(text) { _, _ in }
    }

    /// Whether a text is base64.
    package static func isValid(_ text: String) -> Bool { (try? check(text)) != nil }

    /// The text that ``encode(_:)`` writes for the bytes of another; `nil` where that is no base64.
    package static func canonical(_ text: String) -> String? {
        guard let isCanonical = try? check(text) else { return nil }
        return isCanonical ? text : (try? decode(text)).map(encode)
    }

    /// Reads a text group by group: its bits from the 24th down, and how many bytes it holds.
    private static func scan(_ text: String, _ use: (UInt32, Int) -> Void) throws(Base64Error) -> Bool {
        let outcome: Result<Bool, Base64Error> = withBytes(of: text) { text in
            var isCanonical = true
            var group: UInt32 = 0
            var digits = 0
            var position = 0
            /// The next byte that is no line break.
            func next() -> UInt8? {
                while position < text.count {
                    let byte = text[position]
                    position += 1
                    if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { return byte }
                    isCanonical = false
                }
                return nil
            }
            while let byte = next() {
                if byte != UInt8(ascii: "=") {
                    guard let value = value(byte) else { return .failure(Base64Error(position: position - 1)) }
                    group = group << 6 | value
                    digits += 1
                    if digits == 4 {
                        use(group, 3)
                        (group, digits) = (0, 0)
                    }
                    continue
                }
                guard digits >= 2 else { return .failure(Base64Error(position: position - 1)) }
                if digits == 2 {
                    guard let second = next() else { return .failure(Base64Error(position: text.count)) }
                    guard second == UInt8(ascii: "=") else { return .failure(Base64Error(position: position - 2)) }
                }
                if next() != nil { return .failure(Base64Error(position: position - 1)) }
                let bytes = digits - 1
                group <<= UInt32(24 - 6 * digits)
                if group & (0xFF_FFFF >> UInt32(8 * bytes)) != 0 { isCanonical = false }
                use(group, bytes)
                return .success(isCanonical)
            }
            // Where the text ends within a group, Go's decoder names the place where that begins, counting no line breaks.
            return digits == 0 ? .success(isCanonical) : .failure(Base64Error(position: text.count - digits))
        }
        return try outcome.get()
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func value(_ digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

/// Why a text is no base64.
package struct Base64Error: Error, Equatable, CustomStringConvertible {
    /// The byte at which Go's decoder finds out.
    package let position: Int

    /// As Go says it.
    package var description: String { "illegal base64 data at input byte \(position)" }
}
