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
    /// How deeply messages may nest. The deepest can be read and written on a stack of 512 KiB, in debug builds too.
    static let depth = 64
    /// How many levels of messages an object in an envelope within another object counts for.
    static let envelopeDepth = 16
    static let largestFieldNumber: UInt64 = 1 << 29 - 1
}
