public import JSON

/// A list: of values, or of JSON.
public enum CELList: Sendable {
    case values([CELValue])
    /// Elements of JSON, and their type.
    case json([JSONValue], CELType)

    /// How many elements there are.
    public var count: Int {
        switch self {
        case .values(let values): values.count
        case .json(let values, _): values.count
        }
    }

    /// The element at an index, which has to be one.
    public subscript(index: Int) -> CELValue {
        switch self {
        case .values(let values): values[index]
        case .json(let values, let type): CELValue(values[index], as: type)
        }
    }

    /// All elements.
    public var values: [CELValue] {
        switch self {
        case .values(let values): values
        case .json(let values, let type): values.map { CELValue($0, as: type) }
        }
    }

    /// The list as JSON; `nil` where an element has no form there.
    var json: JSONValue? {
        switch self {
        case .json(let values, _): return .array(values)
        case .values(let values):
            var elements: [JSONValue] = []
            for value in values {
                guard let element = value.json else { return nil }
                elements.append(element)
            }
            return .array(elements)
        }
    }

    func contains(_ value: CELValue) -> Bool {
        switch self {
        case .values(let values): values.contains(value)
        case .json(let values, let type): values.contains { CELValue($0, as: type) == value }
        }
    }
}

extension CELList: Equatable {
    /// Whether both have equal elements in the same order.
    public static func == (a: CELList, b: CELList) -> Bool {
        guard a.count == b.count else { return false }
        for index in 0..<a.count where a[index] != b[index] { return false }
        return true
    }
}
