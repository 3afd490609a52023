import APISchema
import Storage

/// The protobuf message of an object. What it has in common with others, as the object's text has, is kept once.
struct StoredMessage: Sendable {
    /// The message but for what is shared.
    private let bytes: [UInt8]
    private let parts: [SharedPart]
    /// The length of the message.
    let size: Int

    /// - Parameter segments: What the object's text shares, in order.
    init(_ message: ProtobufMessageBytes, sharing segments: [SharedSegment]) {
        var parts: [SharedPart] = []
        var shared: [Range<Int>] = []
        var sharedSize = 0
        var segments = segments[...]
        for range in message.verbatim {
            guard let segment = segments.first, segment.bytes.hasSameBytes(as: message.bytes[range]) else { continue }
            segments.removeFirst()
            parts.append(SharedPart(position: range.lowerBound - sharedSize, segment: segment))
            shared.append(range)
            sharedSize += range.count
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.bytes.count - sharedSize)
        var end = 0
        for range in shared {
            bytes += message.bytes[end..<range.lowerBound]
            end = range.upperBound
        }
        bytes += message.bytes[end...]
        self.bytes = bytes
        self.parts = parts
        size = message.bytes.count
    }

    /// How many bytes of its own the message has.
    var ownSize: Int { bytes.count }

    /// Appends the message.
    func write(to target: inout [UInt8]) {
        var position = 0
        for part in parts {
            target += bytes[position..<part.position]
            target += part.segment.bytes
            position = part.position
        }
        target += bytes[position...]
    }
}
