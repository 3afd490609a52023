/// Positions of an object's members by name: an open-addressed hash table over positions.
///
/// The hash is Swift's, seeded anew in each process, so that nobody can choose names that collide.
struct KeyIndex: Sendable {
    /// Objects with at most this many members are searched linearly.
    static let threshold = 16

    /// One reference, as every object has room for it.
    private final class Table: @unchecked Sendable {
        // Changed only while it is referenced once.
        /// Position + 1 of a member, 0 for a free slot. The size is a power of two, at least twice the number of members.
        var slots: [UInt32]

        init(slots: [UInt32]) {
            self.slots = slots
        }
    }

    private var table: Table

    init(_ members: [JSONObject.Member]) {
        var size = 64
        while size < members.count * 2 { size *= 2 }
        table = Table(slots: [UInt32](repeating: 0, count: size))
        for position in members.indices { add(position, members[position].key) }
    }

    /// The position of a name.
    func position(of key: String, in members: [JSONObject.Member]) -> Int? {
        let mask = table.slots.count - 1
        var slot = hashOfText(key) & mask
        while table.slots[slot] != 0 {
            let position = Int(table.slots[slot]) - 1
            if sameText(members[position].key, key) { return position }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Adds the last of the members, whose name is new.
    mutating func insertLast(of members: [JSONObject.Member]) {
        if members.count * 2 > table.slots.count {
            self = KeyIndex(members)
            return
        }
        if !isKnownUniquelyReferenced(&table) { table = Table(slots: table.slots) }
        add(members.count - 1, members[members.count - 1].key)
    }

    /// Removes the member at a position, which is still among the members, and counts those after it down by one.
    mutating func remove(at position: Int, of members: [JSONObject.Member]) {
        if !isKnownUniquelyReferenced(&table) { table = Table(slots: table.slots) }
        let mask = table.slots.count - 1
        let removed = UInt32(truncatingIfNeeded: position + 1)
        var free = hashOfText(members[position].key) & mask
        while table.slots[free] != removed { free = (free + 1) & mask }
        // Members that came to stand behind the removed one because its slot was taken move up.
        var slot = (free + 1) & mask
        while table.slots[slot] != 0 {
            let home = hashOfText(members[Int(table.slots[slot]) - 1].key) & mask
            if (slot - home) & mask >= (slot - free) & mask {
                table.slots[free] = table.slots[slot]
                free = slot
            }
            slot = (slot + 1) & mask
        }
        table.slots[free] = 0
        table.slots.withUnsafeMutableBufferPointer { slots in
            for i in slots.indices where slots[i] > removed { slots[i] &-= 1 }
        }
    }

    private func add(_ position: Int, _ key: String) {
        let mask = table.slots.count - 1
        var slot = hashOfText(key) & mask
        while table.slots[slot] != 0 { slot = (slot + 1) & mask }
        table.slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }
}
