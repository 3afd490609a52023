/// Writes the wire format from back to front, so that a message's length is known when its turn comes and nothing is
/// measured or moved: every byte is written once, and copied once more at the end.
struct WireWriter {
    /// The bytes written so far stand at the end.
    private var buffer: [UInt8]
    private var start: Int

    init(reserving capacity: Int = 1024) {
        buffer = [UInt8](repeating: 0, count: max(capacity, 64))
        start = buffer.count
    }

    /// How many bytes have been written.
    var count: Int { buffer.count - start }

    /// What has been written, front to back.
    var bytes: [UInt8] { Array(buffer[start...]) }

    private mutating func reserve(_ size: Int) {
        guard start < size else { return }
        let written = count
        var larger = [UInt8](repeating: 0, count: max(buffer.count * 2, written + size))
        larger.replaceSubrange((larger.count - written)..., with: buffer[start...])
        start = larger.count - written
        buffer = larger
    }

    mutating func write(_ byte: UInt8) {
        reserve(1)
        start -= 1
        buffer[start] = byte
    }

    mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { write($0) }
    }

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        start -= bytes.count
        let start = start
        buffer.withUnsafeMutableBufferPointer { buffer in
            guard let target = buffer.baseAddress else { return }
            (target + start).update(from: source, count: bytes.count)
        }
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    /// How many bytes a number takes.
    static func size(ofVarint value: UInt64) -> Int {
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }

    mutating func varint(_ value: UInt64) {
        if value < 0x80 {
            write(UInt8(value))
            return
        }
        let length = Self.size(ofVarint: value)
        reserve(length)
        start -= length
        var value = value
        for index in 0..<length {
            buffer[start + index] = UInt8(value & 0x7F) | (index + 1 < length ? 0x80 : 0)
            value >>= 7
        }
    }

    mutating func fixed64(_ value: UInt64) {
        reserve(8)
        start -= 8
        for index in 0..<8 { buffer[start + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
    }

    mutating func key(_ number: Int, _ type: WireType) {
        varint(UInt64(number) << 3 | UInt64(type.rawValue))
    }

    // MARK: Fields

    mutating func field(_ number: Int, varint value: UInt64) {
        varint(value)
        key(number, .varint)
    }

    mutating func field(_ number: Int, fixed64 value: UInt64) {
        fixed64(value)
        key(number, .fixed64)
    }

    mutating func field(_ number: Int, _ text: String) {
        let mark = count
        write(text)
        close(number, from: mark)
    }

    mutating func field(_ number: Int, _ bytes: [UInt8]) {
        write(bytes)
        varint(UInt64(bytes.count))
        key(number, .length)
    }

    /// Puts before a value that is not written here what says its field and length.
    mutating func begin(_ number: Int, length: Int) {
        varint(UInt64(length))
        key(number, .length)
    }

    /// Ends a value with a length that was written since the count was `mark`.
    mutating func close(_ number: Int, from mark: Int) {
        varint(UInt64(count - mark))
        key(number, .length)
    }
}
