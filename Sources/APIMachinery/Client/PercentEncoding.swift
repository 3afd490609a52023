/// Percent-encoding (RFC 3986 §2.1).
package enum PercentEncoding {
    /// Letters, digits, `-`, `.`, `_` and `~`, which never need encoding (§2.3).
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
        default: false
        }
    }

    /// Encodes all but unreserved characters: right for a segment of a path and for a name or value of a query.
    package static func encode(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy(isUnreserved) { return String(text) }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes; a `%` without two hexadecimal digits stays as it is, bytes that are not UTF-8 become U+FFFD.
    ///
    /// - Parameter plusIsSpace: Whether `+` is a space, as in queries.
    package static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            if byte == UInt8(ascii: "%"), let high = digit(bytes, index), case let next = bytes.index(after: index),
                let low = digit(bytes, next)
            {
                result.append(high << 4 | low)
                index = bytes.index(after: next)
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit<Bytes: Collection<UInt8>>(_ bytes: Bytes, _ index: Bytes.Index) -> UInt8? {
        guard index != bytes.endIndex else { return nil }
        switch bytes[index] {
        case let byte where (48...57).contains(byte): return byte - 48
        case let byte where (65...70).contains(byte): return byte - 55
        case let byte where (97...102).contains(byte): return byte - 87
        default: return nil
        }
    }
}
