/// How a scan of a string or number failed.
enum ScanFailure: UInt8 {
    case unexpectedEnd, controlCharacter, invalidUTF8, invalidEscape, loneSurrogate, invalidNumber
}

private let everyByte: UInt64 = 0x0101_0101_0101_0101

/// Eight bytes of which each that a string cannot hold as it is (a quote, a backslash, a control character) or that is not
/// ASCII has its highest bit set in the result. Bytes above the lowest such byte may be marked wrongly.
@inline(__always)
func specialBytes(_ chunk: UInt64) -> UInt64 {
    let quotes = (chunk ^ (everyByte &* 0x22)) &- everyByte
    let backslashes = (chunk ^ (everyByte &* 0x5C)) &- everyByte
    let controls = chunk &- (everyByte &* 0x20)
    return (quotes | backslashes | controls | chunk) & (everyByte &* 0x80)
}

/// Eight bytes in the order in which the lowest byte of the number is the first. The caller vouches that they are there.
@inline(__always)
func loadEight(_ base: UnsafePointer<UInt8>, _ position: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
}

/// Scans a string from the byte after its opening quote to the closing quote, where `position` is left.
///
/// - Returns: The word's kind (``TapeKind/string`` and so on), or the failure in the byte above it. At a failure `position` is
///   where it lies.
@inline(__always)
func scanString(
    _ base: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ failure: inout ScanFailure?
) -> UInt64 {
    var i = position
    while true {
        // In bounds: eight bytes are read only where they end at `end` at the latest.
        while i &+ 8 <= end {
            let special = specialBytes(loadEight(base, i))
            if special == 0 {
                i &+= 8
                continue
            }
            i &+= special.trailingZeroBitCount &>> 3
            if base[i] == 0x22 {
                position = i
                return TapeKind.string
            }
            break
        }
        guard i < end else { break }
        let byte = base[i]
        if byte == 0x22 {
            position = i
            return TapeKind.string
        }
        if byte == 0x5C || byte >= 0x80 || byte < 0x20 {
            position = i
            return scanUncommonString(base, &position, end, &failure)
        }
        i &+= 1
    }
    position = end
    failure = .unexpectedEnd
    return 0
}

/// Goes on with a string at its first byte that is no plain ASCII.
@inline(never)
func scanUncommonString(
    _ base: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ failure: inout ScanFailure?
) -> UInt64 {
    var i = position
    var kind = TapeKind.string
    while i < end {
        if i &+ 8 <= end {
            let special = specialBytes(loadEight(base, i))
            if special == 0 {
                i &+= 8
                continue
            }
            i &+= special.trailingZeroBitCount &>> 3
        }
        let byte = base[i]
        if byte >= 0x80 {
            let length = utf8SequenceLength(base, i, end)
            guard length > 0 else {
                position = i
                failure = .invalidUTF8
                return 0
            }
            i &+= length
        } else if byte == 0x5C {
            guard i &+ 1 < end else { break }
            switch base[i &+ 1] {
            case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74:
                kind = max(kind, TapeKind.escapedString)
                i &+= 2
            case 0x2F:
                kind = TapeKind.freelyEscapedString
                i &+= 2
            case 0x75:
                kind = TapeKind.freelyEscapedString
                if let problem = scanUnicodeEscape(base, &i, end) {
                    position = min(i, end)
                    failure = problem
                    return 0
                }
            default:
                position = i
                failure = .invalidEscape
                return 0
            }
        } else if byte == 0x22 {
            position = i
            return kind
        } else if byte < 0x20 {
            position = i
            failure = .controlCharacter
            return 0
        } else {
            i &+= 1
        }
    }
    position = end
    failure = .unexpectedEnd
    return 0
}

