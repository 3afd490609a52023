internal import JSON

/// Writes whole numbers as such where the schema has one.
///
/// Kubernetes decodes a strategic merge patch into floating-point numbers and converts those that are whole, so `2.0` and
/// `1e2` are good there, though nowhere else.
enum WholeNumbers {
    /// The value with `2.0` as `2`; `nil` where there is nothing to change.
    ///
    /// What is nested deeper than ``ResolvedSchema/maximumDepth`` stays as it is.
    static func converted(_ value: JSONValue, _ node: SchemaNode?, depth: Int = 0) -> JSONValue? {
        guard let shape = node?.shape, depth < ResolvedSchema.maximumDepth else { return nil }
        switch value {
        case .number(let number): return isWhole(shape.kind) ? number.exactInt64.map { .integer($0) } : nil
        case .object(let object): return converted(object, shape, depth)
        case .array(let elements): return shape.kind == .array ? converted(elements, shape.element, depth) : nil
        default: return nil
        }
    }

    private static func isWhole(_ kind: SchemaShape.Kind) -> Bool {
        switch kind {
        case .int32, .int64, .integer, .intOrString: true
        default: false
        }
    }

    private static func converted(_ object: JSONObject, _ shape: SchemaShape, _ depth: Int) -> JSONValue? {
        var result: JSONObject?
        for (name, member) in object {
            let node = shape.kind == .map ? shape.element : shape.field(named: name)?.node
            guard let changed = converted(member, node, depth: depth + 1) else { continue }
            if result == nil { result = object }
            result?[name] = changed
        }
        return result.map { .object($0) }
    }

    private static func converted(_ elements: [JSONValue], _ node: SchemaNode?, _ depth: Int) -> JSONValue? {
        var result: [JSONValue]?
        for (position, element) in elements.enumerated() {
            guard let changed = converted(element, node, depth: depth + 1) else { continue }
            if result == nil { result = elements }
            result?[position] = changed
        }
        return result.map { .array($0) }
    }
}
