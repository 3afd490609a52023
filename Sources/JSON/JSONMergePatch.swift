/// Merge patches (RFC 7386).
public enum JSONMergePatch {
    /// The value with a merge patch applied: members that the patch has replace those of the same name, `null` removes one,
    /// objects merge, and everything else replaces what was there.
    ///
    /// Takes time linear in the patch; the result is no deeper than the deeper of the two.
    public static func apply(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
        var result = target
        apply(patch, in: &result)
        return result
    }

    private static func apply(_ patch: JSONValue, in target: inout JSONValue) {
        guard case .object(let changes) = patch else {
            target = patch
            return
        }
        var members: JSONObject
        if case .object(let object) = target { members = object } else { members = JSONObject() }
        target = .null
        // Each removal is linear in the members: many are done at once.
        var removed: Set<UTF8Key> = []
        for (name, change) in changes {
            if change.isNull {
                removed.insert(UTF8Key(name))
            } else if let position = members.index(forKey: name) {
                members.withValue(at: position) { apply(change, in: &$0) }
            } else {
                var value = JSONValue.null
                apply(change, in: &value)
                members.append(uniqueKey: name, value)
            }
        }
        if !removed.isEmpty { members.removeAll { removed.contains(UTF8Key($0.key)) } }
        target = .object(members)
    }

    /// The patch that makes one value the other.
    ///
    /// - Returns: `nil` if there is none: a merge patch cannot say that a member is `null`.
    public static func difference(from old: JSONValue, to new: JSONValue) -> JSONValue? {
        guard case .object(let newMembers) = new else { return new }
        guard case .object(let oldMembers) = old else {
            if hasNullMember(new) { return nil }
            return new
        }
        var patch = JSONObject()
        for (name, value) in newMembers {
            guard let before = oldMembers[name] else {
                if hasNullMember(value) || value.isNull { return nil }
                patch.append(uniqueKey: name, value)
                continue
            }
            if before == value, sameSpelling(before, value) { continue }
            if value.isNull { return nil }
            guard let change = difference(from: before, to: value) else { return nil }
            patch.append(uniqueKey: name, change)
        }
        for (name, _) in oldMembers where newMembers.index(forKey: name) == nil {
            patch.append(uniqueKey: name, .null)
        }
        return .object(patch)
    }

    /// Whether equal values are also written alike where they are numbers.
    private static func sameSpelling(_ a: JSONValue, _ b: JSONValue) -> Bool {
        guard let a = a.numberValue, let b = b.numberValue else { return true }
        return a.text == b.text
    }

    /// Whether an object has a `null` member, at any depth without arrays between: applying it as a patch would drop that.
    private static func hasNullMember(_ value: JSONValue) -> Bool {
        guard case .object(let object) = value else { return false }
        return object.contains { $0.value.isNull || hasNullMember($0.value) }
    }
}
