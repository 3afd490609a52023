@inline(__always)
func isDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10
}

/// Scans a number (RFC 8259 §6) from its first byte, which is a digit or a minus sign.
///
/// - Returns: The position after the number, and whether it is a whole number that fits `Int64` and is not `-0`. At a failure
///   `end` is where it lies.
@inline(__always)
func scanNumber(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
) -> (end: Int, isInteger: Bool, failure: ScanFailure?) {
    var i = start
    let isNegative = base[i] == 0x2D
    if isNegative { i &+= 1 }
    guard i < end else { return (i, false, .unexpectedEnd) }
    let firstDigit = i
    if base[i] == 0x30 {
        i &+= 1
        if i < end, isDigit(base[i]) { return (i, false, .invalidNumber) }
    } else {
        while i < end, isDigit(base[i]) { i &+= 1 }
        if i == firstDigit { return (i, false, .invalidNumber) }
    }
    let digits = i &- firstDigit
    if i < end {
        let next = base[i]
        if next == 0x2E || next | 0x20 == 0x65 { return scanFraction(base, i, end) }
    }
    if digits < 19 { return (i, !(isNegative && base[firstDigit] == 0x30), nil) }
    return (i, digits == 19 && parseInteger(base, start, i) != nil, nil)
}

/// Goes on with a number at its point or exponent.
private func scanFraction(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
) -> (end: Int, isInteger: Bool, failure: ScanFailure?) {
    var i = start
    if base[i] == 0x2E {
        i &+= 1
        let first = i
        while i < end, isDigit(base[i]) { i &+= 1 }
        if i == first { return (i, false, i == end ? .unexpectedEnd : .invalidNumber) }
    }
    if i < end, base[i] | 0x20 == 0x65 {
        i &+= 1
        if i < end, base[i] == 0x2B || base[i] == 0x2D { i &+= 1 }
        let first = i
        while i < end, isDigit(base[i]) { i &+= 1 }
        if i == first { return (i, false, i == end ? .unexpectedEnd : .invalidNumber) }
    }
    return (i, false, nil)
}

/// The value of a number that is digits only, after a minus sign perhaps; `nil` if it does not fit.
@inline(__always)
func parseInteger(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var i = start
    let isNegative = base[i] == 0x2D
    if isNegative { i &+= 1 }
    var magnitude: UInt64 = 0
    let digits = end &- i
    guard digits <= 19 else { return nil }
    // 19 digits fit UInt64.
    while i < end {
        magnitude = magnitude &* 10 &+ UInt64(base[i] &- 0x30)
        i &+= 1
    }
    if isNegative {
        guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }
    return Int64(exactly: magnitude)
}
