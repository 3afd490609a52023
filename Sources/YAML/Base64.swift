/// Base64 of RFC 4648 §4, for `!!binary`.
enum Base64 {
    /// The bytes of a padded text; line breaks are skipped. `nil` if it is not base64.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var count = 0
        var padding = 0
        for byte in text where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): digit = 62
            case UInt8(ascii: "/"): digit = 63
            case UInt8(ascii: "="):
                guard count >= 2, padding < 4 - count else { return nil }
                padding += 1
                continue
            default: return nil
            }
            guard padding == 0 else { return nil }
            pending = pending << 6 | UInt32(digit)
            count += 1
            if count == 4 {
                bytes.append(UInt8(truncatingIfNeeded: pending >> 16))
                bytes.append(UInt8(truncatingIfNeeded: pending >> 8))
                bytes.append(UInt8(truncatingIfNeeded: pending))
                pending = 0
                count = 0
            }
        }
        switch (count, padding) {
        case (0, 0): break
        case (2, 2): bytes.append(UInt8(truncatingIfNeeded: pending >> 4))
        case (3, 1):
            bytes.append(UInt8(truncatingIfNeeded: pending >> 10))
            bytes.append(UInt8(truncatingIfNeeded: pending >> 2))
        default: return nil
        }
        return bytes
    }
}
