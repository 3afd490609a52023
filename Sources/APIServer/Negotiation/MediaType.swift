/// A media type with its parameters (RFC 9110 §8.3.1), or a range of them as an Accept header names.
struct MediaType: Equatable, Sendable {
    /// Lower case, such as `application/json`.
    var name: String
    /// By lower-case name; the quality `q` is not among them.
    var parameters: [String: String] = [:]
    /// How much it is wanted, from 0 to 1.
    var quality = 1.0

    /// Reads one media type; `nil` for what is none.
    init?(_ text: some StringProtocol) {
        var parts = MediaType.split(text, at: ";")
        let name = parts.removeFirst().lowercased()
        let halves = name.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(MediaType.isTokenByte) }) else {
            return nil
        }
        self.name = name
        for part in parts where !part.isEmpty {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = MediaType.trimmed(pair[0]).lowercased()
            guard pair.count == 2, !key.isEmpty else { return nil }
            var value = MediaType.trimmed(pair[1])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            if key == "q" {
                guard let quality = Double(value), (0...1).contains(quality) else { return nil }
                self.quality = quality
            } else {
                parameters[key] = value
            }
        }
    }

    /// Reads an Accept header: the ranges that can be read, the most wanted first, in the given order where equal.
    static func accepted(_ header: String) -> [MediaType] {
        let ranges = split(header, at: ",").compactMap { MediaType($0) }.filter { $0.quality > 0 }
        return ranges.enumerated().sorted { a, b in
            a.element.quality == b.element.quality ? a.offset < b.offset : a.element.quality > b.element.quality
        }.map(\.element)
    }

    /// How much of a header is read, in characters.
    private static let maximumLength = 8 << 10

    /// The parts between separators that are not quoted, without the space around them.
    private static func split(_ text: some StringProtocol, at separator: Character) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text.prefix(maximumLength) {
            if character == "\"" { isQuoted.toggle() }
            if character == separator && !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map(trimmed)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let space: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = text.firstIndex(where: { !space($0) }), let last = text.lastIndex(where: { !space($0) })
        else {
            return ""
        }
        return String(text[first...last])
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: Array("!#$%&'*+-.^_`|~@".utf8).contains(byte)
        }
    }
}
