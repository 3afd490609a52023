/// A part of a compiled expression.
protocol Step: AnyObject, Sendable {
    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue
    /// The value of a condition.
    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool
}

extension Step {
    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool {
        guard case .bool(let value) = try evaluate(evaluation) else { throw .noOverload() }
        return value
    }
}

/// A part whose value is a boolean.
protocol Condition: Step {}

extension Condition {
    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue { .bool(try holds(evaluation)) }
}

/// One evaluation of an expression; used by one task.
final class Evaluation {
    var budget: CELBudget
    /// The values of variables: those of the environment, then those of macros.
    var slots: [CELValue?]

    init(budget: CELBudget, slots: Int) {
        self.budget = budget
        self.slots = Array(repeating: nil, count: slots)
    }

    func charge(_ units: UInt64) throws(EvaluationError) {
        try budget.charge(units)
    }
}

final class ConstantStep: Step {
    let value: CELValue

    init(_ value: CELValue) { self.value = value }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue { value }
}

/// What can only fail, in an expression whose types were not checked.
final class FailureStep: Step {
    let error: EvaluationError

    init(_ message: String) { error = EvaluationError(message) }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue { throw error }
}

final class VariableStep: Step {
    let slot: Int
    let name: String

    init(_ slot: Int, _ name: String) {
        self.slot = slot
        self.name = name
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        try evaluation.charge(1)
        guard let value = evaluation.slots[slot] else { throw EvaluationError("no such attribute: \(name)") }
        return value
    }
}

final class ConditionalStep: Step {
    let condition: any Step
    let first: any Step
    let second: any Step

    init(_ condition: any Step, _ first: any Step, _ second: any Step) {
        self.condition = condition
        self.first = first
        self.second = second
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        try evaluation.charge(1)
        return try condition.holds(evaluation) ? first.evaluate(evaluation) : second.evaluate(evaluation)
    }
}

/// `&&` and `||`: where one operand decides, errors of the others do not count.
final class LogicStep: Condition {
    let operands: [any Step]
    /// The value that decides.
    let decisive: Bool

    init(_ operands: [any Step], decisive: Bool) {
        self.operands = operands
        self.decisive = decisive
    }

    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool {
        try evaluation.charge(1)
        var failure: EvaluationError?
        for operand in operands {
            do throws(EvaluationError) {
                if try operand.holds(evaluation) == decisive { return decisive }
            } catch {
                if error.isFinal { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return !decisive
    }
}

final class NotStep: Condition {
    let operand: any Step

    init(_ operand: any Step) { self.operand = operand }

    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool {
        try evaluation.charge(1)
        return try !operand.holds(evaluation)
    }
}

final class EqualityStep: Condition {
    let left: any Step
    let right: any Step
    let isNegated: Bool

    init(_ left: any Step, _ right: any Step, isNegated: Bool) {
        self.left = left
        self.right = right
        self.isNegated = isNegated
    }

    func holds(_ evaluation: Evaluation) throws(EvaluationError) -> Bool {
        let (a, b) = (try left.evaluate(evaluation), try right.evaluate(evaluation))
        try evaluation.charge(1 + min(a.traversalCost, b.traversalCost))
        return (a == b) != isNegated
    }
}

/// A call of a function, of which one form fits or is chosen by its arguments.
final class CallStep: Step {
    let name: String
    let overloads: [CELOverload]
    let arguments: [any Step]
    /// Whether the first form has been found to be the one.
    let isSettled: Bool

    init(_ name: String, _ overloads: [CELOverload], _ arguments: [any Step], isSettled: Bool) {
        self.name = name
        self.overloads = overloads
        self.arguments = arguments
        self.isSettled = isSettled
    }

    func evaluate(_ evaluation: Evaluation) throws(EvaluationError) -> CELValue {
        var values: [CELValue] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try argument.evaluate(evaluation)) }
        let overload = isSettled ? overloads.first : overloads.first { $0.fits(values) }
        guard let overload else { throw .noOverload(name) }
        try evaluation.charge(overload.cost.units(of: values))
        return try overload.call(values)
    }
}