/// Scans `\uXXXX`, and the low half if it is the high half of a surrogate pair.
private func scanUnicodeEscape(_ base: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int) -> ScanFailure? {
    guard position &+ 6 <= end else {
        // What is there may already be wrong.
        var i = position &+ 2
        while i < end {
            if hexDigit(base[i]) == nil { return .invalidEscape }
            i &+= 1
        }
        position = end
        return .unexpectedEnd
    }
    guard let unit = hexUnit(base, position &+ 2) else { return .invalidEscape }
    if unit & 0xF800 != 0xD800 {
        position &+= 6
        return nil
    }
    guard unit < 0xDC00 else { return .loneSurrogate }
    if position &+ 12 <= end {
        guard base[position &+ 6] == 0x5C, base[position &+ 7] == 0x75, let low = hexUnit(base, position &+ 8),
            low & 0xFC00 == 0xDC00
        else { return .loneSurrogate }
        position &+= 12
        return nil
    }
    // The text ends here: what is there may be the beginning of the other half.
    for i in position &+ 6..<end {
        let byte = base[i]
        let isPossible =
            switch i &- position {
            case 6: byte == 0x5C
            case 7: byte == 0x75
            case 8: byte | 0x20 == 0x64
            case 9: byte | 0x20 >= 0x63 && byte | 0x20 <= 0x66
            default: hexDigit(byte) != nil
            }
        if !isPossible { return .loneSurrogate }
    }
    position = end
    return .unexpectedEnd
}

/// The value of four hexadecimal digits. The caller vouches that four bytes are there.
@inline(__always)
func hexUnit(_ base: UnsafePointer<UInt8>, _ position: Int) -> UInt32? {
    var unit: UInt32 = 0
    for i in 0..<4 {
        guard let digit = hexDigit(base[position &+ i]) else { return nil }
        unit = unit &<< 4 | UInt32(digit)
    }
    return unit
}

@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte &- 0x30
    case 0x41...0x46: byte &- 0x37
    case 0x61...0x66: byte &- 0x57
    default: nil
    }
}

/// The length of the well-formed UTF-8 sequence of two to four bytes that begins there (Unicode 15, table 3-7); 0 if there is
/// none.
@inline(__always)
func utf8SequenceLength(_ base: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
    let first = base[i]
    let left = end &- i
    guard first >= 0xC2, first <= 0xF4, left >= 2 else { return 0 }
    let second = base[i &+ 1]
    if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
    guard left >= 3, base[i &+ 2] & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 {
        let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
        let high: UInt8 = first == 0xED ? 0x9F : 0xBF
        return second >= low && second <= high ? 3 : 0
    }
    guard left >= 4, base[i &+ 3] & 0xC0 == 0x80 else { return 0 }
    let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
    return second >= low && second <= high ? 4 : 0
}

/// The text of a string that a scan has found to be well-formed.
func unescape(_ base: UnsafePointer<UInt8>, _ offset: Int, _ length: Int) -> String {
    // No escape is shorter than what it stands for.
    String(unsafeUninitializedCapacity: length) { buffer in
        var i = offset
        let end = offset &+ length
        var count = 0
        func put(_ byte: UInt8) {
            buffer[count] = byte
            count &+= 1
        }
        while i < end {
            let byte = base[i]
            guard byte == 0x5C, i &+ 1 < end else {
                put(byte)
                i &+= 1
                continue
            }
            let escaped = base[i &+ 1]
            i &+= 2
            switch escaped {
            case 0x62: put(0x08)
            case 0x66: put(0x0C)
            case 0x6E: put(0x0A)
            case 0x72: put(0x0D)
            case 0x74: put(0x09)
            case 0x75:
                guard i &+ 4 <= end, var scalar = hexUnit(base, i) else { continue }
                i &+= 4
                if scalar & 0xFC00 == 0xD800, i &+ 6 <= end, let low = hexUnit(base, i &+ 2) {
                    scalar = 0x10000 &+ ((scalar & 0x3FF) &<< 10 | (low & 0x3FF))
                    i &+= 6
                }
                if let scalar = Unicode.Scalar(scalar) { UTF8.encode(scalar).map { $0.forEach(put) } }
            default: put(escaped)
            }
        }
        return count
    }
}
