internal import JSON

/// Follows paths through values.
struct JSONPathEvaluator {
    let root: JSONValue
    /// Whether a member that is absent is nothing, rather than an error.
    var allowsMissing = true

    /// The values that a path leads to. Where it has a text, that is all there is, wherever the path has led to.
    func values(_ steps: [JSONPathStep], from start: [JSONValue]) throws(JSONPathError) -> [JSONValue] {
        var values = start
        for step in steps {
            if case .literal(let literal) = step {
                values = [literal]
                continue
            }
            var next: [JSONValue] = []
            for value in values { try follow(step, value, &next) }
            values = next
        }
        return values
    }

    private func follow(
        _ step: JSONPathStep, _ value: JSONValue, _ found: inout [JSONValue]
    ) throws(JSONPathError) {
        switch step {
        case .root: found.append(root)
        case .current: found.append(value)
        case .literal: break
        case .member(let name):
            if let member = value[name] {
                found.append(member)
            } else if !allowsMissing, case .object = value {
                throw JSONPathError("\(name) is not found")
            }
        case .each:
            switch value {
            case .array(let elements): found += elements
            case .object(let object): found += object.sorted { $0.key < $1.key }.map(\.value)
            default: break
            }
        case .descend: Self.descend(value, &found)
        case .index(let index): if let element = try Self.element(value, index) { found.append(element) }
        case .slice(let from, let to, let by): found += try Self.slice(value, from, to, by)
        case .union(let paths): for path in paths { found += try values(path, from: [value]) }
        case .exists(let path):
            for element in Self.elements(value) where try !values(path, from: [element]).isEmpty {
                found.append(element)
            }
        case .filter(let left, let comparison, let right):
            for element in Self.elements(value) where try holds(left, comparison, right, element) {
                found.append(element)
            }
        }
    }

    private static func elements(_ value: JSONValue) -> [JSONValue] { value.arrayValue ?? [] }

    /// The value and everything within it. Values are no deeper than the parser lets them be.
    private static func descend(_ value: JSONValue, _ found: inout [JSONValue]) {
        found.append(value)
        switch value {
        case .array(let elements): for element in elements { descend(element, &found) }
        case .object(let object):
            for (_, member) in object.sorted(by: { $0.key < $1.key }) { descend(member, &found) }
        default: break
        }
    }

    private static func element(_ value: JSONValue, _ index: Int) throws(JSONPathError) -> JSONValue? {
        guard let elements = try array(value) else { return nil }
        let position = index < 0 ? index &+ elements.count : index
        guard elements.indices.contains(position) else {
            throw JSONPathError("array index out of bounds: index \(index), length \(elements.count)")
        }
        return elements[position]
    }

    /// The elements of an array; `nil` for null, of which there are none.
    private static func array(_ value: JSONValue) throws(JSONPathError) -> [JSONValue]? {
        if value.isNull { return nil }
        guard let elements = value.arrayValue else {
            throw JSONPathError("\(GoTemplateValue.typeName(of: value)) is not array or slice")
        }
        return elements
    }

    private static func slice(
        _ value: JSONValue, _ from: Int?, _ to: Int?, _ by: Int
    ) throws(JSONPathError) -> [JSONValue] {
        guard let elements = try array(value) else { return [] }
        func position(_ index: Int) -> Int {
            min(max(index < 0 ? index &+ elements.count : index, 0), elements.count)
        }
        let start = position(from ?? 0)
        let end = position(to ?? elements.count)
        guard start < end else { return [] }
        return stride(from: start, to: end, by: by).map { elements[$0] }
    }

    private func holds(
        _ left: JSONPathOperand, _ comparison: JSONPathComparison, _ right: JSONPathOperand, _ element: JSONValue
    ) throws(JSONPathError) -> Bool {
        let inner = JSONPathEvaluator(root: root)
        func values(_ operand: JSONPathOperand) throws(JSONPathError) -> [JSONValue] {
            switch operand {
            case .literal(let value): [value]
            case .path(let steps): try inner.values(steps, from: [element])
            }
        }
        let lefts = try values(left)
        let rights = try values(right)
        guard lefts.count == 1, rights.count == 1 else {
            guard lefts.count <= 1, rights.count <= 1 else {
                throw JSONPathError("can only compare one element at a time")
            }
            return false
        }
        return Self.compare(lefts[0], comparison, rights[0])
    }

    private static func compare(_ left: JSONValue, _ comparison: JSONPathComparison, _ right: JSONValue) -> Bool {
        switch comparison {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less, .greater, .atMost, .atLeast:
            let isLess: Bool
            if let a = left.numberValue, let b = right.numberValue {
                isLess = a < b
            } else if let a = left.stringValue, let b = right.stringValue {
                isLess = a < b
            } else {
                return false
            }
            let isEqual = left == right
            return switch comparison {
            case .less: isLess
            case .atMost: isLess || isEqual
            case .greater: !isLess && !isEqual
            default: !isLess
            }
        }
    }
}
