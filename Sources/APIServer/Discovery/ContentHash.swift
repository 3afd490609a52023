/// A hash by which clients notice that a document has changed. It does not resist forgery, and need not.
enum ContentHash {
    /// 32 upper-case hexadecimal digits (FNV-1a over eight bytes at a time, twice with different seeds).
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        hex(number(bytes, seed: 0xcbf2_9ce4_8422_2325)) + hex(number(bytes, seed: 0x9e37_79b9_7f4a_7c15))
    }

    static func text(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { text($0) }
    }

    /// Eight bytes in base64.
    static func short(_ text: String) -> String {
        var text = text
        let number = text.withUTF8 { Self.number($0, seed: 0xcbf2_9ce4_8422_2325) }
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var result = ""
        for position in 0..<11 {
            let shift = 58 - 6 * position
            result.append(digits[Int((shift >= 0 ? number >> UInt64(shift) : number << UInt64(-shift)) & 63)])
        }
        return result + "="
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
        var hash = seed
        var index = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= bytes.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x100_0000_01b3
            hash ^= hash >> 29
            index += 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
            index += 1
        }
        return hash ^ (hash >> 32)
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
