/// A value while a patch edits it.
///
/// What nobody edits stays as it is. Arrays and objects on the way to an edit are opened, once, into forms in which an
/// insertion or a removal costs next to nothing however many elements there are: a patch of thousands of operations on a
/// long list must not move the list thousands of times.
enum EditedValue {
    case whole(JSONValue)
    case array(EditedArray)
    case object(EditedObject)

    /// Makes an array or object that is whole one that can be edited.
    mutating func open() {
        guard case .whole(let value) = self else { return }
        switch value {
        case .array(let elements): self = .array(EditedArray(elements))
        case .object(let object): self = .object(EditedObject(object))
        default: break
        }
    }

    /// The value as it has become.
    var closed: JSONValue {
        switch self {
        case .whole(let value): value
        case .array(let array): .array(array.closed)
        case .object(let object): .object(object.closed)
        }
    }

    var isObject: Bool {
        switch self {
        case .whole(.object), .object: true
        default: false
        }
    }

    /// Whether the value is equal to another. Time is linear in the other at most.
    func equals(_ other: JSONValue) -> Bool {
        switch self {
        case .whole(let value):
            return value == other
        case .array(let array):
            guard case .array(let others) = other else { return false }
            return array.equals(others)
        case .object(let object):
            guard case .object(let other) = other else { return false }
            return object.equals(other)
        }
    }

    /// The levels of arrays and objects, at most one more than the limit.
    ///
    /// - Parameter visits: Counts the values that were looked at.
    func levels(limit: Int, _ visits: inout Int) -> Int {
        switch self {
        case .whole(let value):
            return value.levels(limit: limit, &visits)
        case .array(let array):
            visits += array.count + 1
            return limit > 0 ? array.levels(limit: limit - 1, &visits) + 1 : 1
        case .object(let object):
            visits += object.count + 1
            return limit > 0 ? object.levels(limit: limit - 1, &visits) + 1 : 1
        }
    }
}
