/// The dates and times of YAML 1.1.
enum YAMLTimestamp {
    /// Whether a text is shaped like a date (`2006-1-2`) or a date and time (`2006-01-02T15:04:05.9Z`, `2006-1-2
    /// 15:4:5`).
    ///
    /// Days and hours out of range are not told apart: the answer decides only whether an explicit `!!timestamp` is
    /// accepted, and whether a string is quoted when it is written, where one quoted for nothing does no harm.
    static func matches(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        func digits(_ counts: ClosedRange<Int>) -> Bool {
            let found = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            guard counts.contains(found.count) else { return false }
            rest.removeFirst(found.count)
            return true
        }
        func byte(_ accepted: StaticString) -> Bool {
            guard let first = rest.first, accepted.withUTF8Buffer({ $0.contains(first) }) else { return false }
            rest.removeFirst()
            return true
        }
        guard digits(4...4), byte("-"), digits(1...2), byte("-"), digits(1...2) else { return false }
        if rest.isEmpty { return true }
        guard byte("Tt \t") else { return false }
        while byte(" \t") {}
        guard digits(1...2), byte(":"), digits(1...2), byte(":"), digits(1...2) else { return false }
        if byte(".") { _ = digits(0...Int.max) }
        while byte(" \t") {}
        if byte("Zz") { return rest.isEmpty }
        if byte("+-") {
            guard digits(1...2) else { return false }
            if byte(":") { guard digits(2...2) else { return false } }
        }
        return rest.isEmpty
    }
}
