internal import JSON

extension JSONObject {
    /// The object without members that are null, at every depth; elements of arrays stay, so that none changes its place.
    ///
    /// A null in a manifest takes a field away from what is there. An object that is new has nothing to take away: without
    /// them it is as it would be after a change.
    func withoutNullMembers() -> JSONObject {
        var result = JSONObject()
        result.reserveCapacity(count)
        for (name, value) in self where !value.isNull {
            result.append(uniqueKey: name, value.withoutNullMembers())
        }
        return result
    }
}

extension JSONValue {
    /// Values are no deeper than the parser lets them be.
    fileprivate func withoutNullMembers() -> JSONValue {
        switch self {
        case .object(let object): .object(object.withoutNullMembers())
        case .array(let elements): .array(elements.map { $0.withoutNullMembers() })
        default: self
        }
    }
}
