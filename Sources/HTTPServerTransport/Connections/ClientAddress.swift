import NIOCore

/// Whom connections are counted for: an IPv4 address, or the half of an IPv6 address that names a network, as one
/// machine may have all addresses of it.
struct ClientAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    private static let mappedIPv4: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    /// - Returns: `nil` for what is no address of the Internet.
    init?(_ address: SocketAddress?) {
        // Where the address is in the system's structures: their members have names in a module of NIO's own only.
        switch address {
        case .v4(let address):
            bytes = withUnsafeBytes(of: address.address) { Array($0[4..<8]) }
        case .v6(let address):
            let whole = withUnsafeBytes(of: address.address) { Array($0[8..<24]) }
            bytes = whole.starts(with: Self.mappedIPv4) ? Array(whole.suffix(4)) : Array(whole.prefix(8))
        case .unixDomainSocket, nil: return nil
        }
    }
}
