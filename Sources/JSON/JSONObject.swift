/// The members of a JSON object, in order, each name once.
///
/// Names are the same when their UTF-8 bytes are: unlike `String`'s `==`, `é` as one scalar and as two are two names.
/// Up to ``KeyIndex/threshold`` members are found by a linear search; larger objects keep a hash index beside the members.
public struct JSONObject: Sendable {
    /// A member.
    public typealias Element = (key: String, value: JSONValue)

    /// A member in memory. (Arrays of tuples are slow to copy and release: their elements go through the runtime.)
    struct Member: Sendable {
        var key: String
        var value: JSONValue
    }

    var members: [Member]
    /// Positions by name; `nil` for small objects.
    private var index: KeyIndex?

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of members whose names are known to differ.
    public init(uniqueKeysWithValues members: some Sequence<(String, JSONValue)>) {
        self.init(uniqueMembers: members.map { Member(key: $0.0, value: $0.1) })
    }

    init(uniqueMembers: [Member]) {
        members = uniqueMembers
        if members.count > KeyIndex.threshold { index = KeyIndex(members) }
    }

    /// An object of members in order; where a name comes twice, the later value stands at the first one's place.
    public init(lastWins members: some Sequence<(key: String, value: JSONValue)>) {
        self.init()
        for (key, value) in members { self[key] = value }
    }

    /// Whether both are in one place in memory, neither having been changed since one was copied from the other: then
    /// they are equal. Where not, they may be equal none the less.
    package func sharesStorage(with other: JSONObject) -> Bool {
        members.withUnsafeBufferPointer { members in
            other.members.withUnsafeBufferPointer { others in
                members.count == others.count && members.baseAddress == others.baseAddress
            }
        }
    }

    /// Room for that many members.
    public mutating func reserveCapacity(_ count: Int) {
        members.reserveCapacity(count)
    }

    /// The position of a name among the members.
    public func index(forKey key: String) -> Int? {
        if let index { return index.position(of: key, in: members) }
        return members.firstIndex { sameText($0.key, key) }
    }

    /// Appends a member whose name is known to be new.
    public mutating func append(uniqueKey key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
        if index != nil {
            index?.insertLast(of: members)
        } else if members.count > KeyIndex.threshold {
            index = KeyIndex(members)
        }
    }

    /// Removes a member, in time linear in the number of members, and returns its value.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let position = index(forKey: key) else { return nil }
        return remove(at: position)
    }

    private mutating func remove(at position: Int) -> JSONValue {
        if members.count > KeyIndex.threshold + 1 {
            index?.remove(at: position, of: members)
        } else {
            index = nil
        }
        return members.remove(at: position).value
    }

    /// Keeps only the members for which the predicate holds.
    public mutating func removeAll(where predicate: (Element) throws -> Bool) rethrows {
        let count = members.count
        try members.removeAll { try predicate(($0.key, $0.value)) }
        if members.count != count { index = members.count > KeyIndex.threshold ? KeyIndex(members) : nil }
    }

    /// The value of a member. Assigning `nil` removes the member; a new one is appended.
    public subscript(key: String) -> JSONValue? {
        get {
            index(forKey: key).map { members[$0].value }
        }
        set {
            if let position = index(forKey: key) {
                if let newValue { members[position].value = newValue } else { _ = remove(at: position) }
            } else if let newValue {
                append(uniqueKey: key, newValue)
            }
        }
        _modify {
            // The value is moved out while it is edited, so that an edit deep inside copies nothing.
            let position = index(forKey: key)
            var value: JSONValue?
            if let position {
                var moved = JSONValue.null
                swap(&moved, &members[position].value)
                value = consume moved
            }
            defer {
                switch (position, value) {
                case (let position?, let value?): members[position].value = value
                case (let position?, nil): _ = remove(at: position)
                case (nil, let value?): append(uniqueKey: key, value)
                case (nil, nil): break
                }
            }
            yield &value
        }
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { 0 }
    /// The position after the last member.
    public var endIndex: Int { members.count }
    /// The member at a position.
    public subscript(position: Int) -> Element { (members[position].key, members[position].value) }

    /// Goes through the members in order.
    public func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }
    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }
    /// The names, in order.
    public var keys: [String] { members.map(\.key) }
    /// The values, in order.
    public var values: [JSONValue] { members.map(\.value) }

    /// Edits the value at a position in place.
    public mutating func withValue<Result, Failure: Error>(
        at position: Int, _ body: (inout JSONValue) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(&members[position].value)
    }

    /// The object with each value replaced.
    public func mapValues<Failure: Error>(
        _ transform: (JSONValue) throws(Failure) -> JSONValue
    ) throws(Failure) -> JSONObject {
        var result = self
        for position in result.members.indices {
            result.members[position].value = try transform(members[position].value)
        }
        return result
    }
}

extension JSONObject {
    /// The members in order.
    public struct Iterator: IteratorProtocol, Sendable {
        var members: IndexingIterator<[Member]>

        /// The next one; `nil` at the end.
        public mutating func next() -> Element? {
            members.next().map { ($0.key, $0.value) }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Where a name comes twice, the later value wins.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    public static func == (a: Self, b: Self) -> Bool {
        guard a.members.count == b.members.count else { return false }
        for i in 0..<a.members.count {
            guard let other = b.position(of: a.members[i].key, expected: i),
                a.members[i].value == b.members[other].value
            else {
                return false
            }
        }
        return true
    }

    /// The position of a name, looked for first where objects that come in the same order have it.
    private func position(of key: String, expected: Int) -> Int? {
        sameText(members[expected].key, key) ? expected : index(forKey: key)
    }

    /// Feeds the value to a hasher; equal values hash alike.
    public func hash(into hasher: inout Hasher) {
        // A sum does not depend on the order of the members.
        var sum = 0
        for i in 0..<members.count {
            var inner = Hasher()
            inner.combine(members[i].key)
            members[i].value.hash(into: &inner)
            sum &+= inner.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }
}
