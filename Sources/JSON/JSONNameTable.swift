/// Names of members that are looked for in many objects, found without making a string of any name.
package struct JSONNameTable: Sendable {
    /// All names, one behind the other.
    private let bytes: [UInt8]
    private let entries: [(start: Int, count: Int)]

    /// A table of names.
    package init(_ names: [String]) {
        var bytes: [UInt8] = []
        entries = names.map { name in
            defer { bytes += name.utf8 }
            return (bytes.count, name.utf8.count)
        }
        self.bytes = bytes
    }

    /// How many names there are.
    package var count: Int { entries.count }

    /// The index of a name: of those at and after `expected` first, as objects mostly come in order.
    package func index(of name: String, expected: Int) -> Int? {
        withBytes(of: name) { index(of: $0, expected: expected) }
    }

    /// The index of a name: of those at and after `expected` first, as objects mostly come in order.
    @inline(__always)
    fileprivate func index(of name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            entries.withUnsafeBufferPointer { entries in
                guard let base = bytes.baseAddress, let start = name.baseAddress else { return nil }
                var index = expected
                for _ in 0..<entries.count {
                    if index >= entries.count { index = 0 }
                    if entries[index].count == name.count, equalBytes(base + entries[index].start, start, name.count) {
                        return index
                    }
                    index &+= 1
                }
                return nil
            }
        }
    }
}

extension JSONNode.MemberCursor {
    /// The index of the member's name in a table: of those at and after `expected` first.
    package func index(in names: JSONNameTable, expected: Int) -> Int? {
        storage.withText(at: key) { names.index(of: $0, expected: expected) }
    }
}

extension JSONNode {
    /// Calls the body with each member of an object whose name is in a table, and the name's index there.
    @inline(__always)
    package func forEachMember(in names: JSONNameTable, _ body: (Int, JSONNode) -> Void) {
        guard word.tapeKind == TapeKind.object else { return }
        let words = storage.words
        var position = index + 2
        let end = words[index + 1].tapeEnd
        var expected = 0
        while position < end {
            if let found = storage.withText(at: position, { names.index(of: $0, expected: expected) }) {
                body(found, JSONNode(storage: storage, index: position + 1, depth: depth + 1))
                expected = found + 1
            }
            position = tapeSkip(words, position + 1)
        }
    }

    /// Calls the body with the UTF-8 bytes of a string; `nil` where the value is none.
    package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        word.tapeIsString ? storage.withText(at: index, body) : nil
    }

    /// Calls the body with the value as it is written in the text.
    package func withRawBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = rawRange
        return storage.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

extension JSONDocumentStorage {
    /// Calls the body with the UTF-8 bytes of the string or name at a word.
    @inline(__always)
    fileprivate func withText<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let word = words[index]
        guard word.tapeKind == TapeKind.string else { return withBytes(of: text(at: index), body) }
        return bytes.withUnsafeBufferPointer { buffer in
            body(UnsafeBufferPointer(rebasing: buffer[word.tapeOffset..<word.tapeOffset + word.tapeLength]))
        }
    }
}
