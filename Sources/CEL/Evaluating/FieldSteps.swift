/// `operand.field` and `operand.?field`
final class SelectStep: Step {
    let operand: any Step
    let field: String
    let isOptional: Bool

    init(_ operand: any Step, _ field: String, isOptional: Bool) {
        self.operand = operand
        self.field = field
        self.isOptional = isOptional
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        let value = try operand.evaluate(evaluation)
        try evaluation.charge(1)
        switch value {
        case .map(let map):
            if isOptional { return .optional(map[field].map { CELOptional($0) } ?? .none) }
            guard let result = map[field] else { throw .noKey(field) }
            return result
        case .optional(let optional):
            guard let inner = optional.value else { return .optional(.none) }
            guard case .map(let map) = inner else { throw Self.unsupported(inner) }
            return .optional(map[field].map { CELOptional($0) } ?? .none)
        default: throw Self.unsupported(value)
        }
    }

    static func unsupported(_ value: CELValue) -> EvaluationError {
        EvaluationError("type '\(value.type.name)' does not support field selection")
    }
}

/// `has(operand.field)`
final class HasStep: Condition {
    let operand: any Step
    let field: String

    init(_ operand: any Step, _ field: String) {
        self.operand = operand
        self.field = field
    }

    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool {
        let value = try operand.evaluate(evaluation)
        try evaluation.charge(1)
        switch value {
        case .map(let map): return map[field] != nil
        case .optional(let optional):
            guard let inner = optional.value else { return false }
            guard case .map(let map) = inner else { throw SelectStep.unsupported(inner) }
            return map[field] != nil
        default: throw SelectStep.unsupported(value)
        }
    }
}

/// `operand[index]` and `operand[?index]`
final class IndexStep: Step {
    let operand: any Step
    let index: any Step
    let isOptional: Bool

    init(_ operand: any Step, _ index: any Step, isOptional: Bool) {
        self.operand = operand
        self.index = index
        self.isOptional = isOptional
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        let value = try operand.evaluate(evaluation)
        let key = try index.evaluate(evaluation)
        try evaluation.charge(1)
        if case .optional(let optional) = value {
            guard let inner = optional.value else { return .optional(.none) }
            return .optional(CELOptional(try Self.element(of: inner, key)))
        }
        let element = try Self.element(of: value, key)
        if isOptional { return .optional(CELOptional(element)) }
        if let element { return element }
        if case .list = value { throw EvaluationError("index out of bounds: \(Formatting.text(key))") }
        throw .noKey(Formatting.text(key))
    }

    private static func element(of value: CELValue, _ key: CELValue) throws(EvaluationError) -> CELValue? {
        switch value {
        case .map(let map): return map[key]
        case .list(let list):
            let position: Int?
            switch key {
            case .int(let index): position = Int(exactly: index)
            case .uint(let index): position = Int(exactly: index)
            case .double(let index): position = Int(exactly: index)
            default: throw .noOverload("_[_]")
            }
            guard let position, position >= 0, position < list.count else { return nil }
            return list[position]
        default: throw .noOverload("_[_]")
        }
    }
}

/// `[a, ?b]`
final class ListStep: Step {
    let elements: [(step: any Step, isOptional: Bool)]

    init(_ elements: [(step: any Step, isOptional: Bool)]) { self.elements = elements }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        try evaluation.charge(10)
        var values: [CELValue] = []
        values.reserveCapacity(elements.count)
        for (step, isOptional) in elements {
            let value = try step.evaluate(evaluation)
            guard isOptional else {
                values.append(value)
                continue
            }
            guard case .optional(let optional) = value else { throw .noOverload() }
            if let inner = optional.value { values.append(inner) }
        }
        return .list(.values(values))
    }
}

/// `{a: b, ?c: d}`
final class MapStep: Step {
    let entries: [(key: any Step, value: any Step, isOptional: Bool)]

    init(_ entries: [(key: any Step, value: any Step, isOptional: Bool)]) { self.entries = entries }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        try evaluation.charge(30)
        var result: [(key: CELValue, value: CELValue)] = []
        result.reserveCapacity(entries.count)
        for entry in entries {
            let key = try entry.key.evaluate(evaluation)
            let value = try entry.value.evaluate(evaluation)
            guard entry.isOptional else {
                result.append((key, value))
                continue
            }
            guard case .optional(let optional) = value else { throw .noOverload() }
            if let inner = optional.value { result.append((key, inner)) }
        }
        return .map(.values(try CELEntries(result)))
    }
}
