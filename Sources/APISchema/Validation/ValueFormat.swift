internal import APIMachinery
internal import JSON

/// The formats of strings that are checked: those that Kubernetes checks in custom resources, and its kinds of names.
package enum ValueFormat {
    /// Whether a string is of a format; `nil` for formats that are not known, which allow every string.
    package static func isValid(_ text: String, format: String) -> Bool? {
        guard let check = checks[normalized(format)] else { return nil }
        // Nothing that has a checked format is longer, but bytes and passwords.
        if text.utf8.count > 65_536, !unbounded.contains(normalized(format)) { return false }
        return check(text)
    }

    /// Whether strings of that format are checked.
    package static func isKnown(_ format: String) -> Bool { checks[normalized(format)] != nil }

    /// What to say of a string that is not of a format.
    static func message(for format: String) -> String {
        switch normalized(format) {
        case "dns1123label":
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', must start and end with "
                + "an alphanumeric character and have at most 63 characters"
        case "dns1123subdomain":
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', must start and "
                + "end with an alphanumeric character and have at most 253 characters"
        case "dns1035label":
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                + "character, end with an alphanumeric character and have at most 63 characters"
        default: "must be of format \(format)"
        }
    }

    /// Format names are compared without case and dashes, as `date-time` and `datetime` are the same.
    private static func normalized(_ format: String) -> String {
        let name = String(format.lowercased().filter { $0 != "-" })
        switch name {
        case "k8sshortname": return "dns1123label"
        case "k8slongname": return "dns1123subdomain"
        default: return name
        }
    }

    private static let unbounded: Set<String> = ["byte", "password"]

    private static let checks: [String: @Sendable (String) -> Bool] = [
        "datetime": { (try? Time(parsing: $0)) != nil },
        "date": { isDate($0) },
        "duration": { isDuration($0) },
        "byte": { Base64.isValid($0) },
        "password": { _ in true },
        "ipv4": { IPAddress.isVersion4($0) },
        "ipv6": { IPAddress.isVersion6($0) },
        "ip": { IPAddress.isVersion4($0) || IPAddress.isVersion6($0) },
        "cidr": { IPAddress.isBlock($0) },
        "mac": { isMAC($0) },
        "uri": { isURI($0) },
        "email": { isEmail($0) },
        "hostname": { isHostname($0) },
        "uuid": { isUUID($0, version: nil) },
        "uuid3": { isUUID($0, version: "3") },
        "uuid4": { isUUID($0, version: "4") },
        "uuid5": { isUUID($0, version: "5") },
        "isbn": { isISBN10($0) || isISBN13($0) },
        "isbn10": { isISBN10($0) },
        "isbn13": { isISBN13($0) },
        "creditcard": { isCreditCard($0) },
        "ssn": { matches($0, groups: [3, 2, 4], separators: "- ") },
        "hexcolor": { isHexColor($0) },
        "rgbcolor": { isRGBColor($0) },
        "bsonobjectid": { $0.utf8.count == 24 && $0.utf8.allSatisfy(isHex) },
        "dns1123label": { $0.utf8.count <= 63 && isLabel($0.utf8[...]) },
        "dns1123subdomain": { isSubdomain($0) },
        "dns1035label": {
            $0.utf8.count <= 63 && isLabel($0.utf8[...]) && $0.utf8.first.map { (97...122).contains($0) } ?? false
        },
        "qualifiedname": { isQualifiedName($0) },
        "labelkey": { isQualifiedName($0) },
        "labelvalue": { $0.isEmpty || isNamePart($0.utf8[...]) },
    ]

    // MARK: Names

    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (97...102).contains(byte | 0x20) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLower(byte | 0x20) }

    private static func isLabel(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return first != 45 && last != 45 && text.allSatisfy { isLower($0) || isDigit($0) || $0 == 45 }
    }

    private static func isSubdomain(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.utf8.split(separator: 46, omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    private static func isNamePart(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, let last = text.last, text.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.allSatisfy { isAlphanumeric($0) || $0 == 45 || $0 == 46 || $0 == 95 }
    }

    private static func isQualifiedName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isNamePart(parts[0].utf8)
        case 2: return isSubdomain(String(parts[0])) && isNamePart(parts[1].utf8)
        default: return false
        }
    }

    private static func isHostname(_ text: String) -> Bool {
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.utf8.split(separator: 46, omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
            return first != 45 && last != 45
                && label.allSatisfy { isAlphanumeric($0) || $0 == 45 || $0 == 95 || $0 >= 128 }
        }
    }

    // MARK: Times

    private static func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && (try? Time(parsing: text + "T00:00:00Z")) != nil
    }

    /// A duration as Go writes it, or a number and a unit in words.
    private static func isDuration(_ text: String) -> Bool {
        if (try? APIMachinery.Duration(parsing: text)) != nil { return true }
        let units: Set<Substring> = [
            "ns", "nano", "nanos", "nanosecond", "nanoseconds", "us", "µs", "micro", "micros", "microsecond",
            "microseconds", "ms", "milli", "millis", "millisecond", "milliseconds", "s", "sec", "secs", "second",
            "seconds",
            "m", "min", "mins", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "w", "wk", "week",
            "weeks",
        ]
        let trimmed = text.drop { $0 == " " || $0 == "-" || $0 == "+" }
        let number = trimmed.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard Double(number) != nil else { return false }
        return units.contains(trimmed.dropFirst(number.count).drop { $0 == " " })
    }

    // MARK: Addresses

    private static func isMAC(_ text: String) -> Bool {
        for separator in [Character(":"), "-"] {
            let groups = text.split(separator: separator, omittingEmptySubsequences: false)
            if [6, 8, 20].contains(groups.count) {
                return groups.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy(isHex) }
            }
        }
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        return [3, 4, 10].contains(groups.count)
            && groups.allSatisfy { $0.utf8.count == 4 && $0.utf8.allSatisfy(isHex) }
    }

    /// An absolute URI (RFC 3986) or an absolute path.
    private static func isURI(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return false }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.count, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
        }
        if first == UInt8(ascii: "/") { return true }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), isLower(first | 0x20), colon + 1 < bytes.count else {
            return false
        }
        return bytes[..<colon].allSatisfy { isAlphanumeric($0) || $0 == 43 || $0 == 45 || $0 == 46 }
    }

    /// `local@domain`, the local part of RFC 5322's atoms or quoted.
    private static func isEmail(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let local = text[..<at]
        let domain = text[text.index(after: at)...]
        guard !local.isEmpty, local.utf8.count <= 64, isHostname(String(domain)) else { return false }
        if local.hasPrefix("\""), local.hasSuffix("\""), local.utf8.count > 2 {
            return !local.dropFirst().dropLast().contains("\"")
        }
        let special = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
        return local.utf8.allSatisfy { isAlphanumeric($0) || special.contains($0) || $0 >= 128 }
            && !local.hasPrefix(".") && !local.hasSuffix(".") && !local.contains("..")
    }

    // MARK: Numbers in groups

    /// Groups of digits with optional separators between them.
    private static func matches(_ text: String, groups: [Int], separators: String) -> Bool {
        var rest = text[...]
        for (position, length) in groups.enumerated() {
            if position > 0, let first = rest.first, separators.contains(first) { rest = rest.dropFirst() }
            let digits = rest.prefix(length)
            guard digits.count == length, digits.utf8.allSatisfy(isDigit) else { return false }
            rest = rest.dropFirst(length)
        }
        return rest.isEmpty
    }

    private static func isUUID(_ text: String, version: Character?) -> Bool {
        let bytes = text.utf8.filter { $0 != 45 }
        guard bytes.count == 32, bytes.allSatisfy(isHex) else { return false }
        let groups = text.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        guard groups == [8, 4, 4, 4, 12] || groups == [32] else { return false }
        guard let version else { return true }
        let hasVariant = version == "3" || "89abAB".utf8.contains(bytes[16])
        return Character(Unicode.Scalar(bytes[12])) == version && hasVariant
    }

    private static func significant(_ text: String) -> [UInt8] { text.utf8.filter { $0 != 45 && $0 != 32 } }

    private static func isISBN10(_ text: String) -> Bool {
        let bytes = significant(text)
        guard bytes.count == 10, bytes.dropLast().allSatisfy(isDigit) else { return false }
        guard isDigit(bytes[9]) || bytes[9] | 0x20 == UInt8(ascii: "x") else { return false }
        let sum = bytes.enumerated().reduce(0) { sum, next in
            sum + (10 - next.offset) * (isDigit(next.element) ? Int(next.element) - 48 : 10)
        }
        return sum % 11 == 0
    }

    private static func isISBN13(_ text: String) -> Bool {
        let bytes = significant(text)
        guard bytes.count == 13, bytes.allSatisfy(isDigit) else { return false }
        return bytes.enumerated().reduce(0) { $0 + (Int($1.element) - 48) * ($1.offset % 2 == 0 ? 1 : 3) } % 10 == 0
    }

    private static func isCreditCard(_ text: String) -> Bool {
        let bytes = significant(text)
        guard (12...19).contains(bytes.count), bytes.allSatisfy(isDigit) else { return false }
        let sum = bytes.reversed().enumerated().reduce(0) { sum, next in
            let digit = Int(next.element) - 48
            return sum + (next.offset % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit)
        }
        return sum % 10 == 0
    }

    private static func isHexColor(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "#") ? text.utf8.dropFirst() : text.utf8[...]
        return (digits.count == 3 || digits.count == 6) && digits.allSatisfy(isHex)
    }

    private static func isRGBColor(_ text: String) -> Bool {
        guard text.hasPrefix("rgb("), text.hasSuffix(")") else { return false }
        let parts = text.dropFirst(4).dropLast().split(separator: ",", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { part in
                let digits = part.filter { $0 != " " }
                return digits.utf8.allSatisfy(isDigit) && UInt8(digits) != nil
            }
    }
}

