/// A macro that goes through a list or a map.
final class ComprehensionStep: Step {
    let kind: Comprehension.Kind
    let range: any Step
    /// Where the variables are: of two the first is the index or key.
    let slots: [Int]
    let condition: (any Step)?
    let result: (any Step)?

    init(
        _ kind: Comprehension.Kind, _ range: any Step, _ slots: [Int], condition: (any Step)?, result: (any Step)?
    ) {
        self.kind = kind
        self.range = range
        self.slots = slots
        self.condition = condition
        self.result = result
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        switch (kind, try range.evaluate(evaluation)) {
        case (.all, let range): return .bool(try decide(range, evaluation, decisive: false))
        case (.exists, let range): return .bool(try decide(range, evaluation, decisive: true))
        case (.existsOne, let range):
            var count = 0
            try forEach(range, evaluation) { () throws(EvaluationError) in
                if try condition?.holds(evaluation) ?? true { count += 1 }
                return true
            }
            return .bool(count == 1)
        case (.filter, let range), (.map, let range), (.transformList, let range):
            return .list(.values(try collected(range, evaluation)))
        case (.transformMap, let range): return try transformedMap(range, evaluation)
        case (.transformMapEntry, let range): return try entries(range, evaluation)
        }
    }

    /// Goes through a range with the variables set.
    ///
    /// - Parameter body: Returns whether to go on.
    private func forEach(
        _ range: CELValue, _ evaluation: Evaluation, _ body: () throws(EvaluationError) -> Bool
    ) throws(EvaluationError) {
        switch range {
        case .list(let list):
            for index in 0..<list.count {
                try evaluation.charge(1)
                if slots.count == 2 {
                    evaluation.slots[slots[0]] = .int(Int64(index))
                    evaluation.slots[slots[1]] = list[index]
                } else {
                    evaluation.slots[slots[0]] = list[index]
                }
                if try !body() { return }
            }
        case .map(let map):
            for (key, value) in map.entries {
                try evaluation.charge(1)
                evaluation.slots[slots[0]] = key
                if slots.count == 2 { evaluation.slots[slots[1]] = value }
                if try !body() { return }
            }
        default: throw .noOverload(kind.rawValue)
        }
    }

    /// Where one element decides, errors of the others do not count.
    private func decide(
        _ range: CELValue, _ evaluation: Evaluation, decisive: Bool
    ) throws(EvaluationError) -> Bool {
        var failure: EvaluationError?
        var isDecided = false
        try forEach(range, evaluation) { () throws(EvaluationError) in
            do throws(EvaluationError) {
                isDecided = try condition?.holds(evaluation) == decisive
            } catch {
                if error.isFinal { throw error }
                failure = failure ?? error
            }
            return !isDecided
        }
        if isDecided { return decisive }
        if let failure { throw failure }
        return !decisive
    }

    private func collected(_ range: CELValue, _ evaluation: Evaluation) throws(EvaluationError) -> [CELValue] {
        var values: [CELValue] = []
        try evaluation.charge(10)
        try forEach(range, evaluation) { () throws(EvaluationError) in
            if try condition?.holds(evaluation) ?? true {
                let slot = slots[slots.count - 1]
                if let value = try result?.evaluate(evaluation) ?? evaluation.slots[slot] { values.append(value) }
            }
            return true
        }
        return values
    }

    /// The keys of a map or the indices of a list, with new values.
    private func transformedMap(_ range: CELValue, _ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        var entries: [(key: CELValue, value: CELValue)] = []
        try evaluation.charge(30)
        try forEach(range, evaluation) { () throws(EvaluationError) in
            if try condition?.holds(evaluation) ?? true, let key = evaluation.slots[slots[0]], let result {
                entries.append((key, try result.evaluate(evaluation)))
            }
            return true
        }
        return .map(.values(try CELEntries(entries)))
    }

    private func entries(_ range: CELValue, _ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        var entries: [(key: CELValue, value: CELValue)] = []
        try evaluation.charge(30)
        try forEach(range, evaluation) { () throws(EvaluationError) in
            guard try condition?.holds(evaluation) ?? true, let result else { return true }
            guard case .map(let map) = try result.evaluate(evaluation) else { throw .noOverload(kind.rawValue) }
            entries += map.entries
            return true
        }
        return .map(.values(try CELEntries(entries)))
    }
}

/// `cel.bind(name, value, body)`
final class BindStep: Step {
    let slot: Int
    let value: any Step
    let body: any Step

    init(_ slot: Int, _ value: any Step, _ body: any Step) {
        self.slot = slot
        self.value = value
        self.body = body
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        evaluation.slots[slot] = try value.evaluate(evaluation)
        return try body.evaluate(evaluation)
    }
}

/// `optional.optMap(name, body)` and `optional.optFlatMap(name, body)`
final class OptionalMapStep: Step {
    let operand: any Step
    let slot: Int
    let body: any Step
    let isFlat: Bool

    init(_ operand: any Step, _ slot: Int, _ body: any Step, isFlat: Bool) {
        self.operand = operand
        self.slot = slot
        self.body = body
        self.isFlat = isFlat
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        guard case .optional(let optional) = try operand.evaluate(evaluation) else { throw .noOverload() }
        guard let value = optional.value else { return .optional(.none) }
        evaluation.slots[slot] = value
        let result = try body.evaluate(evaluation)
        guard isFlat else { return .optional(CELOptional(result)) }
        guard case .optional = result else { throw .noOverload() }
        return result
    }
}
