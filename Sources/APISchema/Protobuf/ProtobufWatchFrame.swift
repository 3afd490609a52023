/// A frame of a watch in protobuf (`;stream=watch`).
package enum ProtobufWatchFrame {
    /// The frame of an event: its length in four bytes, the first the most significant, then a bare `WatchEvent`
    /// message.
    ///
    /// - Parameters:
    ///   - type: The event's type, such as `ADDED`.
    ///   - object: The object in its envelope.
    package static func frame(type: String, object: [UInt8]) -> [UInt8] {
        head(type: type, objectSize: object.count) + object
    }

    /// What stands before the object in the frame of an event; nothing stands behind it.
    package static func head(type: String, objectSize: Int) -> [UInt8] {
        var writer = WireWriter()
        writer.begin(1, length: objectSize)
        writer.begin(2, length: writer.count + objectSize)
        writer.field(1, type)
        let length = UInt32(clamping: writer.count + objectSize)
        writer.write((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) })
        return writer.bytes
    }
}

/// An item of a list in protobuf.
package enum ProtobufListItem {
    /// What stands before an item's message in the list's.
    ///
    /// - Parameter number: That of the list's field `items`.
    package static func head(number: Int, messageSize: Int) -> [UInt8] {
        var writer = WireWriter(reserving: 16)
        writer.begin(number, length: messageSize)
        return writer.bytes
    }

    /// How long that is.
    package static func headSize(number: Int, messageSize: Int) -> Int {
        WireWriter.size(ofVarint: UInt64(number) << 3) + WireWriter.size(ofVarint: UInt64(messageSize))
    }
}
