/// A frame of a watch in protobuf (`;stream=watch`).
public enum ProtobufWatchFrame {
    /// The frame of an event: its length in four bytes, the first the most significant, then a bare `WatchEvent`
    /// message.
    ///
    /// - Parameters:
    ///   - type: The event's type, such as `ADDED`.
    ///   - object: The object in its envelope.
    public static func frame(type: String, object: [UInt8]) -> [UInt8] {
        var writer = WireWriter(reserving: object.count + type.utf8.count + 32)
        writer.field(1, object)
        writer.close(2, from: 0)
        writer.field(1, type)
        let length = UInt32(clamping: writer.count)
        writer.write((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) })
        return writer.bytes
    }
}
