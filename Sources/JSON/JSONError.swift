/// Why a text is not JSON that the parser takes, and where.
public struct JSONError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// The text ends before the value does; also an empty text.
        case unexpectedEnd
        /// A byte that cannot stand there, with what could.
        case unexpectedByte(UInt8, expected: String)
        /// Something follows the value.
        case trailingData
        /// The text begins with a byte order mark.
        case byteOrderMark
        /// Bytes in a string that are no UTF-8: wrong, overlong, beyond U+10FFFF or surrogates.
        case invalidUTF8
        /// A control character in a string that is not escaped.
        case controlCharacter(UInt8)
        /// A backslash followed by what is no escape.
        case invalidEscape
        /// A `\u` escape that is one half of a surrogate pair without the other.
        case loneSurrogate
        /// A number with leading zeros, or without digits where they must stand.
        case invalidNumber
        /// More levels of arrays and objects than allowed.
        case tooDeep(limit: Int)
        /// More bytes than allowed.
        case tooLarge(limit: Int)
        /// A member whose name the object already has.
        case duplicateKey(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Bytes before the place of the error.
    public let offset: Int
    /// The line, from 1; lines end with a line feed.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int
    /// The value or member in which the error is.
    public let path: JSONPath
}

extension JSONError {
    init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>, path: JSONPath) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(reason: reason, offset: offset, line: line, column: column, path: path)
    }
}

extension JSONError: CustomStringConvertible {
    /// Such as `line 2, column 5 (byte 17), at /spec: trailing comma`.
    public var description: String {
        let place = "line \(line), column \(column) (byte \(offset))"
        return path.isEmpty ? "\(place): \(reason)" : "\(place), at \(path.pointer): \(reason)"
    }
}

extension JSONError.Reason: CustomStringConvertible {
    /// The text for people and logs.
    public var description: String {
        switch self {
        case .unexpectedEnd: "unexpected end of JSON input"
        case .unexpectedByte(let byte, let expected): "unexpected \(Self.name(of: byte)), expected \(expected)"
        case .trailingData: "data after the value"
        case .byteOrderMark: "byte order mark before the value"
        case .invalidUTF8: "invalid UTF-8 in a string"
        case .controlCharacter(let byte): "control character \(Self.name(of: byte)) in a string"
        case .invalidEscape: "invalid escape in a string"
        case .loneSurrogate: "escaped surrogate without its other half"
        case .invalidNumber: "invalid number"
        case .tooDeep(let limit): "more than \(limit) levels of arrays and objects"
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .duplicateKey(let key): "duplicate member \(JSONValue.string(key))"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if byte > 0x20, byte < 0x7F { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
    }
}
