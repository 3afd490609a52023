public import JSON

/// A path to a value in an object, written as CustomResourceDefinitions write it: `.spec.replicas`,
/// `.metadata.labels['app.kubernetes.io/name']`, `.status.addresses[0].ip`,
/// `.status.conditions[?(@.type=="Ready")].status`, `.spec.ports[*].port`.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step from a value to others inside it.
    public enum Step: Hashable, Sendable {
        /// The member of that name.
        case member(String)
        /// The element at that position, counted from 0, or from -1 backwards from the end.
        case index(Int)
        /// Every element of a list, or every member's value.
        case each
        /// The elements of a list whose member has that value.
        case element(where: String, equals: JSONValue)
    }

    /// The steps, from the object inwards.
    public var steps: [Step]

    /// A path of these steps.
    public init(_ steps: [Step]) {
        self.steps = steps
    }

    /// The path as it is written; `init(parsing:)` reads it back.
    public var description: String {
        steps.map { step in
            switch step {
            case .index(let index): "[\(index)]"
            case .member(let name): Self.isPlain(name) ? ".\(name)" : "[\(Self.quoted(name, "'"))]"
            case .each: "[*]"
            case .element(let member, .string(let text)): "[?(@.\(member)==\(Self.quoted(text, "\"")))]"
            case .element(let member, let value): "[?(@.\(member)==\(value))]"
            }
        }.joined()
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
            }
    }

    private static func quoted(_ text: String, _ quote: Character) -> String {
        var result = String(quote)
        for character in text {
            if character == quote || character == "\\" { result.append("\\") }
            result.append(character)
        }
        result.append(quote)
        return result
    }
}

extension FieldPath {
    /// The names of the path's members, if it has no other steps.
    public var members: [String]? {
        var names: [String] = []
        for step in steps {
            guard case .member(let name) = step else { return nil }
            names.append(name)
        }
        return names
    }

    /// The values that the path leads to, in the order of the object; none where something on the way is absent.
    public func values(in value: JSONValue) -> [JSONValue] {
        var values = [value]
        for step in steps {
            var next: [JSONValue] = []
            for value in values { Self.follow(step, from: value, into: &next) }
            if next.isEmpty { return [] }
            values = next
        }
        return values
    }

    /// The first value that the path leads to; `nil` where there is none.
    public func value(in value: JSONValue) -> JSONValue? {
        var current = value
        for (position, step) in steps.enumerated() {
            switch (step, current) {
            case (.member(let name), .object(let object)):
                guard let member = object[name] else { return nil }
                current = member
            case (.index, _):
                var found: [JSONValue] = []
                Self.follow(step, from: current, into: &found)
                guard let element = found.first else { return nil }
                current = element
            case (.member, _): return nil
            default: return FieldPath(Array(steps[position...])).values(in: current).first
            }
        }
        return current
    }

    private static func follow(_ step: Step, from value: JSONValue, into values: inout [JSONValue]) {
        switch (step, value) {
        case (.member(let name), .object(let object)):
            if let member = object[name] { values.append(member) }
        case (.index(let index), .array(let elements)):
            let position = index < 0 ? elements.count &+ index : index
            if elements.indices.contains(position) { values.append(elements[position]) }
        case (.each, .array(let elements)):
            values.append(contentsOf: elements)
        case (.each, .object(let object)):
            for (_, member) in object { values.append(member) }
        case (.element(let name, let wanted), .array(let elements)):
            for element in elements {
                if case .object(let object) = element, object[name] == wanted { values.append(element) }
            }
        default: break
        }
    }

    /// Sets the value at a path of members only, making the objects on the way that are absent or null.
    ///
    /// - Returns: Whether the value was set; `false` where something on the way is no object or the path has other
    ///   steps.
    @discardableResult
    public func set(_ new: JSONValue, in value: inout JSONValue) -> Bool {
        guard let members, !members.isEmpty else { return false }
        return Self.set(new, in: &value, members[...])
    }

    private static func set(_ new: JSONValue, in value: inout JSONValue, _ members: ArraySlice<String>) -> Bool {
        guard let name = members.first else {
            value = new
            return true
        }
        var object: JSONObject
        switch value {
        case .object(let existing): object = existing
        case .null: object = JSONObject()
        default: return false
        }
        value = .null  // so that the object below is the only copy and is changed in place
        var member = object[name] ?? .null
        let isSet = set(new, in: &member, members.dropFirst())
        if isSet { object[name] = member }
        value = .object(object)
        return isSet
    }

    /// Removes the value at a path of members only, and the objects on the way that are empty without it.
    ///
    /// - Returns: The value removed; `nil` where there was none.
    @discardableResult
    public func remove(from value: inout JSONValue) -> JSONValue? {
        guard let members, !members.isEmpty else { return nil }
        return Self.remove(from: &value, members[...])
    }

    private static func remove(from value: inout JSONValue, _ members: ArraySlice<String>) -> JSONValue? {
        guard case .object(var object) = value, let name = members.first, var member = object[name] else { return nil }
        defer { value = .object(object) }
        if members.count == 1 {
            object[name] = nil
            return member
        }
        guard let removed = remove(from: &member, members.dropFirst()) else { return nil }
        if case .object(let inner) = member, inner.isEmpty { object[name] = nil } else { object[name] = member }
        return removed
    }
}
