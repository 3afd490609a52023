/// An expression that has been compiled, to be evaluated by any number of tasks.
public struct CELProgram: Sendable {
    /// The type of the result, as far as it is known.
    public let type: CELType
    /// The variables that it reads.
    public let inputs: [String]
    private let slots: Int
    private let step: any Step

    init(type: CELType, inputs: [String], slots: Int, step: any Step) {
        self.type = type
        self.inputs = inputs
        self.slots = slots
        self.step = step
    }

    /// Evaluates the expression.
    ///
    /// - Parameters:
    ///   - budget: What it may cost; what it has cost is taken from it.
    ///   - value: The value of a variable; `nil` where it has none, which is an error where it is read.
    /// - Throws: ``EvaluationError`` where it has no value.
    public func evaluate(
        budget: inout CELBudget, _ value: (String) -> CELValue?
    ) throws(EvaluationError) -> CELValue {
        let evaluation = Evaluation(budget: budget, slots: slots)
        for (index, name) in inputs.enumerated() { evaluation.slots[index] = value(name) }
        defer { budget = evaluation.budget }
        return try step.evaluate(evaluation)
    }

    /// Evaluates the expression with variables of these values, at the usual cost at most.
    public func evaluate(_ values: [String: CELValue] = [:]) throws(EvaluationError) -> CELValue {
        var budget = CELBudget()
        return try evaluate(budget: &budget) { values[$0] }
    }
}

/// What evaluations may cost, in the units of Kubernetes' limits: one is about a step.
public struct CELBudget: Sendable, Hashable {
    /// What is left.
    public private(set) var left: UInt64

    /// What one call of an expression may cost (Kubernetes' `PerCallLimit`).
    public static let perCall: UInt64 = 1_000_000
    /// What all expressions of a request may cost together (Kubernetes' `RuntimeCELCostBudget`).
    public static let perRequest: UInt64 = 10_000_000

    /// A budget.
    public init(_ units: UInt64 = Self.perCall) { left = units }

    mutating func charge(_ units: UInt64) throws(EvaluationError) {
        guard units <= left else {
            left = 0
            throw EvaluationError("the expression costs too much to evaluate", isFinal: true)
        }
        left -= units
    }
}
