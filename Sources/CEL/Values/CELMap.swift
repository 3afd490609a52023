public import JSON

/// A map or an object: of values, or of JSON.
public enum CELMap: Sendable {
    case values(CELEntries)
    /// Members of JSON, and the type of the whole.
    case json(JSONObject, CELType)

    /// The type of an object; `nil` for a map.
    var objectType: CELObjectType? {
        if case .json(_, .object(let type)) = self { type } else { nil }
    }

    /// How many entries there are.
    public var count: Int {
        switch self {
        case .values(let entries): entries.all.count
        case .json(let object, _): object.count
        }
    }

    /// The value of a key; `nil` where there is none.
    public subscript(key: CELValue) -> CELValue? {
        switch self {
        case .values(let entries): return entries[key]
        case .json:
            guard case .string(let name) = key else { return nil }
            return self[name]
        }
    }

    /// The value of a key or field that is a text; `nil` where there is none.
    public subscript(name: String) -> CELValue? {
        switch self {
        case .values(let entries): return entries[.string(name)]
        case .json(let object, let type):
            switch type {
            case .object(let type):
                guard let field = type.fields[name], let value = object[field.jsonName] else { return nil }
                return CELValue(value, as: field.type)
            case .map(_, let element): return object[name].map { CELValue($0, as: element) }
            default: return object[name].map { CELValue($0) }
            }
        }
    }

    /// All entries, in their order.
    public var entries: [(key: CELValue, value: CELValue)] {
        switch self {
        case .values(let entries): return entries.all
        case .json(let object, let type):
            if case .object(let type) = type {
                return type.fields.sorted { $0.key < $1.key }.compactMap { name, field in
                    object[field.jsonName].map { (.string(name), CELValue($0, as: field.type)) }
                }
            }
            var element = CELType.dyn
            if case .map(_, let value) = type { element = value }
            return object.map { (.string($0.key), CELValue($0.value, as: element)) }
        }
    }

    /// The map as JSON; `nil` where a key is no text or a value has no form there.
    var json: JSONValue? {
        switch self {
        case .json(let object, _): return .object(object)
        case .values(let entries):
            var object = JSONObject()
            for (key, value) in entries.all {
                guard case .string(let name) = key, let member = value.json else { return nil }
                object[name] = member
            }
            return .object(object)
        }
    }
}

extension CELMap: Equatable {
    /// Whether both have the same keys with equal values.
    public static func == (a: CELMap, b: CELMap) -> Bool {
        guard a.count == b.count else { return false }
        return a.entries.allSatisfy { key, value in b[key] == value }
    }
}

/// The entries of a map that an expression has made.
public final class CELEntries: Sendable {
    /// A key such that numbers of the same value are the same.
    private enum Key: Hashable {
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case string([UInt8])

        init?(_ value: CELValue) {
            switch value {
            case .bool(let value): self = .bool(value)
            case .int(let value): self = .int(value)
            case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
            case .double(let value):
                if let whole = Int64(exactly: value) {
                    self = .int(whole)
                } else if let whole = UInt64(exactly: value) {
                    self = .uint(whole)
                } else {
                    return nil
                }
            case .string(let value): self = .string(Array(value.utf8))
            default: return nil
            }
        }
    }

    /// The entries in their order.
    public let all: [(key: CELValue, value: CELValue)]
    private let index: [Key: Int]

    /// Makes a map.
    ///
    /// - Throws: ``EvaluationError`` for a key that is no boolean, whole number or text, or comes twice.
    public init(_ entries: [(key: CELValue, value: CELValue)]) throws(EvaluationError) {
        var index: [Key: Int] = [:]
        for (position, entry) in entries.enumerated() {
            if case .double = entry.key { throw EvaluationError("unsupported key type") }
            guard let key = Key(entry.key) else { throw EvaluationError("unsupported key type") }
            guard index.updateValue(position, forKey: key) == nil else {
                throw EvaluationError("Failed with repeated key")
            }
        }
        all = entries
        self.index = index
    }

    subscript(key: CELValue) -> CELValue? {
        Key(key).flatMap { index[$0] }.map { all[$0].value }
    }
}
