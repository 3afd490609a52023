/// A map in the order of its keys that is cheap to snapshot.
///
/// The entries stand in leaves of bounded size. A copy shares every leaf; the first change after it copies the list of
/// leaves and the one leaf that changes. So a reader takes a copy under a lock, and reads it for as long as it likes.
package struct SortedMap<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    /// A key with its value.
    package struct Entry: Sendable {
        /// The key, which is in the map once.
        package var key: Key
        /// What the map has for it.
        package var value: Value

        @inlinable
        init(key: Key, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// A place between or before entries. It belongs to the map as it was when asked for.
    package struct Position: Sendable {
        @usableFromInline var leaf: Int
        @usableFromInline var index: Int

        @inlinable
        init(leaf: Int, index: Int) {
            self.leaf = leaf
            self.index = index
        }
    }

    /// No leaf is empty.
    @usableFromInline var leaves: [[Entry]] = []
    /// How many entries there are.
    @inlinable package var count: Int { size }
    @usableFromInline var size = 0
    @usableFromInline static var leafCapacity: Int { 128 }

    /// An empty map.
    @inlinable
    package init() {}

    /// The value at a key; `nil` where there is none, and set to remove it.
    @inlinable
    package subscript(key: Key) -> Value? {
        get {
            let (position, found) = find(key)
            return found ? leaves[position.leaf][position.index].value : nil
        }
        set {
            let (position, found) = find(key)
            switch (newValue, found) {
            case (let value?, true): leaves[position.leaf][position.index].value = value
            case (let value?, false): insert(Entry(key: key, value: value), at: position)
            case (nil, true): remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// The position of the first entry that does not come before a key.
    @inlinable
    package func position(notBefore key: Key) -> Position {
        find(key).position
    }

    /// The position before the first entry.
    @inlinable package var start: Position { Position(leaf: 0, index: 0) }

    /// How many entries come before a position.
    @inlinable
    package func rank(of position: Position) -> Int {
        guard position.leaf < leaves.count else { return count }
        return leaves[..<position.leaf].reduce(0) { $0 + $1.count } + position.index
    }

    /// Reads the entry at a position and moves on; `nil` at the end.
    @inlinable
    package func next(_ position: inout Position) -> Entry? {
        guard position.leaf < leaves.count else { return nil }
        if position.index == leaves[position.leaf].count {
            position = Position(leaf: position.leaf + 1, index: 0)
            guard position.leaf < leaves.count else { return nil }
        }
        defer { position.index += 1 }
        return leaves[position.leaf][position.index]
    }

    /// The values in the order of their keys.
    @inlinable package var values: [Value] { leaves.flatMap { $0.map(\.value) } }

    @inlinable
    func find(_ key: Key) -> (position: Position, found: Bool) {
        // The last leaf whose first key is not after the key.
        let leaf = Self.partition(leaves.count) { leaves[$0][0].key <= key } - 1
        guard leaf >= 0 else { return (start, false) }
        let index = Self.partition(leaves[leaf].count) { leaves[leaf][$0].key < key }
        let found = index < leaves[leaf].count && leaves[leaf][index].key == key
        return (Position(leaf: leaf, index: index), found)
    }

    /// How many of the numbers below `count` fulfil a condition that holds for the lower ones only.
    @inlinable
    static func partition(_ count: Int, while holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    @inlinable
    mutating func insert(_ entry: Entry, at position: Position) {
        size += 1
        guard !leaves.isEmpty else {
            leaves.append([entry])
            return
        }
        leaves[position.leaf].insert(entry, at: position.index)
        guard leaves[position.leaf].count > Self.leafCapacity else { return }
        // Keys often come in ascending order; then a full leaf on the left wastes nothing.
        let isAppend = position.leaf == leaves.count - 1 && position.index == leaves[position.leaf].count - 1
        let half = isAppend ? Self.leafCapacity : Self.leafCapacity / 2
        let upper = Array(leaves[position.leaf][half...])
        leaves[position.leaf].removeSubrange(half...)
        leaves.insert(upper, at: position.leaf + 1)
    }

    @inlinable
    mutating func remove(at position: Position) {
        size -= 1
        leaves[position.leaf].remove(at: position.index)
        let size = leaves[position.leaf].count
        if size == 0 {
            leaves.remove(at: position.leaf)
        } else if size < Self.leafCapacity / 4, position.leaf + 1 < leaves.count,
            size + leaves[position.leaf + 1].count <= Self.leafCapacity / 2
        {
            leaves[position.leaf] += leaves[position.leaf + 1]
            leaves.remove(at: position.leaf + 1)
        }
    }
}