/// IP addresses in text.
enum IPAddress {
    static func isVersion4(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
                    && UInt8(part) != nil && (part.utf8.count == 1 || part.utf8.first != 48)
            }
    }

    /// RFC 4291 §2.2, without zone.
    static func isVersion6(_ text: some StringProtocol) -> Bool {
        guard (2...45).contains(text.utf8.count) else { return false }
        let bytes = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        let gaps = bytes.indices.dropLast().filter { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap = gaps.first else { return groups(bytes[...], mayEndInVersion4: true) == 8 }
        guard gaps.count == 1, let left = groups(bytes[..<gap], mayEndInVersion4: false),
            let right = groups(bytes[(gap + 2)...], mayEndInVersion4: true)
        else { return false }
        return left + right <= 7
    }

    /// How many groups of 16 bits a part of an address has; `nil` where one is malformed.
    private static func groups(_ bytes: ArraySlice<UInt8>, mayEndInVersion4: Bool) -> Int? {
        if bytes.isEmpty { return 0 }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var count = 0
        for (position, part) in parts.enumerated() {
            if mayEndInVersion4, position == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard isVersion4(String(decoding: part, as: UTF8.self)) else { return nil }
                count += 2
                continue
            }
            guard (1...4).contains(part.count),
                part.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) })
            else { return nil }
            count += 1
        }
        return count
    }

    /// An address, a slash and the length of the prefix.
    static func isBlock(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
            let length = Int(parts[1]), parts[1] == String(length)
        else { return false }
        return isVersion4(parts[0]) ? length <= 32 : isVersion6(parts[0]) && length <= 128
    }
}
