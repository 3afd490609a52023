/// Calls that are no calls: what they are given is not evaluated before.
enum Macros {
    /// The macro of a call; `nil` for a call of a function.
    ///
    /// - Throws: ``ExpressionError`` for a macro that is used wrongly.
    static func expand(
        _ name: String, _ target: Expression?, _ arguments: [Expression], _ offset: Int
    ) throws(ExpressionError) -> Expression? {
        guard let target else {
            return name == "has" && arguments.count == 1 ? try has(arguments[0]) : nil
        }
        if name == "bind", case .identifier("cel", _) = target.kind, arguments.count == 3 {
            let variable = try variable(arguments[0])
            return Expression(
                .bind(variable, arguments[1], arguments[2]), at: offset, over: [arguments[1], arguments[2]])
        }
        if name == "optMap" || name == "optFlatMap", arguments.count == 2 {
            let variable = try variable(arguments[0])
            return Expression(
                .optionalMap(target, variable, arguments[1], isFlat: name == "optFlatMap"), at: offset,
                over: [target, arguments[1]])
        }
        return try comprehension(name, target, arguments).map { comprehension in
            Expression(
                .comprehension(comprehension), at: offset,
                over: [target] + [comprehension.condition, comprehension.result].compactMap(\.self))
        }
    }

    private static func has(_ argument: Expression) throws(ExpressionError) -> Expression {
        guard case .select(let operand, let field, _) = argument.kind else {
            throw ExpressionError("has() takes a field: has(object.field)", at: argument.offset)
        }
        // An optional selection below the field is what it is about; the field itself is only asked for.
        return Expression(.has(operand, field: field), at: argument.offset, over: [operand])
    }

    private static func variable(_ argument: Expression) throws(ExpressionError) -> String {
        guard case .identifier(let name, false) = argument.kind else {
            throw ExpressionError("a variable of a macro is a simple name", at: argument.offset)
        }
        return name
    }

    private static func comprehension(
        _ name: String, _ range: Expression, _ arguments: [Expression]
    ) throws(ExpressionError) -> Comprehension? {
        func made(
            _ kind: Comprehension.Kind, _ count: Int, _ condition: Expression?, _ result: Expression?
        ) throws(ExpressionError) -> Comprehension {
            var variables: [String] = []
            for argument in arguments.prefix(count) { variables.append(try variable(argument)) }
            if variables.count == 2 && variables[0] == variables[1] {
                throw ExpressionError("the variables of a macro have different names", at: arguments[1].offset)
            }
            return Comprehension(
                kind: kind, range: range, variables: variables, condition: condition, result: result)
        }
        switch (name, arguments.count) {
        case ("all", 2), ("all", 3): return try made(.all, arguments.count - 1, arguments.last, nil)
        case ("exists", 2), ("exists", 3): return try made(.exists, arguments.count - 1, arguments.last, nil)
        case ("exists_one", 2), ("existsOne", 2), ("existsOne", 3):
            return try made(.existsOne, arguments.count - 1, arguments.last, nil)
        case ("filter", 2): return try made(.filter, 1, arguments[1], nil)
        case ("map", 2): return try made(.map, 1, nil, arguments[1])
        case ("map", 3): return try made(.map, 1, arguments[1], arguments[2])
        case ("transformList", 3): return try made(.transformList, 2, nil, arguments[2])
        case ("transformList", 4): return try made(.transformList, 2, arguments[2], arguments[3])
        case ("transformMap", 3): return try made(.transformMap, 2, nil, arguments[2])
        case ("transformMap", 4): return try made(.transformMap, 2, arguments[2], arguments[3])
        case ("transformMapEntry", 3): return try made(.transformMapEntry, 2, nil, arguments[2])
        case ("transformMapEntry", 4): return try made(.transformMapEntry, 2, arguments[2], arguments[3])
        default: return nil
        }
    }
}
