/// How a string is written so that every reader takes it for this string.
enum StringStyle {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block scalar, with what stands behind the `|`.
    case literal(header: String)

    /// What a look at all the characters of a string tells.
    private struct Analysis {
        var hasBreak = false
        var hasTab = false
        /// A character that only an escape in double quotes can say, or that some readers refuse or take for a line's
        /// end.
        var needsEscape = false
        /// A character that ends a plain scalar or begins something else.
        var hasIndicator = false
        /// Spaces that nobody would see, before a line's end or the string's.
        var hasTrailingSpace = false
        var hasText = false

        init(_ text: UnsafeBufferPointer<UInt8>) {
            var previous: UInt8 = 0
            for (index, byte) in text.enumerated() {
                switch byte {
                case UInt8(ascii: "\n"):
                    hasBreak = true
                    if previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\t") { hasTrailingSpace = true }
                case UInt8(ascii: "\t"): hasTab = true
                case UInt8(ascii: " "): break
                case 0..<0x20, 0x7F, 0xF0...: needsEscape = true
                case UInt8(ascii: ":"):
                    if index + 1 == text.count || Self.isBlank(text[index + 1]) { hasIndicator = true }
                case UInt8(ascii: "#"):
                    if Self.isBlank(previous) { hasIndicator = true }
                case 0xC2:
                    // C1 controls, NEL among them.
                    if text[index + 1] < 0xA0 { needsEscape = true }
                case 0xE2:
                    // U+2028 and U+2029.
                    if text[index + 1] == 0x80, text[index + 2] & 0xFE == 0xA8 { needsEscape = true }
                case 0xEF:
                    // U+FEFF, U+FFFE and U+FFFF.
                    if text[index + 1] == 0xBB, text[index + 2] == 0xBF { needsEscape = true }
                    if text[index + 1] == 0xBF, text[index + 2] >= 0xBE { needsEscape = true }
                default: break
                }
                if byte > UInt8(ascii: " ") { hasText = true }
                previous = byte
            }
            if previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\t") { hasTrailingSpace = true }
        }

        private static func isBlank(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
        }
    }

    /// The style for a value; valid UTF-8.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .doubleQuoted
            return
        }
        let analysis = Analysis(text)
        let startsBlank = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") || first == UInt8(ascii: "\n")
        if analysis.hasBreak {
            guard !analysis.needsEscape, !analysis.hasTrailingSpace, analysis.hasText else {
                self = .doubleQuoted
                return
            }
            let breaks = text.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
            self = .literal(header: (startsBlank ? "2" : "") + (breaks == 0 ? "-" : breaks == 1 ? "" : "+"))
        } else if analysis.needsEscape || analysis.hasTab || NumberLikeness.isAmbiguous(text) {
            self = .doubleQuoted
        } else if analysis.hasIndicator || startsBlank || analysis.hasTrailingSpace || Self.startsWithIndicator(text) {
            self = .singleQuoted
        } else {
            self = .plain
        }
    }

    /// Whether the beginning of a text means something other than a plain scalar.
    private static func startsWithIndicator(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch text[0] {
        case UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            text.count == 1 || text[1] == UInt8(ascii: " ") || text.starts(with: "---".utf8)
        case UInt8(ascii: "."):
            text.starts(with: "...".utf8)
        default:
            false
        }
    }

    /// Writes a string in this style, without the line break that ends it.
    ///
    /// - Parameters:
    ///   - asKey: whether it has to stay on one line.
    ///   - indentation: the column of a block scalar's lines, counted from 0.
    func write(
        _ text: UnsafeBufferPointer<UInt8>, asKey: Bool, indentation: Int, to bytes: inout [UInt8]
    ) {
        switch self {
        case .plain:
            bytes.append(contentsOf: text)
        case .singleQuoted:
            bytes.append(UInt8(ascii: "'"))
            for byte in text {
                if byte == UInt8(ascii: "'") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "'"))
        case .literal(let header) where !asKey:
            Self.writeLiteral(text, header: header, indentation: indentation, to: &bytes)
        case .doubleQuoted, .literal:
            Self.writeDoubleQuoted(text, to: &bytes)
        }
    }

    private static func writeLiteral(
        _ text: UnsafeBufferPointer<UInt8>, header: String, indentation: Int, to bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: "|"))
        bytes.append(contentsOf: header.utf8)
        // Whoever calls ends the last line.
        let lines = text.last == UInt8(ascii: "\n") ? text.dropLast() : text[...]
        var start = lines.startIndex
        while start <= lines.endIndex {
            let end = lines[start...].firstIndex(of: UInt8(ascii: "\n")) ?? lines.endIndex
            bytes.append(UInt8(ascii: "\n"))
            if end > start {
                bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
                bytes.append(contentsOf: lines[start..<end])
            }
            start = end + 1
        }
    }

    private static func writeDoubleQuoted(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x22: bytes.append(contentsOf: "\\\"".utf8)
            case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
            case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0...0xFF where scalar.value < 0xA0: appendEscape("\\x", scalar.value, digits: 2, to: &bytes)
            case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: appendEscape("\\u", scalar.value, digits: 4, to: &bytes)
            case 0...0xFFFF: bytes.append(contentsOf: String(scalar).utf8)
            default: appendEscape("\\U", scalar.value, digits: 8, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ prefix: String, _ value: UInt32, digits: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: prefix.utf8)
        for position in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: value >> (4 * UInt32(position)) & 0xF)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }
}
