/// The names of a type's fields, for ``JSONObjectReader``.
public struct JSONFieldNames: @unchecked Sendable {
    // Immutable, and the memory is never freed: it is the binary's or was allocated for good.
    private let start: UnsafePointer<UInt8>
    private let entries: [Entry]

    private struct Entry: Sendable {
        var offset: UInt32
        var length: UInt32
    }

    /// The names in a text like `"metadata,spec,status"`. None can have a comma, or a character that JSON escapes.
    public init(_ commaSeparated: StaticString) {
        var entries: [Entry] = []
        let count: Int
        if commaSeparated.hasPointerRepresentation {
            start = commaSeparated.utf8Start
            count = commaSeparated.utf8CodeUnitCount
        } else {
            // A single character may be held as a scalar rather than in memory.
            let bytes = Array(commaSeparated.description.utf8)
            let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
            for (offset, byte) in bytes.enumerated() { memory[offset] = byte }
            start = UnsafePointer(memory)
            count = bytes.count
        }
        var first = 0
        for i in 0...count where i == count || start[i] == UInt8(ascii: ",") {
            if i > first { entries.append(Entry(offset: UInt32(first), length: UInt32(i - first))) }
            first = i + 1
        }
        self.entries = entries
    }

    /// The number of names.
    public var count: Int { entries.count }

    /// The name at an index.
    public subscript(index: Int) -> String {
        let entry = entries[index]
        return String(
            decoding: UnsafeBufferPointer(start: start + Int(entry.offset), count: Int(entry.length)), as: UTF8.self)
    }

    /// The index of a name: of those at and after `expected` first, as objects mostly come in order.
    @inline(__always)
    func index(of name: UnsafePointer<UInt8>, _ length: Int, expected: Int) -> Int? {
        entries.withUnsafeBufferPointer { entries in
            var index = expected
            for _ in 0..<entries.count {
                if index >= entries.count { index = 0 }
                let entry = entries[index]
                if Int(entry.length) == length, equalBytes(start + Int(entry.offset), name, length) { return index }
                index &+= 1
            }
            return nil
        }
    }
}
