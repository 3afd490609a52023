extension JSONValue {
    /// A value whose text begins as this one's does, for so many bytes at least, and is hardly longer: what is to be cut
    /// need not be written as a whole before.
    package func beginning(_ bytes: Int) -> JSONValue {
        var left = bytes
        return beginning(&left)
    }

    private func beginning(_ left: inout Int) -> JSONValue {
        switch self {
        case .array(let elements):
            left -= 1
            var kept: [JSONValue] = []
            for element in elements where left > 0 {
                kept.append(element.beginning(&left))
                left -= 1
            }
            return .array(kept)
        case .object(let object):
            left -= 1
            var kept = JSONObject()
            for member in object.members {
                guard left > 0 else { break }
                left -= member.key.utf8.count + 3
                kept.append(uniqueKey: member.key, member.value.beginning(&left))
            }
            return .object(kept)
        case .string(let text):
            defer { left -= text.utf8.count + 2 }
            guard text.utf8.count > left + 4 else { return self }
            return .string(String(text.unicodeScalars.prefix(max(left, 0) + 4)))
        case .null, .bool, .integer, .number:
            left -= 1
            return self
        }
    }
}
