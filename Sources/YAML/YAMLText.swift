/// The bytes of a YAML text, brought to UTF-8 and checked before libyaml sees them.
///
/// libyaml checks too, but reads ahead and so cannot say where the wrong byte is.
enum YAMLText {
    /// Calls a closure with the text as checked UTF-8 without a byte order mark at its beginning.
    static func withChecked<Value>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: YAMLLimits,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result<Value, YAMLError>
    ) -> Result<Value, YAMLError> {
        guard bytes.count <= limits.maximumBytes else {
            return .failure(
                YAMLError("the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read", at: .start))
        }
        // Marks are 32 bits wide.
        guard bytes.count < UInt32.max else {
            return .failure(YAMLError("the text has \(bytes.count) bytes; at most 4 GiB are read", at: .start))
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            return .failure(YAMLError("the text is UTF-32; YAML is read as UTF-8 or UTF-16", at: .start))
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            guard let text = transcode(bytes) else {
                return .failure(YAMLError("the text is not valid UTF-16", at: .start))
            }
            return text.withUnsafeBufferPointer { text in checked(text).flatMap { body(text) } }
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = hasMark ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
        return checked(text).flatMap { body(text) }
    }

    /// UTF-16 with a byte order mark as UTF-8; `nil` if it is not valid.
    private static func transcode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard bytes.count % 2 == 0 else { return nil }
        let high = bytes[0] == 0xFE ? 0 : 1
        let units = stride(from: 2, to: bytes.count, by: 2).lazy.map { index in
            UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2)
        let failed = Swift.transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { text.append($0) })
        return failed ? nil : text
    }

    private static func checked(_ text: UnsafeBufferPointer<UInt8>) -> Result<Void, YAMLError> {
        var index = 0
        var lineStart = true
        var tagDirectives = 0
        while index < text.count {
            let byte = text[index]
            if byte >= 0x80 {
                let length = scalarLength(text, at: index)
                guard length > 0 else {
                    return .failure(YAMLError("the text is not valid UTF-8", at: mark(in: text, at: index)))
                }
                if let scalar = forbidden(text, at: index, length: length) {
                    return .failure(controlCharacter(scalar, at: mark(in: text, at: index)))
                }
                lineStart = false
                index &+= length
                continue
            }
            if byte < 0x20 || byte == 0x7F {
                guard byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                    return .failure(controlCharacter(Unicode.Scalar(byte), at: mark(in: text, at: index)))
                }
                lineStart = byte != 0x09
            } else {
                if lineStart, byte == UInt8(ascii: "%"), text[index...].starts(with: "%TAG".utf8) {
                    tagDirectives &+= 1
                    guard tagDirectives <= YAMLLimits.maximumTagDirectives else {
                        return .failure(
                            YAMLError(
                                "more than \(YAMLLimits.maximumTagDirectives) %TAG directives",
                                at: mark(in: text, at: index)))
                    }
                }
                lineStart = false
            }
            index &+= 1
        }
        return .success(())
    }

    /// How many bytes the scalar that begins with a byte from 0x80 has (Unicode 3.9, table 3-7); 0 if it is ill-formed.
    private static func scalarLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        func isTrailing(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index &+ offset < text.count && range.contains(text[index &+ offset])
        }
        switch text[index] {
        case 0xC2...0xDF: return isTrailing(1) ? 2 : 0
        case 0xE0: return isTrailing(1, 0xA0...0xBF) && isTrailing(2) ? 3 : 0
        case 0xED: return isTrailing(1, 0x80...0x9F) && isTrailing(2) ? 3 : 0
        case 0xE1...0xEF: return isTrailing(1) && isTrailing(2) ? 3 : 0
        case 0xF0: return isTrailing(1, 0x90...0xBF) && isTrailing(2) && isTrailing(3) ? 4 : 0
        case 0xF4: return isTrailing(1, 0x80...0x8F) && isTrailing(2) && isTrailing(3) ? 4 : 0
        case 0xF1...0xF3: return isTrailing(1) && isTrailing(2) && isTrailing(3) ? 4 : 0
        default: return 0
        }
    }

    /// The C1 controls but NEL, U+FFFE and U+FFFF: YAML 1.1 §4.1 does not allow them.
    private static func forbidden(
        _ text: UnsafeBufferPointer<UInt8>, at index: Int, length: Int
    ) -> Unicode.Scalar? {
        switch (length, text[index]) {
        case (2, 0xC2):
            let second = text[index &+ 1]
            return second < 0xA0 && second != 0x85 ? Unicode.Scalar(second) : nil
        case (3, 0xEF) where text[index &+ 1] == 0xBF && text[index &+ 2] >= 0xBE:
            return Unicode.Scalar(0xFF00 | UInt32(text[index &+ 2]) + 0x40)
        default:
            return nil
        }
    }

    private static func controlCharacter(_ scalar: Unicode.Scalar, at mark: YAMLMark) -> YAMLError {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return YAMLError(
            "the control character \(code) is not allowed; write it as an escape in double quotes", at: mark)
    }

    /// The place of a byte; everything before it is valid.
    private static func mark(in text: UnsafeBufferPointer<UInt8>, at end: Int) -> YAMLMark {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar?
        for scalar in String(decoding: text[..<end], as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
            default: column += 1
            }
            previous = scalar
        }
        return YAMLMark(line: line, column: column)
    }
}
