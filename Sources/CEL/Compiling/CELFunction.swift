/// One form of a function: for arguments of certain types.
public struct CELOverload: Sendable {
    /// What is called. An error is an error of the expression.
    public enum Body: Sendable {
        case unary(@Sendable (CELValue) throws(EvaluationError) -> CELValue)
        case binary(@Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue)
        case many(@Sendable ([CELValue]) throws(EvaluationError) -> CELValue)
    }

    /// What a call costs besides the evaluation of its arguments, in the units of Kubernetes' limits: one is about a step.
    public enum Cost: Sendable {
        /// The same always.
        case fixed(UInt64)
        /// A tenth of the arguments' sizes together: what goes through them once.
        case traversal
        /// A tenth of the product of the first two arguments' sizes.
        case product
        /// A tenth of what may come of replacing the second argument in the first by the third.
        case replacement
        /// What a pattern of the second argument's size costs on a text of the first one's.
        case pattern
    }

    /// Whether the first argument stands before the dot.
    public var isMember: Bool
    /// The types of the arguments, with the one before the dot.
    public var parameters: [CELType]
    /// The type of the result.
    public var result: CELType
    /// What a call costs.
    public var cost: Cost
    /// What is called.
    public var body: Body
    /// Whether the body looks at its arguments' types itself, being the same for all forms of the function.
    var isGeneric = false
    /// Whether the arguments are numbers of any types, and the result is one of them.
    var isNumeric = false

    /// Makes a form of a function.
    public init(
        isMember: Bool = false, _ parameters: [CELType], _ result: CELType, cost: Cost = .fixed(1), _ body: Body
    ) {
        self.isMember = isMember
        self.parameters = parameters
        self.result = result
        self.cost = cost
        self.body = body
    }

    func call(_ arguments: [CELValue]) throws(EvaluationError) -> CELValue {
        switch (body, arguments.count) {
        case (.unary(let body), 1): return try body(arguments[0])
        case (.binary(let body), 2): return try body(arguments[0], arguments[1])
        case (.many(let body), _): return try body(arguments)
        // What takes another number of arguments than its types say.
        default: throw .noOverload()
        }
    }

    func fits(_ arguments: [CELValue]) -> Bool {
        arguments.count == parameters.count && zip(arguments, parameters).allSatisfy { $0.fits($1) }
    }
}

/// A set of functions and types that expressions can use together.
public struct CELLibrary: Sendable {
    var functions: [String: [CELOverload]] = [:]
    var types: [String: CELType] = [:]

    /// An empty one.
    public init() {}

    /// Adds a form of a function.
    ///
    /// - Parameter name: The name; that of a namespace before it belongs to it: `math.abs`.
    public mutating func add(_ name: String, _ overload: CELOverload) {
        functions[name, default: []].append(overload)
    }

    /// Adds a type that expressions can name.
    public mutating func add(type: CELType) {
        types[type.name] = type
    }

    /// Adds all of another.
    public mutating func add(_ other: CELLibrary) {
        functions.merge(other.functions) { $0 + $1 }
        types.merge(other.types) { first, _ in first }
    }

    // MARK: Short forms

    mutating func function(
        _ name: String, _ parameter: CELType, _ result: CELType, cost: CELOverload.Cost = .fixed(1),
        _ body: @escaping @Sendable (CELValue) throws(EvaluationError) -> CELValue
    ) {
        add(name, CELOverload([parameter], result, cost: cost, .unary(body)))
    }

    mutating func function(
        _ name: String, _ first: CELType, _ second: CELType, _ result: CELType, cost: CELOverload.Cost = .fixed(1),
        _ body: @escaping @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue
    ) {
        add(name, CELOverload([first, second], result, cost: cost, .binary(body)))
    }

    mutating func method(
        _ name: String, of type: CELType, _ result: CELType, cost: CELOverload.Cost = .fixed(1),
        _ body: @escaping @Sendable (CELValue) throws(EvaluationError) -> CELValue
    ) {
        add(name, CELOverload(isMember: true, [type], result, cost: cost, .unary(body)))
    }

    mutating func method(
        _ name: String, of type: CELType, _ parameter: CELType, _ result: CELType, cost: CELOverload.Cost = .fixed(1),
        _ body: @escaping @Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue
    ) {
        add(name, CELOverload(isMember: true, [type, parameter], result, cost: cost, .binary(body)))
    }

    mutating func method(
        _ name: String, of type: CELType, _ parameters: [CELType], _ result: CELType,
        cost: CELOverload.Cost = .fixed(1),
        _ body: @escaping @Sendable ([CELValue]) throws(EvaluationError) -> CELValue
    ) {
        add(name, CELOverload(isMember: true, [type] + parameters, result, cost: cost, .many(body)))
    }

    /// An operator, of which one body serves all types.
    mutating func `operator`(
        _ name: String, _ types: [([CELType], CELType)], cost: CELOverload.Cost = .fixed(1), _ body: CELOverload.Body
    ) {
        for (parameters, result) in types {
            var overload = CELOverload(parameters, result, cost: cost, body)
            overload.isGeneric = true
            add(name, overload)
        }
    }
}
