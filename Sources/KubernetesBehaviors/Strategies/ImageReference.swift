/// What the name of a container image says.
struct ImageReference {
    /// The tag; `latest` where there is neither tag nor digest, `nil` where there is only a digest.
    let tag: String?

    /// Reads a name such as `registry.example:5000/team/app:1.2@sha256:…`; `nil` where it is none.
    init?(_ text: String) {
        var rest = text[...]
        var hasDigest = false
        if let at = rest.firstIndex(of: "@") {
            guard Self.isDigest(rest[rest.index(after: at)...]) else { return nil }
            hasDigest = true
            rest = rest[..<at]
        }
        let lastSlash = rest.lastIndex(of: "/")
        var tag: Substring?
        if let colon = rest.lastIndex(of: ":"), lastSlash.map({ $0 < colon }) ?? true {
            let given = rest[rest.index(after: colon)...]
            guard Self.isTag(given) else { return nil }
            tag = given
            rest = rest[..<colon]
        }
        var components = rest.split(separator: "/", omittingEmptySubsequences: false)
        if components.count > 1, let host = components.first, Self.looksLikeHost(host) {
            guard Self.isHost(host) else { return nil }
            components.removeFirst()
        }
        // What could be the hash of an image is no name.
        guard components.count > 1 || text.utf8.count != 64 || !text.utf8.allSatisfy(Self.isHex) else { return nil }
        guard !components.isEmpty, components.allSatisfy(Self.isPathComponent) else { return nil }
        self.tag = tag.map(String.init) ?? (hasDigest ? nil : "latest")
    }

    /// When an image is pulled if nothing is said about it: always where its tag is expected to move.
    static func defaultPullPolicy(_ image: String) -> String {
        ImageReference(image)?.tag == "latest" ? "Always" : "IfNotPresent"
    }

    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool { isLower(byte) || (65...90).contains(byte) || byte == 95 }

    /// The first component is a host if it could not be the name of a team.
    private static func looksLikeHost(_ text: Substring) -> Bool {
        text == "localhost" || text.contains(".") || text.contains(":") || text.utf8.contains { (65...90).contains($0) }
    }

    /// Labels of letters, digits and hyphens, joined by points, and a port.
    private static func isHost(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy { (48...57).contains($0) }) else {
            return false
        }
        return parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last else { return false }
            return first != 45 && last != 45 && label.utf8.allSatisfy { $0 == 45 || ($0 != 95 && isWord($0)) }
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

    private static func isTag(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isWord(first), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return false }
        let digits = text[text.index(after: colon)...].utf8
        return digits.count >= 32 && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 0x20) }
    }

    /// Small letters and digits, joined by a point, one or two underscores, or hyphens.
    private static func isPathComponent(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, isLower(first), isLower(last) else {
            return false
        }
        var joint: [UInt8] = []
        for byte in text.utf8 {
            if isLower(byte) {
                guard joint.count < 2 || joint == [95, 95] || joint.allSatisfy({ $0 == 45 }) else { return false }
                joint.removeAll(keepingCapacity: true)
            } else {
                guard byte == 45 || byte == 46 || byte == 95 else { return false }
                joint.append(byte)
            }
        }
        return true
    }
}
