/// A value in a ``JSONDocument``, read in place.
public struct JSONNode: Sendable {
    let storage: JSONDocumentStorage
    /// The index of the value's word.
    private let wordIndex: UInt32
    private let level: UInt32

    @inline(__always)
    init(storage: JSONDocumentStorage, index: Int, depth: Int) {
        self.storage = storage
        wordIndex = UInt32(truncatingIfNeeded: index)
        level = UInt32(truncatingIfNeeded: depth)
    }

    @inline(__always) var index: Int { Int(wordIndex) }
    @inline(__always) var word: UInt64 { storage.words[index] }

    /// The number of arrays and objects around the value.
    public var depth: Int { Int(level) }

    /// What kind of value it is.
    public var kind: JSONKind {
        switch word.tapeKind {
        case TapeKind.null: .null
        case TapeKind.false, TapeKind.true: .bool
        case TapeKind.integer, TapeKind.number: .number
        case TapeKind.array: .array
        case TapeKind.object: .object
        default: .string
        }
    }

    /// Whether the value is `null`.
    public var isNull: Bool { word.tapeKind == TapeKind.null }

    /// The payload of a boolean.
    public var boolValue: Bool? {
        switch word.tapeKind {
        case TapeKind.true: true
        case TapeKind.false: false
        default: nil
        }
    }

    /// The payload of a string.
    public var stringValue: String? {
        word.tapeIsString ? storage.text(at: index) : nil
    }

    /// Whether the value is a string with that text; makes no string.
    public func isString(_ text: String) -> Bool {
        word.tapeIsString && storage.isText(at: index, text)
    }

    /// The exact value of a number that is whole and fits 64 bits, also when written `1.0` or `1e2`.
    public var int64Value: Int64? {
        switch word.tapeKind {
        case TapeKind.integer: storage.integer(at: index)
        case TapeKind.number: numberValue?.exactInt64
        default: nil
        }
    }

    /// The double nearest to a number.
    public var doubleValue: Double? {
        switch word.tapeKind {
        case TapeKind.integer: Double(storage.integer(at: index))
        case TapeKind.number: numberValue?.double
        default: nil
        }
    }

    /// A number, exactly as it is written.
    public var numberValue: JSONNumber? {
        let kind = word.tapeKind
        guard kind == TapeKind.integer || kind == TapeKind.number else { return nil }
        return JSONNumber(scanned: String(decoding: rawBytes, as: UTF8.self))
    }

    /// The number of elements or members; 0 for other values.
    public var count: Int { word.tapeIsContainer ? word.tapeLength : 0 }

    /// The value as it is written in the text.
    public var rawBytes: ArraySlice<UInt8> { storage.bytes[rawRange] }

    /// The bytes of the text that the value takes.
    package var rawRange: Range<Int> {
        let word = word
        let start = word.tapeOffset
        if word.tapeIsContainer { return start..<storage.words[index + 1].tapeEndOffset }
        if word.tapeIsString { return start - 1..<start + word.tapeLength + 1 }
        return start..<start + word.tapeLength
    }

    /// A member of an object, the last of that name; `nil` where there is none. Takes time linear in the number of members.
    public subscript(key: String) -> JSONNode? {
        guard word.tapeKind == TapeKind.object else { return nil }
        let words = storage.words
        var found: Int?
        var position = index + 2
        let end = words[index + 1].tapeEnd
        while position < end {
            if storage.isText(at: position, key) {
                found = position + 1
                if !storage.hasDuplicates { break }
            }
            position = tapeSkip(words, position + 1)
        }
        return found.map { JSONNode(storage: storage, index: $0, depth: depth + 1) }
    }

    /// An element of an array; `nil` beyond its bounds, or where the value is no array. Takes time linear in the index.
    public subscript(position: Int) -> JSONNode? {
        guard word.tapeKind == TapeKind.array, position >= 0, position < word.tapeLength else { return nil }
        var element = index + 2
        for _ in 0..<position { element = tapeSkip(storage.words, element) }
        return JSONNode(storage: storage, index: element, depth: depth + 1)
    }

    /// The elements of an array; none for other values.
    public var elements: Elements { Elements(self) }

    /// The members of an object in order, also those whose name comes again; none for other values.
    public var members: Members { Members(self) }

    /// The elements of an array.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let storage: JSONDocumentStorage
        private var position: Int
        private let end: Int
        private let depth: Int
        /// How many there are at least.
        public let underestimatedCount: Int

        init(_ node: JSONNode) {
            storage = node.storage
            depth = node.depth + 1
            let isArray = node.word.tapeKind == TapeKind.array
            position = node.index + 2
            end = isArray ? storage.words[node.index + 1].tapeEnd : 0
            underestimatedCount = isArray ? node.word.tapeLength : 0
        }

