/// Which names the language allows where.
enum Names {
    /// Whether a text is a lower-case DNS label (RFC 1123): letters, digits and `-`, at most 63.
    static func isLabel(_ text: some StringProtocol) -> Bool {
        guard (1...63).contains(text.utf8.count), text.first != "-", text.last != "-" else { return false }
        return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Whether a text is a group: labels with dots between them, at most 253 characters.
    static func isGroup(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    /// Whether a text is a version: `v1`, `v2beta1`, `v1alpha3`.
    static func isVersion(_ text: String) -> Bool {
        var rest = Substring(text)
        func number() -> Bool {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return (1...9).contains(digits.count) && digits.first != "0"
        }
        guard rest.first == "v" else { return false }
        rest = rest.dropFirst()
        guard number() else { return false }
        if rest.isEmpty { return true }
        for stage in ["alpha", "beta"] where rest.hasPrefix(stage) {
            rest = rest.dropFirst(stage.count)
            return number() && rest.isEmpty
        }
        return false
    }

    /// Whether a text is the name of a kind or type: a capital, then letters and digits, at most 63 (kinds are labels in
    /// lower case) or 120 for types.
    static func isTypeName(_ text: String) -> Bool {
        guard (1...120).contains(text.utf8.count), let first = text.utf8.first, isUpper(first) else { return false }
        return text.utf8.allSatisfy { isUpper($0) || isLower($0) || isDigit($0) }
    }

    /// Whether a text is the name of a field in JSON that every output can say: visible ASCII without quotes, commas and
    /// backslashes, at most 120.
    static func isFieldName(_ text: String) -> Bool {
        (1...120).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"'`,\\".utf8.contains($0) }
    }

    /// Whether a text is a Swift identifier of ASCII letters, digits and `_`.
    static func isIdentifier(_ text: String) -> Bool {
        guard (1...120).contains(text.utf8.count), let first = text.utf8.first, !isDigit(first), text != "_" else {
            return false
        }
        return text.utf8.allSatisfy { isUpper($0) || isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// Whether a text is a dotted package name such as `io.k8s.api.core.v1`.
    static func isPackage(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        isLower($0) || isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                    }
            }
    }

    /// The plural of a kind, in lower case, by the rules of English spelling.
    static func plural(ofKind kind: String) -> String {
        let name = kind.lowercased()
        if ["s", "x", "z", "ch", "sh"].contains(where: name.hasSuffix) { return name + "es" }
        if name.hasSuffix("y"), let before = name.dropLast().last, !"aeiou".contains(before) {
            return name.dropLast() + "ies"
        }
        return name + "s"
    }

    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
