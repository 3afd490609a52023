/// What names, label keys and label values may look like.
///
/// Each function returns what is wrong, for people; an empty list means that the text is valid.
package enum NameRules {
    /// A label of the domain name system (RFC 1123): lower-case letters, digits and `-`, at most 63.
    package static func dns1123Label(_ text: some StringProtocol) -> [String] {
        if isPlain(text, { $0.count <= 63 && isLabel($0) }) { return [] }
        let problems = tooLong(text, limit: 63)
        let bytes = Array(text.utf8)
        guard isLabel(bytes[...]) else {
            return problems + [
                explained(
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
                        + "start and end with an alphanumeric character", label, "my-name", "123-abc")
            ]
        }
        return problems
    }

    /// Labels of the domain name system joined by points (RFC 1123), at most 253 bytes: the name of most objects.
    package static func dns1123Subdomain(_ text: some StringProtocol) -> [String] {
        if isPlain(text, isSubdomain) { return [] }
        let problems = tooLong(text, limit: 253)
        let bytes = Array(text.utf8)
        guard bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel) else {
            return problems + [
                explained(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                        + "must start and end with an alphanumeric character", "\(label)(\\.\(label))*", "example.com")
            ]
        }
        return problems
    }

    /// A label of the domain name system as RFC 1035 has it: as ``dns1123Label(_:)``, but beginning with a letter.
    package static func dns1035Label(_ text: some StringProtocol) -> [String] {
        let problems = tooLong(text, limit: 63)
        let bytes = Array(text.utf8)
        guard isLabel(bytes[...]), let first = bytes.first, isLower(first) else {
            return problems + [
                explained(
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                        + "alphabetic character, and end with an alphanumeric character",
                    "[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123")
            ]
        }
        return problems
    }

    /// A key of a label or annotation: a name of at most 63 letters, digits, `-`, `_` and `.`, where wanted after a
    /// prefix that is a DNS subdomain and a slash.
    package static func qualifiedName(_ text: some StringProtocol) -> [String] {
        if isPlain(text, isQualified) { return [] }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var problems: [String] = []
        let name: Substring
        switch parts.count {
        case 1: name = Substring(parts[0])
        case 2:
            name = Substring(parts[1])
            if parts[0].isEmpty {
                problems.append("prefix part must be non-empty")
            } else {
                problems += dns1123Subdomain(parts[0]).map { "prefix part \($0)" }
            }
        default:
            return [
                "a qualified name \(namePartFault) with an optional DNS subdomain prefix and '/' (e.g. "
                    + "'example.com/MyName')"
            ]
        }
        if name.isEmpty {
            problems.append("name part must be non-empty")
        } else {
            problems += tooLong(name, limit: 63).map { "name part \($0)" }
        }
        if !isLoose(name.utf8) {
            problems.append("name part \(namePartFault)")
        }
        return problems
    }

    /// A value of a label: empty, or at most 63 letters, digits, `-`, `_` and `.`.
    package static func labelValue(_ text: some StringProtocol) -> [String] {
        if isPlain(text, { $0.isEmpty || ($0.count <= 63 && isLoose($0)) }) { return [] }
        let problems = tooLong(text, limit: 63)
        guard text.isEmpty || isLoose(text.utf8) else {
            return problems + [
                explained(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                        + "must start and end with an alphanumeric character", "(\(namePart))?", "MyValue", "my_value",
                    "12345")
            ]
        }
        return problems
    }

    /// A key of a ConfigMap or Secret: at most 253 letters, digits, `-`, `_` and `.`, and no path.
    package static func configMapKey(_ text: some StringProtocol) -> [String] {
        var problems = tooLong(text, limit: 253)
        if text.isEmpty || !text.utf8.allSatisfy({ isAlphanumeric($0) || isOther($0) }) {
            problems.append(
                explained(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+",
                    "key.name", "KEY_NAME", "key-name")
            )
        }
        if text == "." { problems.append("must not be '.'") }
        if text == ".." {
            problems.append("must not be '..'")
        } else if text.hasPrefix("..") {
            problems.append("must not start with '..'")
        }
        return problems
    }

    /// A segment of a path, such as any object's name: neither `.` nor `..`, without `/` and `%`.
    package static func pathSegment(_ text: some StringProtocol) -> [String] {
        if isPlain(text, { $0.allSatisfy { $0 != 0x25 && $0 != 0x2e && $0 != 0x2f } }) { return [] }
        if text == "." || text == ".." { return ["may not be '\(text)'"] }
        return ["/", "%"].filter { text.utf8.contains($0.utf8.first ?? 0) }.map { "may not contain '\($0)'" }
    }

    /// What is checked of `metadata.generateName`: as the rule for names, but it may end in `-`, since more follows.
    package static func prefix(_ text: String, of rule: (String) -> [String]) -> [String] {
        rule(text.utf8.count > 1 && text.hasSuffix("-") ? text.dropLast() + "a" : text)
    }

    // MARK: What is said

    private static let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let namePart = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"

    private static var namePartFault: String {
        explained(
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
                + "character", namePart, "MyName", "my.name", "123-abc")
    }

    /// What is wrong, with examples and the regular expression of what would be right, as Kubernetes writes it, two spaces
    /// and all: people look for the text as they have seen it.
    private static func explained(_ rule: String, _ pattern: String, _ examples: String...) -> String {
        let shown = examples.map { "'\($0)', " }.joined(separator: " or ")
        return "\(rule) (e.g. \(shown)regex used for validation is '\(pattern)')"
    }

    // MARK: Checks

    /// Whether a text passes a check of its bytes. Mostly it does, and then nothing is copied; where it says no, what is
    /// wrong is still to be found out.
    private static func isPlain(_ text: some StringProtocol, _ check: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(check) ?? false
    }

    private static func isSubdomain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 253 else { return false }
        // A label begins and ends with a letter or digit, so neither end nor a neighbour of a point is anything else.
        var isAtEdge = true
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                if isAtEdge { return false }
                isAtEdge = true
            } else if byte == UInt8(ascii: "-") {
                if isAtEdge { return false }
            } else {
                guard isLowerOrDigit(byte) else { return false }
                isAtEdge = false
            }
        }
        guard let last = bytes.last else { return false }
        return isLowerOrDigit(last) && !hasDashBeforePoint(bytes)
    }

    private static func hasDashBeforePoint(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: ".") }
    }

    private static func isQualified(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return bytes.count <= 63 && isLoose(bytes) }
        let name = UnsafeBufferPointer(rebasing: bytes[(slash + 1)...])
        return name.count <= 63 && isLoose(name) && isSubdomain(UnsafeBufferPointer(rebasing: bytes[..<slash]))
    }

    private static func tooLong(_ text: some StringProtocol, limit: Int) -> [String] {
        text.utf8.count > limit ? ["must be no more than \(limit) bytes"] : []
    }

    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isLowerOrDigit(_ byte: UInt8) -> Bool { isLower(byte) || (48...57).contains(byte) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLowerOrDigit(byte) || (65...90).contains(byte) }
    /// `-`, `_` and `.`
    private static func isOther(_ byte: UInt8) -> Bool { byte == 45 || byte == 95 || byte == 46 }

    private static func isLabel(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, isLowerOrDigit(first), isLowerOrDigit(last) else {
            return false
        }
        return bytes.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
    private static func isLoose(_ bytes: some Sequence<UInt8>) -> Bool {
        // What the last byte was; nothing begins with another character.
        var last = UInt8(ascii: ".")
        for (index, byte) in bytes.enumerated() {
            guard isAlphanumeric(byte) || (index > 0 && isOther(byte)) else { return false }
            last = byte
        }
        return isAlphanumeric(last)
    }
}
