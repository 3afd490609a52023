/// Bytes, in JSON a string in base64 (RFC 4648 §4, padded).
public struct JSONBytes: Sendable, Hashable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Bytes as they are, or from a base64 string.
    public init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Bytes from base64 text, in which line breaks are skipped as Go's decoder does; `nil` if it is none.
    public init?(base64 text: String) {
        guard let bytes = withBytes(of: text, Self.decode) else { return nil }
        self.bytes = bytes
    }

    /// The bytes in base64.
    public var base64: String {
        let bytes = bytes
        return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { target in
            var count = 0
            func put(_ bits: UInt32) {
                target[count] = Self.digit(UInt8(truncatingIfNeeded: bits & 0x3F))
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

    private static func digit(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + (value - 26)
        case 52..<62: UInt8(ascii: "0") + (value - 52)
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

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

    private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in text {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(byte) else { return nil }
            group = group << 6 | value
            digits += 1
            if digits == 4 {
                result.append(UInt8(truncatingIfNeeded: group >> 16))
                result.append(UInt8(truncatingIfNeeded: group >> 8))
                result.append(UInt8(truncatingIfNeeded: group))
                group = 0
                digits = 0
            }
        }
        switch (digits, padding) {
        case (0, 0):
            break
        case (2, 2):
            result.append(UInt8(truncatingIfNeeded: group >> 4))
        case (3, 1):
            result.append(UInt8(truncatingIfNeeded: group >> 10))
            result.append(UInt8(truncatingIfNeeded: group >> 2))
        default:
            return nil
        }
        return result
    }
}

extension JSONBytes: JSONDecodable, JSONEncodable {
    /// Bytes as they are, or from a base64 string.
    public init(json: JSONNode) throws(JSONDecodingError) {
        guard let text = json.stringValue else { throw JSONDecodingError(expected: "a base64 string", found: json) }
        guard let value = JSONBytes(base64: text) else { throw JSONDecodingError(message: "not a base64 string") }
        self = value
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) { writer.write(base64) }
}
