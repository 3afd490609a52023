/// A random identifier (RFC 9562 §5.4, version 4) as lower-case text.
func makeUUID() -> String {
    var generator = SystemRandomNumberGenerator()
    let high = generator.next() & 0xffff_ffff_ffff_0fff | 0x4000
    let low = generator.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, word) in [high, low].enumerated() {
        for position in 0..<16 {
            if (index == 0 && (position == 8 || position == 12)) || (index == 1 && (position == 0 || position == 4)) {
                text.append(UInt8(ascii: "-"))
            }
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * position)) & 15
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
    return String(decoding: text, as: UTF8.self)
}
