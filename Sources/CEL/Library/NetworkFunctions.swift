/// An address of IPv4 or IPv6.
final class IPAddress: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("net.IP")
    /// 4 or 16.
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var type: CELType { Self.type }
    var isVersion4: Bool { bytes.count == 4 }

    func isEqual(to other: any CELOpaqueValue) -> Bool { (other as? IPAddress)?.bytes == bytes }

    /// Reads an address as Go's `netip.ParseAddr` does.
    ///
    /// - Throws: ``EvaluationError`` for what is none, and for one with a zone or of IPv4 in the form of IPv6 in mixed notation.
    static func parsed(_ text: String) throws(EvaluationError) -> IPAddress {
        if text.contains("%") { throw EvaluationError("IP Address with zone value is not allowed") }
        if !text.contains(":") {
            guard let bytes = version4(text[...]) else { throw unreadable(text) }
            return IPAddress(bytes)
        }
        guard let bytes = version6(text) else { throw unreadable(text) }
        if bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]) {
            if text.contains(".") { throw EvaluationError("IPv4-mapped IPv6 address is not allowed") }
            return IPAddress(Array(bytes.suffix(4)))
        }
        return IPAddress(bytes)
    }

    private static func unreadable(_ text: String) -> EvaluationError {
        EvaluationError("IP Address '\(text)' parse error during conversion from string")
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            // No sign, and no zero at the beginning, which some read as octal.
            guard let byte = UInt8(part), part == "\(byte)" else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: String) -> [UInt8]? {
        func groups(_ text: Substring) -> [UInt8]? {
            if text.isEmpty { return [] }
            var bytes: [UInt8] = []
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index == parts.count - 1, part.contains(".") {
                    guard let last = version4(part) else { return nil }
                    return bytes + last
                }
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
            }
            return bytes
        }
        guard let gap = text.firstRange(of: "::") else {
            return groups(text[...]).flatMap { $0.count == 16 ? $0 : nil }
        }
        guard let left = groups(text[..<gap.lowerBound]), let right = groups(text[gap.upperBound...]),
            left.count + right.count < 16, !text[..<gap.lowerBound].contains(".")
        else { return nil }
        return left + Array(repeating: 0, count: 16 - left.count - right.count) + right
    }

    /// The address in its canonical form (RFC 5952).
    var description: String {
        if isVersion4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        // The first of the longest runs of zeros is left out, if it is one of two or more.
        var (best, length) = (0, 0)
        var index = 0
        while index < 8 {
            let run = groups[index...].prefix { $0 == 0 }.count
            if run > length { (best, length) = (index, run) }
            index += max(run, 1)
        }
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard length > 1 else { return text(groups[...]) }
        return text(groups[..<best]) + "::" + text(groups[(best + length)...])
    }

    // MARK: What it is (as Go's `net/netip` has it)

    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLoopback: Bool { isVersion4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 }
    var isMulticast: Bool { isVersion4 ? bytes[0] & 0xf0 == 0xe0 : bytes[0] == 0xff }
    var isLinkLocalMulticast: Bool {
        isVersion4 ? bytes.prefix(3).elementsEqual([224, 0, 0]) : bytes[0] == 0xff && bytes[1] & 0x0f == 0x02
    }
    var isLinkLocalUnicast: Bool {
        isVersion4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xfe && bytes[1] & 0xc0 == 0x80
    }
    var isGlobalUnicast: Bool {
        let isBroadcast = isVersion4 && bytes.allSatisfy { $0 == 255 }
        return !isBroadcast && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }
}

