/// A range of IPv4 addresses, such as `10.0.0.0/16` (RFC 4632 §3.1).
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    /// The lowest address of the range.
    let first: UInt32
    /// How many bits all addresses have in common.
    let prefixLength: Int

    /// Reads a range; `nil` for what is none, has bits set behind the prefix, or is too small for services.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = IPv4Address(parts[0])?.number, let length = Int(parts[1]),
            parts[1] == "\(length)", (8...30).contains(length), first & (UInt32.max >> UInt32(length)) == 0
        else { return nil }
        self.first = first
        prefixLength = length
    }

    /// What kubeadm calls a service network, and large enough for 65,534 services.
    public static let services = AddressRange(first: 10 << 24, prefixLength: 16)

    private init(first: UInt32, prefixLength: Int) {
        self.first = first
        self.prefixLength = prefixLength
    }

    /// The first address that can be handed out: that of the service of the API server itself.
    var serverAddress: String { IPv4Address(number: first + 1).description }

    private var size: UInt32 { 1 << UInt32(32 - prefixLength) }

    /// Whether an address can be handed out: neither the network's own nor the one for broadcasts.
    func contains(_ address: IPv4Address) -> Bool {
        address.number > first && address.number - first < size - 1
    }

    /// An address that is free, chosen at random; `nil` where there is none.
    ///
    /// The lowest addresses are kept for those who ask for one, as long as there are others, and the first of all for
    /// the API server itself.
    func free(_ isTaken: (IPv4Address) -> Bool) -> IPv4Address? {
        let kept = min(max(16, size / 16), 256)
        let last = size - 2
        let upper = kept < last ? search(from: kept, through: last, isTaken) : nil
        return upper ?? search(from: 2, through: min(kept, last), isTaken)
    }

    private func search(from low: UInt32, through high: UInt32, _ isTaken: (IPv4Address) -> Bool) -> IPv4Address? {
        guard low <= high else { return nil }
        let count = high - low + 1
        let start = UInt32.random(in: 0..<count)
        for step in 0..<count {
            let offset = UInt32((UInt64(start) + UInt64(step)) % UInt64(count))
            let address = IPv4Address(number: first + low + offset)
            if !isTaken(address) { return address }
        }
        return nil
    }

    /// The range as it is written.
    public var description: String { "\(IPv4Address(number: first))/\(prefixLength)" }
}

/// An IPv4 address, in the four decimal numbers of RFC 6943 §3.1.1's strict form.
struct IPv4Address: Hashable, CustomStringConvertible {
    let number: UInt32

    init(number: UInt32) {
        self.number = number
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), part == "\(byte)" else { return nil }
            number = number << 8 | UInt32(byte)
        }
        self.number = number
    }

    var description: String {
        "\(number >> 24).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }
}
