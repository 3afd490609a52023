/// Why an expression has no value.
public struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// Whether the evaluation was given up, for its cost or because it was cancelled: no operator takes this for a value
    /// that another operand makes unimportant.
    public var isFinal: Bool

    /// An error.
    public init(_ message: String, isFinal: Bool = false) {
        self.message = message
        self.isFinal = isFinal
    }

    /// What is wrong.
    public var description: String { message }

    static func noOverload(_ function: String = "") -> EvaluationError {
        EvaluationError(function.isEmpty ? "no such overload" : "no such overload: \(function)")
    }

    static func noKey(_ key: String) -> EvaluationError { EvaluationError("no such key: \(key)") }

    static let overflow = EvaluationError("return error for overflow: the result is out of range")
    static let range = EvaluationError("range error: the value is out of range")
}
