/// How a field's value stands on the wire.
enum WireType: UInt8 {
    case varint = 0
    case fixed64 = 1
    case length = 2
    case startGroup = 3
    case endGroup = 4
    case fixed32 = 5
}

/// Bounds of what is read and written.
enum ProtobufLimits {
    /// How deeply messages may nest, as in other implementations.
    static let depth = 100
    static let largestFieldNumber: UInt64 = 1 << 29 - 1
}
