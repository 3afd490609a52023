/// What expressions can refer to: variables, functions and types.
public struct CELEnvironment: Sendable {
    private(set) var variables: [String: CELType] = [:]
    private(set) var library: CELLibrary
    /// The namespace in which names are looked up first, such as `com.example`.
    public var container = ""
    /// How large expressions may be.
    public var limits = ExpressionLimits()

    /// An environment with the standard functions of the language and those of a library.
    public init(_ library: CELLibrary = .kubernetes) {
        self.library = .standard
        self.library.add(library)
    }

    /// Declares a variable, whose name may have parts: `a.b`.
    public mutating func declare(_ name: String, _ type: CELType) {
        variables[name] = type
    }

    /// Adds functions and types.
    public mutating func add(_ library: CELLibrary) {
        self.library.add(library)
    }

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - text: The expression.
    ///   - result: The type that it has to have; `nil` for any.
    /// - Throws: ``ExpressionError`` for one with a mistake.
    public func compile(_ text: String, as result: CELType? = nil) throws(ExpressionError) -> CELProgram {
        try compile(text, as: result, isChecked: true, allowsMacros: true)
    }

    /// - Parameter isChecked: Whether types have to fit; where not, mistakes show when it is evaluated.
    package func compile(
        _ text: String, as result: CELType? = nil, isChecked: Bool, allowsMacros: Bool = true
    ) throws(ExpressionError) -> CELProgram {
        let expression = try Parser.parse(text, limits: limits, allowsMacros: allowsMacros)
        var compiler = Compiler(self, isChecked: isChecked)
        let typed = try compiler.compiled(expression)
        if let result, isChecked, !compiler.types.assign(typed.type, to: result) {
            throw ExpressionError(
                "expected type '\(result)' but found '\(compiler.types.resolved(typed.type))'", at: expression.offset)
        }
        return CELProgram(
            type: compiler.types.resolved(typed.type), inputs: compiler.inputs, slots: compiler.slotCount,
            step: typed.step)
    }

    /// The names that a name may mean, the innermost namespace first.
    func candidates(_ name: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        guard !container.isEmpty else { return [name] }
        var result: [String] = []
        var parts = container.split(separator: ".")
        while !parts.isEmpty {
            result.append(parts.joined(separator: ".") + "." + name)
            parts.removeLast()
        }
        return result + [name]
    }

    func variable(_ name: String) -> (name: String, type: CELType)? {
        for candidate in candidates(name) {
            if let type = variables[candidate] { return (candidate, type) }
        }
        return nil
    }

    func namedType(_ name: String) -> CELType? {
        for candidate in candidates(name) {
            if let type = CELType.named[candidate] ?? library.types[candidate] { return type }
        }
        return nil
    }

    func function(_ name: String) -> [CELOverload]? {
        for candidate in candidates(name) {
            if let overloads = library.functions[candidate] { return overloads }
        }
        return nil
    }
}
