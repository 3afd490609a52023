/// A JSON text that has been checked and is read in place.
///
/// Beside the text a document holds one word per value (see `Tape.swift`) and copies nothing: strings are made when they are
/// asked for. Documents are immutable; ``JSONNode/value`` makes a tree to edit.
public struct JSONDocument: Sendable {
    let storage: JSONDocumentStorage

    /// Members whose name their object already had, by the path of each, where the options say `.report`; the first 100.
    public let duplicateKeys: [JSONPath]

    /// Parses a text strictly as RFC 8259 has it: in UTF-8 without byte order mark, nothing but one value.
    public init(parsing bytes: [UInt8], options: JSONParsingOptions = JSONParsingOptions()) throws(JSONError) {
        let result: Result<(JSONDocumentStorage, [JSONPath]), JSONError> = bytes.withUnsafeBufferPointer { buffer in
            withUnsafePointer(to: 0 as UInt8) { empty in
                var parser = DocumentParser(buffer, empty, options: options)
                if let error = parser.parse() {
                    parser.words.deallocate()
                    return .failure(error)
                }
                let storage = JSONDocumentStorage(
                    bytes: bytes, words: parser.words, depth: parser.deepest, hasDuplicates: !parser.duplicates.isEmpty)
                return .success((storage, parser.duplicates))
            }
        }
        (storage, duplicateKeys) = try result.get()
    }

    /// Parses a text strictly.
    public init(
        parsing bytes: some Sequence<UInt8>, options: JSONParsingOptions = JSONParsingOptions()
    ) throws(JSONError) {
        try self.init(parsing: Array(bytes), options: options)
    }

    /// Parses a text strictly.
    public init(parsing text: String, options: JSONParsingOptions = JSONParsingOptions()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), options: options)
    }

    /// The document's value.
    public var root: JSONNode { JSONNode(storage: storage, index: 0, depth: 0) }

    /// The text.
    public var bytes: [UInt8] { storage.bytes }

    /// The levels of arrays and objects.
    public var depth: Int { storage.depth }
}

/// The text and the tape. Immutable, and the owner of the tape.
final class JSONDocumentStorage: @unchecked Sendable {
    let bytes: [UInt8]
    let words: UnsafePointer<UInt64>
    let depth: Int
    let hasDuplicates: Bool

    init(bytes: [UInt8], words: UnsafeMutablePointer<UInt64>, depth: Int, hasDuplicates: Bool) {
        self.bytes = bytes
        self.words = UnsafePointer(words)
        self.depth = depth
        self.hasDuplicates = hasDuplicates
    }

    deinit {
        words.deallocate()
    }

    /// The text of the string or name at a word.
    @inline(__always)
    func text(at index: Int) -> String {
        let word = words[index]
        return bytes.withUnsafeBufferPointer { buffer in
            // In bounds, and there is a base address: the parser has written the word for these bytes.
            guard let base = buffer.baseAddress else { return "" }
            if word.tapeKind == TapeKind.string {
                return String(
                    decoding: UnsafeBufferPointer(start: base + word.tapeOffset, count: word.tapeLength), as: UTF8.self)
            }
            return unescape(base, word.tapeOffset, word.tapeLength)
        }
    }

    /// Whether the string or name at a word is the text.
    func isText(at index: Int, _ text: String) -> Bool {
        let word = words[index]
        if word.tapeKind != TapeKind.string { return sameText(self.text(at: index), text) }
        return bytes.withUnsafeBufferPointer { buffer in
            withBytes(of: text) { text in
                guard word.tapeLength == text.count else { return false }
                guard let base = buffer.baseAddress, let other = text.baseAddress else { return true }
                return equalBytes(base + word.tapeOffset, other, text.count)
            }
        }
    }

    /// The value of the whole number at a word.
    @inline(__always)
    func integer(at index: Int) -> Int64 {
        let word = words[index]
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return parseInteger(base, word.tapeOffset, word.tapeOffset &+ word.tapeLength) ?? 0
        }
    }
}
