/// Reads the wire format. Every read is checked against the end.
struct WireReader {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    var isAtEnd: Bool { position >= end }

    func error(_ reason: ProtobufError.Reason) -> ProtobufError {
        ProtobufError(reason, offset: position)
    }

    mutating func varint() throws(ProtobufError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < end {
            let byte = bytes[position]
            // The tenth byte holds the last bit.
            if shift == 63, byte > 1 { throw error(.varintTooLong) }
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw error(.truncated)
    }

    mutating func fixed64() throws(ProtobufError) -> UInt64 {
        guard end - position >= 8 else { throw error(.truncated) }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += 8
        return value
    }

    /// The range of a value with a length before it, which is then behind the reader.
    mutating func lengthDelimited() throws(ProtobufError) -> Range<Int> {
        let length = try varint()
        guard length <= UInt64(end - position) else { throw error(.lengthOutOfBounds) }
        let start = position
        position += Int(length)
        return start..<position
    }

    mutating func key() throws(ProtobufError) -> (number: Int, type: WireType) {
        let start = position
        let key = try varint()
        guard key >> 3 >= 1, key >> 3 <= ProtobufLimits.largestFieldNumber else {
            throw ProtobufError(.invalidFieldNumber, offset: start)
        }
        guard let type = WireType(rawValue: UInt8(key & 7)) else { throw ProtobufError(.wrongWireType, offset: start) }
        if type == .startGroup || type == .endGroup { throw ProtobufError(.group, offset: start) }
        return (Int(key >> 3), type)
    }

    mutating func skip(_ type: WireType) throws(ProtobufError) {
        switch type {
        case .varint: _ = try varint()
        case .fixed64: try skip(bytes: 8)
        case .fixed32: try skip(bytes: 4)
        case .length: _ = try lengthDelimited()
        case .startGroup, .endGroup: throw error(.group)
        }
    }

    private mutating func skip(bytes count: Int) throws(ProtobufError) {
        guard end - position >= count else { throw error(.truncated) }
        position += count
    }

    func string(_ range: Range<Int>) throws(ProtobufError) -> String {
        guard let string = String(validating: bytes[range], as: UTF8.self) else {
            throw ProtobufError(.notUTF8, offset: range.lowerBound)
        }
        return string
    }

    func expect(_ type: WireType, _ expected: WireType) throws(ProtobufError) {
        if type != expected { throw error(.wrongWireType) }
    }
}
