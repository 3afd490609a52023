/// A JSON Pointer (RFC 6901).
public struct JSONPointer: Sendable, Hashable {
    /// The reference tokens, not escaped.
    public var tokens: [String]

    /// A pointer of tokens that are not escaped.
    public init(tokens: [String] = []) {
        self.tokens = tokens
    }

    /// A pointer from its text; `nil` if the text is neither empty nor begins with `/`, or has a `~` that is followed by
    /// neither `0` nor `1`.
    public init?(_ text: String) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        var token: [UInt8] = []
        var afterTilde = false
        for byte in text.utf8.dropFirst() {
            if afterTilde {
                switch byte {
                case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
                default: return nil
                }
                afterTilde = false
            } else if byte == UInt8(ascii: "~") {
                afterTilde = true
            } else if byte == UInt8(ascii: "/") {
                tokens.append(String(decoding: token, as: UTF8.self))
                token.removeAll(keepingCapacity: true)
            } else {
                token.append(byte)
            }
        }
        guard !afterTilde else { return nil }
        tokens.append(String(decoding: token, as: UTF8.self))
        self.tokens = tokens
    }

    /// The array index that a token stands for: digits without leading zeros (RFC 6901 §4). `nil` for other tokens, also `-`.
    package static func arrayIndex(_ token: String) -> Int? {
        let bytes = token.utf8
        guard let first = bytes.first, bytes.allSatisfy(isDigit), first != UInt8(ascii: "0") || bytes.count == 1 else {
            return nil
        }
        return Int(token)
    }
}

extension JSONPointer {
    /// Tokens are the same if their UTF-8 bytes are, as the names of members.
    public static func == (a: Self, b: Self) -> Bool {
        a.tokens.elementsEqual(b.tokens, by: sameText)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer's text, with `~` and `/` in tokens escaped as `~0` and `~1`.
    public var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
                case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// The value that a pointer leads to; `nil` where there is none.
    public subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object(let object):
                guard let next = object[token] else { return nil }
                value = next
            case .array(let array):
                guard let index = JSONPointer.arrayIndex(token), index < array.count else { return nil }
                value = array[index]
            default:
                return nil
            }
        }
        return value
    }
}

extension JSONNode {
    /// The value that a pointer leads to; `nil` where there is none.
    public subscript(pointer: JSONPointer) -> JSONNode? {
        var node = self
        for token in pointer.tokens {
            let next: JSONNode? =
                switch node.kind {
                case .object: node[token]
                case .array: JSONPointer.arrayIndex(token).flatMap { node[$0] }
                default: nil
                }
            guard let next else { return nil }
            node = next
        }
        return node
    }
}