/// A range of addresses.
final class AddressBlock: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("net.CIDR")
    let address: IPAddress
    let prefixLength: Int

    init(_ address: IPAddress, _ prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    var type: CELType { Self.type }
    var description: String { "\(address)/\(prefixLength)" }

    func isEqual(to other: any CELOpaqueValue) -> Bool {
        guard let other = other as? AddressBlock else { return false }
        return other.address.bytes == address.bytes && other.prefixLength == prefixLength
    }

    static func parsed(_ text: String) throws(EvaluationError) -> AddressBlock {
        if text.contains("%") { throw EvaluationError("CIDR with zone value is not allowed") }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let length = UInt8(parts[1]), parts[1] == "\(length)" else {
            throw EvaluationError("network address parse error during conversion from string")
        }
        let address = try IPAddress.parsed(String(parts[0]))
        guard Int(length) <= address.bytes.count * 8, address.isVersion4 != parts[0].contains(":") else {
            throw EvaluationError("network address parse error during conversion from string")
        }
        return AddressBlock(address, Int(length))
    }

    func contains(_ other: IPAddress) -> Bool {
        other.bytes.count == address.bytes.count
            && Self.masked(other, prefixLength) == Self.masked(address, prefixLength)
    }

    func contains(_ other: AddressBlock) -> Bool {
        prefixLength <= other.prefixLength && contains(other.address)
    }

    var masked: AddressBlock { AddressBlock(IPAddress(Self.masked(address, prefixLength)), prefixLength) }

    private static func masked(_ address: IPAddress, _ length: Int) -> [UInt8] {
        address.bytes.enumerated().map { index, byte in
            let kept = min(max(length - index * 8, 0), 8)
            return kept == 8 ? byte : byte & ~(0xff >> UInt8(kept))
        }
    }
}

extension CELLibrary {
    /// Addresses and ranges of them, as Kubernetes and cel-go have them.
    static let network: CELLibrary = {
        var library = CELLibrary()
        library.add(type: IPAddress.type)
        library.add(type: AddressBlock.type)
        library.addAddresses()
        library.addBlocks()
        return library
    }()

    private static func address(_ value: CELValue) throws(EvaluationError) -> IPAddress {
        switch value {
        case .string(let text): return try IPAddress.parsed(text)
        case .opaque(let value as IPAddress): return value
        default: throw .noOverload("ip")
        }
    }

    private static func block(_ value: CELValue) throws(EvaluationError) -> AddressBlock {
        switch value {
        case .string(let text): return try AddressBlock.parsed(text)
        case .opaque(let value as AddressBlock): return value
        default: throw .noOverload("cidr")
        }
    }

    private mutating func addAddresses() {
        function("ip", .string, IPAddress.type) { value throws(EvaluationError) in
            .opaque(try Self.address(value))
        }
        function("isIP", .string, .bool) { value throws(EvaluationError) in .bool((try? Self.address(value)) != nil) }
        function("ip.isCanonical", .string, .bool) { value throws(EvaluationError) in
            .bool(.string(try Self.address(value).description) == value)
        }
        function("string", IPAddress.type, .string) { value throws(EvaluationError) in
            .string(try Self.address(value).description)
        }
        method("family", of: IPAddress.type, .int) { value throws(EvaluationError) in
            .int(try Self.address(value).isVersion4 ? 4 : 6)
        }
        let tests: [(String, @Sendable (IPAddress) -> Bool)] = [
            ("isUnspecified", { $0.isUnspecified }), ("isLoopback", { $0.isLoopback }),
            ("isLinkLocalMulticast", { $0.isLinkLocalMulticast }), ("isLinkLocalUnicast", { $0.isLinkLocalUnicast }),
            ("isGlobalUnicast", { $0.isGlobalUnicast }),
        ]
        for (name, test) in tests {
            method(name, of: IPAddress.type, .bool) { value throws(EvaluationError) in
                .bool(test(try Self.address(value)))
            }
        }
    }

    private mutating func addBlocks() {
        function("cidr", .string, AddressBlock.type) { value throws(EvaluationError) in
            .opaque(try Self.block(value))
        }
        function("isCIDR", .string, .bool) { value throws(EvaluationError) in .bool((try? Self.block(value)) != nil) }
        function("string", AddressBlock.type, .string) { value throws(EvaluationError) in
            .string(try Self.block(value).description)
        }
        for type in [IPAddress.type, .string] {
            method("containsIP", of: AddressBlock.type, type, .bool) { block, address throws(EvaluationError) in
                .bool(try Self.block(block).contains(try Self.address(address)))
            }
        }
        for type in [AddressBlock.type, .string] {
            method("containsCIDR", of: AddressBlock.type, type, .bool) { block, other throws(EvaluationError) in
                .bool(try Self.block(block).contains(try Self.block(other)))
            }
        }
        method("ip", of: AddressBlock.type, IPAddress.type) { value throws(EvaluationError) in
            .opaque(try Self.block(value).address)
        }
        method("masked", of: AddressBlock.type, AddressBlock.type) { value throws(EvaluationError) in
            .opaque(try Self.block(value).masked)
        }
        method("prefixLength", of: AddressBlock.type, .int) { value throws(EvaluationError) in
            .int(Int64(try Self.block(value).prefixLength))
        }
    }
}
