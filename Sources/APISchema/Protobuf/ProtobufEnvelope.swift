/// The envelope in which Kubernetes sends objects in protobuf: `k8s` and a zero byte, then a message with the object's
/// apiVersion and kind and the bytes of its own message.
package struct ProtobufEnvelope: Equatable, Sendable {
    /// The bytes that every envelope begins with.
    package static let prefix: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// The object's apiVersion.
    package var apiVersion: String
    /// The object's kind.
    package var kind: String
    /// Where in the bytes the object's message stands.
    package var message: Range<Int>
    /// How the message is compressed; empty for not at all.
    package var contentEncoding: String
    /// The media type of the message; empty for protobuf.
    package var contentType: String

    /// Reads the envelope.
    ///
    /// - Throws: ``ProtobufError/Reason-swift.enum/noEnvelope`` if the bytes do not begin with the prefix; the reasons
    ///   of the wire format for what follows.
    package init(reading bytes: [UInt8]) throws(ProtobufError) {
        try self.init(reading: bytes, in: 0..<bytes.count)
    }

    init(reading bytes: [UInt8], in range: Range<Int>) throws(ProtobufError) {
        guard range.count >= 4, bytes[range.prefix(4)].elementsEqual(Self.prefix) else {
            throw ProtobufError(.noEnvelope, offset: range.lowerBound)
        }
        (apiVersion, kind, contentEncoding, contentType) = ("", "", "", "")
        var reader = WireReader(bytes, (range.lowerBound + 4)..<range.upperBound)
        message = range.upperBound..<range.upperBound
        while !reader.isAtEnd {
            let (number, type) = try reader.key()
            guard (1...4).contains(number) else {
                try reader.skip(type)
                continue
            }
            try reader.expect(type, .length)
            let value = try reader.lengthDelimited()
            switch number {
            case 1: try readTypeMeta(WireReader(bytes, value))
            case 2: message = value
            case 3: contentEncoding = try reader.string(value)
            default: contentType = try reader.string(value)
            }
        }
    }

    private mutating func readTypeMeta(_ meta: WireReader) throws(ProtobufError) {
        var reader = meta
        while !reader.isAtEnd {
            let (number, type) = try reader.key()
            guard (1...2).contains(number) else {
                try reader.skip(type)
                continue
            }
            try reader.expect(type, .length)
            let text = try reader.string(try reader.lengthDelimited())
            if number == 1 { apiVersion = text } else { kind = text }
        }
    }

    /// What stands before an object's message.
    package static func head(apiVersion: String, kind: String, messageSize: Int) -> [UInt8] {
        var writer = WireWriter()
        writer.begin(2, length: messageSize)
        let typeMeta = writer.count
        writer.field(2, kind)
        writer.field(1, apiVersion)
        writer.close(1, from: typeMeta)
        writer.write(prefix)
        return writer.bytes
    }

    /// What stands behind an object's message: an empty content encoding and content type.
    package static let tail: [UInt8] = {
        var writer = WireWriter()
        writer.field(4, "")
        writer.field(3, "")
        return writer.bytes
    }()
}
