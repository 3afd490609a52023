import APISchema
import JSON

/// What addresses may be.
enum AddressRules {
    /// What is wrong with an address of either family. Forms that programs read differently, such as `010.0.0.1` and
    /// `::ffff:10.0.0.1`, are none.
    static func faults(_ text: String) -> [String] {
        let isAddress = ValueFormat.isValid(text, format: "ip") == true && !(text.contains(":") && text.contains("."))
        return isAddress ? [] : ["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"]
    }

    /// What is wrong with a range of addresses.
    static func rangeFaults(_ text: String) -> [String] {
        ValueFormat.isValid(text, format: "cidr") == true
            ? [] : ["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"]
    }

    /// Whether an address is of IPv6.
    static func isVersion6(_ text: String) -> Bool { text.contains(":") }

    /// What is wrong with an address at which others are to reach something.
    static func publicFaults(_ text: String) -> [String] {
        let faults = faults(text)
        guard faults.isEmpty else { return faults }
        switch isVersion6(text) ? kind(groups(text)) : kind(IPv4Address(text)?.number ?? 0) {
        case .unspecified: return ["may not be unspecified (\(isVersion6(text) ? "::" : "0.0.0.0"))"]
        case .loopback: return ["may not be in the loopback range (127.0.0.0/8, ::1/128)"]
        case .link: return ["may not be in the link-local range (169.254.0.0/16, fe80::/10)"]
        case .linkMulticast: return ["may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"]
        case nil: return []
        }
    }

    private enum SpecialKind {
        case unspecified, loopback, link, linkMulticast
    }

    private static func kind(_ number: UInt32) -> SpecialKind? {
        switch number {
        case 0: .unspecified
        case _ where number >> 24 == 127: .loopback
        case _ where number >> 16 == 169 << 8 | 254: .link
        case _ where number >> 8 == 224 << 16: .linkMulticast
        default: nil
        }
    }

    private static func kind(_ groups: [UInt16]) -> SpecialKind? {
        let first = groups.first ?? 0
        if groups.dropLast().allSatisfy({ $0 == 0 }), let last = groups.last, last < 2 {
            return last == 0 ? .unspecified : .loopback
        }
        if first & 0xffc0 == 0xfe80 { return .link }
        return first & 0xff0f == 0xff02 ? .linkMulticast : nil
    }

    /// The eight groups of a valid address.
    private static func groups(_ text: String) -> [UInt16] {
        func numbers(_ part: Substring) -> [UInt16] { part.split(separator: ":").map { UInt16($0, radix: 16) ?? 0 } }
        guard let gap = text.firstRange(of: "::") else { return numbers(text[...]) }
        let left = numbers(text[..<gap.lowerBound])
        let right = numbers(text[gap.upperBound...])
        return left + Array(repeating: 0, count: max(0, 8 - left.count - right.count)) + right
    }
}
