/// The members of an object while they are edited. What is removed leaves a gap, so that nothing moves.
struct EditedObject {
    private struct Member {
        var key: String
        var value: EditedValue
    }

    private var members: [Member?]
    private var positions: [UTF8Key: Int]

    init(_ object: JSONObject) {
        members = object.members.map { Member(key: $0.key, value: .whole($0.value)) }
        positions = Dictionary(minimumCapacity: members.count)
        for (position, member) in object.members.enumerated() { positions[UTF8Key(member.key)] = position }
    }

    var count: Int { positions.count }

    /// The object as it has become.
    var closed: JSONObject {
        JSONObject(
            uniqueMembers: members.compactMap { member in
                member.map { JSONObject.Member(key: $0.key, value: $0.value.closed) }
            })
    }

    func contains(_ key: String) -> Bool { positions[UTF8Key(key)] != nil }

    subscript(key: String) -> EditedValue? {
        positions[UTF8Key(key)].flatMap { members[$0]?.value }
    }

    /// Sets the value of a member; a new one comes last.
    mutating func set(_ key: String, _ value: EditedValue) {
        if let position = positions[UTF8Key(key)] {
            members[position]?.value = value
        } else {
            positions[UTF8Key(key)] = members.count
            members.append(Member(key: key, value: value))
        }
    }

    mutating func removeValue(forKey key: String) -> EditedValue? {
        guard let position = positions.removeValue(forKey: UTF8Key(key)) else { return nil }
        defer { members[position] = nil }
        return members[position]?.value
    }

    /// Edits the value of a member in place.
    ///
    /// - Returns: whether there is one.
    mutating func withValue<Failure: Error>(
        forKey key: String, _ body: (inout EditedValue) throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        guard let position = positions[UTF8Key(key)], var value = members[position]?.value else { return false }
        // Moved out meanwhile, so that nothing is copied.
        members[position]?.value = .whole(.null)
        defer { members[position]?.value = value }
        try body(&value)
        return true
    }

    // MARK: Comparing

    func equals(_ other: JSONObject) -> Bool {
        guard count == other.count else { return false }
        for member in other.members {
            guard let value = self[member.key], value.equals(member.value) else { return false }
        }
        return true
    }

    func levels(limit: Int, _ visits: inout Int) -> Int {
        var deepest = 0
        for member in members {
            guard let member else { continue }
            deepest = max(deepest, member.value.levels(limit: limit, &visits))
        }
        return deepest
    }
}