        /// The next one; `nil` at the end.
        public mutating func next() -> JSONNode? {
            guard position < end else { return nil }
            let node = JSONNode(storage: storage, index: position, depth: depth)
            position = tapeSkip(storage.words, position)
            return node
        }
    }

    /// The members of an object.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let storage: JSONDocumentStorage
        private var position: Int
        private let end: Int
        private let depth: Int
        /// How many there are at least.
        public let underestimatedCount: Int

        init(_ node: JSONNode) {
            storage = node.storage
            depth = node.depth + 1
            let isObject = node.word.tapeKind == TapeKind.object
            position = node.index + 2
            end = isObject ? storage.words[node.index + 1].tapeEnd : 0
            underestimatedCount = isObject ? node.word.tapeLength : 0
        }

        /// The next one; `nil` at the end.
        public mutating func next() -> (key: String, value: JSONNode)? {
            guard position < end else { return nil }
            let key = storage.text(at: position)
            let node = JSONNode(storage: storage, index: position + 1, depth: depth)
            position = tapeSkip(storage.words, position + 1)
            return (key, node)
        }
    }
}

extension JSONNode {
    /// Whether a name comes twice in an object of the document.
    package var isOfDocumentWithDuplicates: Bool { storage.hasDuplicates }

    /// Goes through the members of an object by their positions, which makes no string of a name that is expected.
    package var memberCursor: MemberCursor { MemberCursor(self) }

    /// The value at a position that a cursor over this object has told.
    @inline(__always)
    package func descendant(at position: Int) -> JSONNode {
        JSONNode(storage: storage, index: position, depth: depth + 1)
    }

    /// A place among the members of an object.
    package struct MemberCursor {
        let storage: JSONDocumentStorage
        private(set) var key = 0
        private var next: Int
        private let end: Int

        init(_ node: JSONNode) {
            storage = node.storage
            let isObject = node.word.tapeKind == TapeKind.object
            next = node.index + 2
            end = isObject ? storage.words[node.index + 1].tapeEnd : 0
        }

        /// Moves to the next member; `false` at the end.
        package mutating func advance() -> Bool {
            guard next < end else { return false }
            key = next
            next = tapeSkip(storage.words, key + 1)
            return true
        }

        /// The member's name.
        package var name: String { storage.text(at: key) }
        /// Where the member's value stands.
        package var valuePosition: Int { key + 1 }
    }

    /// The value as a tree.
    ///
    /// Of documents that were parsed with a ``JSONParsingOptions/maximumDepth`` above
    /// ``JSONParsingOptions/maximumTreeDepth``, what lies below that many levels of this value is left out as `null`.
    public var value: JSONValue {
        TreeBuilder(storage: storage).value(at: index, levels: JSONParsingOptions.maximumTreeDepth)
    }
}

/// Makes trees from a tape.
struct TreeBuilder {
    let storage: JSONDocumentStorage

    func value(at index: Int, levels: Int) -> JSONValue {
        let word = storage.words[index]
        switch word.tapeKind {
        case TapeKind.null:
            return .null
        case TapeKind.false:
            return .bool(false)
        case TapeKind.true:
            return .bool(true)
        case TapeKind.integer:
            return .integer(storage.integer(at: index))
        case TapeKind.number:
            let text = storage.bytes[word.tapeOffset..<word.tapeOffset + word.tapeLength]
            return .number(JSONNumber(scanned: String(decoding: text, as: UTF8.self)))
        case TapeKind.array:
            return levels > 0 ? array(at: index, levels: levels - 1) : .null
        case TapeKind.object:
            return levels > 0 ? object(at: index, levels: levels - 1) : .null
        default:
            return .string(storage.text(at: index))
        }
    }

    private func array(at index: Int, levels: Int) -> JSONValue {
        let words = storage.words
        let end = words[index + 1].tapeEnd
        var position = index + 2
        var elements: [JSONValue] = []
        elements.reserveCapacity(words[index].tapeLength)
        while position < end {
            elements.append(value(at: position, levels: levels))
            position = tapeSkip(words, position)
        }
        return .array(elements)
    }

    private func object(at index: Int, levels: Int) -> JSONValue {
        let words = storage.words
        let end = words[index + 1].tapeEnd
        var position = index + 2
        var members: [JSONObject.Member] = []
        members.reserveCapacity(words[index].tapeLength)
        while position < end {
            members.append(
                JSONObject.Member(key: storage.text(at: position), value: value(at: position + 1, levels: levels)))
            position = tapeSkip(words, position + 1)
        }
        return .object(
            storage.hasDuplicates
                ? JSONObject(lastWins: members.lazy.map { ($0.key, $0.value) }) : JSONObject(uniqueMembers: members))
    }
}
