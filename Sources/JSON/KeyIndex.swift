/// Positions of an object's members by name: an open-addressed hash table over positions.
///
/// The hash is Swift's, seeded anew in each process, so that nobody can choose names that collide.
struct KeyIndex: Sendable {
    /// Objects with at most this many members are searched linearly.
    static let threshold = 16

    /// Position + 1 of a member, 0 for a free slot. The size is a power of two, at least twice the number of members.
    private var slots: [UInt32]
    private var count: Int

    init(_ members: [JSONObject.Element]) {
        var size = 64
        while size < members.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        count = 0
        for position in members.indices { add(position, members[position].key) }
    }

    /// The position of a name.
    func position(of key: String, in members: [JSONObject.Element]) -> Int? {
        var slot = hashOfText(key) & (slots.count - 1)
        while slots[slot] != 0 {
            let position = Int(slots[slot]) - 1
            if sameText(members[position].key, key) { return position }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds the member at a position, whose name is new.
    mutating func insert(_ position: Int, in members: [JSONObject.Element]) {
        if (count + 1) * 2 > slots.count {
            self = KeyIndex(members)
        } else {
            add(position, members[position].key)
        }
    }

    private mutating func add(_ position: Int, _ key: String) {
        var slot = hashOfText(key) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(truncatingIfNeeded: position + 1)
        count += 1
    }
}
