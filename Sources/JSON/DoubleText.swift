/// A finite double as Go's encoder writes it.
func doubleText(_ value: Double) -> String {
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    // Swift's description has the shortest digits; only its form differs.
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var inExponent = false
    var exponentIsNegative = false
    for byte in value.magnitude.description.utf8 {
        switch byte {
        case UInt8(ascii: "."): point = digits.count
        case UInt8(ascii: "e"): inExponent = true
        case UInt8(ascii: "-"): exponentIsNegative = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if inExponent { exponent = exponent * 10 + Int(byte - UInt8(ascii: "0")) } else { digits.append(byte) }
        default: break
        }
    }
    // The value is 0.digits × 10^scale.
    var scale = (point ?? digits.count) + (exponentIsNegative ? -exponent : exponent)
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leadingZeros)
    scale -= leadingZeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }

    let zero = UInt8(ascii: "0")
    var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    if value.magnitude < 1e-6 || value.magnitude >= 1e21 {
        text.append(digits[0])
        if digits.count > 1 {
            text.append(UInt8(ascii: "."))
            text += digits[1...]
        }
        let power = scale - 1
        text += Array("e\(power < 0 ? "-" : "+")\(power.magnitude)".utf8)
    } else if scale <= 0 {
        text += [zero, UInt8(ascii: ".")]
        text += [UInt8](repeating: zero, count: -scale)
        text += digits
    } else if scale >= digits.count {
        text += digits
        text += [UInt8](repeating: zero, count: scale - digits.count)
    } else {
        text += digits[..<scale]
        text.append(UInt8(ascii: "."))
        text += digits[scale...]
    }
    return String(decoding: text, as: UTF8.self)
}
