/// Parses expressions (the language's definition, "Syntax").
struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var nesting = 0
    private let limits: ExpressionLimits
    private let allowsMacros: Bool

    /// - Throws: ``ExpressionError`` for what is no expression, or one beyond the limits.
    static func parse(
        _ text: String, limits: ExpressionLimits = ExpressionLimits(), allowsMacros: Bool = true
    ) throws(ExpressionError) -> Expression {
        guard text.utf8.count <= limits.maximumLength else {
            throw ExpressionError("an expression has at most \(limits.maximumLength) bytes", at: limits.maximumLength)
        }
        var lexer = Lexer(text)
        var parser = Parser(try lexer.tokens(), limits, allowsMacros)
        let expression = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected() }
        return expression
    }

    private init(_ tokens: [Token], _ limits: ExpressionLimits, _ allowsMacros: Bool) {
        self.tokens = tokens
        self.limits = limits
        self.allowsMacros = allowsMacros
    }

    private var current: Token { tokens[position] }

    private func unexpected() -> ExpressionError {
        let found =
            switch current.kind {
            case .end: "the end"
            case .symbol(let symbol): "'\(symbol.rawValue)'"
            case .identifier(let name), .quoted(let name): "'\(name)'"
            default: "a literal"
            }
        return ExpressionError("syntax error: unexpected \(found)", at: current.offset)
    }

    private mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    private mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: Token.Symbol) throws(ExpressionError) {
        guard take(symbol) else { throw unexpected() }
    }

    private func made(
        _ kind: Expression.Kind, at offset: Int, over parts: [Expression]
    ) throws(ExpressionError) -> Expression {
        let expression = Expression(kind, at: offset, over: parts)
        guard expression.depth <= limits.maximumDepth else { throw tooDeep(offset) }
        return expression
    }

    private func tooDeep(_ offset: Int) -> ExpressionError {
        ExpressionError("an expression is nested at most \(limits.maximumDepth) levels deep", at: offset)
    }

    // MARK: Operators

    private mutating func expression() throws(ExpressionError) -> Expression {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= limits.maximumNesting else { throw tooDeep(current.offset) }
        let condition = try logic(.or)
        let offset = current.offset
        guard take(.question) else { return condition }
        let first = try logic(.or)
        try expect(.colon)
        let second = try expression()
        return try made(.conditional(condition, first, second), at: offset, over: [condition, first, second])
    }

    private mutating func logic(_ operation: Expression.Logic) throws(ExpressionError) -> Expression {
        let symbol: Token.Symbol = operation == .or ? .or : .and
        let first = operation == .or ? try logic(.and) : try relation()
        let offset = current.offset
        guard current.kind == .symbol(symbol) else { return first }
        var operands = [first]
        while take(symbol) { operands.append(operation == .or ? try logic(.and) : try relation()) }
        return try made(.logic(operation, operands), at: offset, over: operands)
    }

    private mutating func binary(
        _ left: Expression, _ function: String, _ right: Expression, _ offset: Int
    ) throws(ExpressionError) -> Expression {
        try made(.call(function, target: nil, [left, right]), at: offset, over: [left, right])
    }

    private static let relations: [Token.Symbol: String] = [
        .less: "_<_", .lessOrEqual: "_<=_", .greater: "_>_", .greaterOrEqual: "_>=_", .equal: "_==_",
        .notEqual: "_!=_",
    ]

    private mutating func relation() throws(ExpressionError) -> Expression {
        var left = try addition()
        while true {
            let offset = current.offset
            let function: String
            switch current.kind {
            case .symbol(let symbol):
                guard let name = Self.relations[symbol] else { return left }
                function = name
            case .identifier("in"): function = "@in"
            default: return left
            }
            advance()
            left = try binary(left, function, try addition(), offset)
        }
    }

    private mutating func addition() throws(ExpressionError) -> Expression {
        var left = try multiplication()
        while true {
            let offset = current.offset
            if take(.plus) {
                left = try binary(left, "_+_", try multiplication(), offset)
            } else if take(.minus) {
                left = try binary(left, "_-_", try multiplication(), offset)
            } else {
                return left
            }
        }
    }

    private mutating func multiplication() throws(ExpressionError) -> Expression {
        var left = try unary()
        while true {
            let offset = current.offset
            if take(.times) {
                left = try binary(left, "_*_", try unary(), offset)
            } else if take(.divide) {
                left = try binary(left, "_/_", try unary(), offset)
            } else if take(.modulus) {
                left = try binary(left, "_%_", try unary(), offset)
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws(ExpressionError) -> Expression {
        let offset = current.offset
        let symbol: Token.Symbol = current.kind == .symbol(.not) ? .not : .minus
        var count = 0
        while take(symbol) { count += 1 }
        guard count > 0 else { return try member() }
        if symbol == .minus, count % 2 == 1 {
            // A negative number is a literal: there is one more of them than of positive ones.
            switch current.kind {
            case .int(let magnitude):
                let position = current.offset
                guard magnitude <= 1 << 63 else { throw ExpressionError("the number is too large", at: position) }
                advance()
                let value = magnitude == 1 << 63 ? Int64.min : -Int64(magnitude)
                return try member(after: Expression(.literal(.int(value)), at: offset))
            case .double(let value):
                advance()
                return try member(after: Expression(.literal(.double(-value)), at: offset))
            default: break
            }
        }
        // Two of them undo each other, but what they are applied to has to be of the right type.
        var operand = try member()
        for _ in 0..<(count % 2 == 1 ? 1 : 2) {
            let function = symbol == .not ? "!_" : "-_"
            operand = try made(.call(function, target: nil, [operand]), at: offset, over: [operand])
        }
        return operand
    }

    // MARK: Members

    private mutating func member() throws(ExpressionError) -> Expression {
        try member(after: try primary())
    }

    private mutating func member(after operand: Expression) throws(ExpressionError) -> Expression {
        var operand = operand
        while true {
            let offset = current.offset
            if take(.dot) {
                let isOptional = take(.question)
                let (name, isQuoted) = try selector()
                if !isOptional, !isQuoted, current.kind == .symbol(.openParenthesis) {
                    advance()
                    let arguments = try list(until: .closeParenthesis)
                    operand = try call(name, operand, arguments, offset)
                } else {
                    operand = try made(
                        .select(operand, field: name, isOptional: isOptional), at: offset, over: [operand])
                }
            } else if take(.openBracket) {
                let isOptional = take(.question)
                let index = try expression()
                try expect(.closeBracket)
                operand = try made(
                    .index(operand, index, isOptional: isOptional), at: offset, over: [operand, index])
            } else if current.kind == .symbol(.openBrace), let name = Self.typeName(operand) {
                advance()
                operand = try message(name, offset)
            } else {
                return operand
            }
        }
    }

    private mutating func selector() throws(ExpressionError) -> (name: String, isQuoted: Bool) {
        switch current.kind {
        case .identifier(let name) where !Self.literals.contains(name) && name != "in":
            advance()
            return (name, false)
        case .quoted(let name):
            advance()
            return (name, true)
        default: throw unexpected()
        }
    }

    /// The name of a type that stands before `{`.
    private static func typeName(_ expression: Expression) -> String? {
        switch expression.kind {
        case .identifier(let name, let isAbsolute): (isAbsolute ? "." : "") + name
        case .select(let operand, let field, false): typeName(operand).map { "\($0).\(field)" }
        default: nil
        }
    }

    private mutating func message(_ name: String, _ offset: Int) throws(ExpressionError) -> Expression {
        var fields: [String] = []
        while !take(.closeBrace) {
            _ = take(.question)
            fields.append(try selector().name)
            try expect(.colon)
            _ = try expression()
            guard take(.comma) || current.kind == .symbol(.closeBrace) else { throw unexpected() }
        }
        return Expression(.message(name, fields), at: offset)
    }

    private mutating func list(until end: Token.Symbol) throws(ExpressionError) -> [Expression] {
        var elements: [Expression] = []
        if take(end) { return elements }
        repeat { elements.append(try expression()) } while take(.comma)
        try expect(end)
        return elements
    }

    // MARK: Primaries

    private static let literals: Set = ["true", "false", "null"]
    /// Words that name nothing, as other languages have a use for them.
    private static let reserved: Set = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while", "in",
    ]

    private mutating func primary() throws(ExpressionError) -> Expression {
        let token = current
        let offset = token.offset
        switch token.kind {
        case .int(let magnitude):
            guard let value = Int64(exactly: magnitude) else {
                throw ExpressionError("the number is too large", at: offset)
            }
            return literal(.int(value))
        case .uint(let value): return literal(.uint(value))
        case .double(let value): return literal(.double(value))
        case .string(let value): return literal(.string(value))
        case .bytes(let value): return literal(.bytes(value))
        case .identifier("true"): return literal(.bool(true))
        case .identifier("false"): return literal(.bool(false))
        case .identifier("null"): return literal(.null)
        case .identifier: return try identifier(isAbsolute: false)
        case .symbol(.dot):
            advance()
            guard case .identifier = current.kind else { throw unexpected() }
            return try identifier(isAbsolute: true)
        case .symbol(.openParenthesis):
            advance()
            let inner = try expression()
            try expect(.closeParenthesis)
            return inner
        case .symbol(.openBracket): return try listLiteral(offset)
        case .symbol(.openBrace): return try mapLiteral(offset)
        default: throw unexpected()
        }
    }

    private mutating func literal(_ literal: Expression.Literal) -> Expression {
        defer { advance() }
        return Expression(.literal(literal), at: current.offset)
    }

    private mutating func identifier(isAbsolute: Bool) throws(ExpressionError) -> Expression {
        let offset = current.offset
        guard case .identifier(let name) = current.kind else { throw unexpected() }
        guard !Self.reserved.contains(name) else {
            throw ExpressionError("'\(name)' is a reserved word", at: offset)
        }
        advance()
        guard take(.openParenthesis) else {
            return Expression(.identifier(name, isAbsolute: isAbsolute), at: offset)
        }
        let arguments = try list(until: .closeParenthesis)
        return try call(isAbsolute ? "." + name : name, nil, arguments, offset)
    }

    private mutating func listLiteral(_ offset: Int) throws(ExpressionError) -> Expression {
        advance()
        var elements: [Expression.Element] = []
        while !take(.closeBracket) {
            let isOptional = take(.question)
            elements.append(Expression.Element(value: try expression(), isOptional: isOptional))
            guard take(.comma) || current.kind == .symbol(.closeBracket) else { throw unexpected() }
        }
        return try made(.list(elements), at: offset, over: elements.map(\.value))
    }

    private mutating func mapLiteral(_ offset: Int) throws(ExpressionError) -> Expression {
        advance()
        var entries: [Expression.Entry] = []
        while !take(.closeBrace) {
            let isOptional = take(.question)
            let key = try expression()
            try expect(.colon)
            entries.append(Expression.Entry(key: key, value: try expression(), isOptional: isOptional))
            guard take(.comma) || current.kind == .symbol(.closeBrace) else { throw unexpected() }
        }
        return try made(.map(entries), at: offset, over: entries.flatMap { [$0.key, $0.value] })
    }

    // MARK: Calls

    private func call(
        _ name: String, _ target: Expression?, _ arguments: [Expression], _ offset: Int
    ) throws(ExpressionError) -> Expression {
        if allowsMacros, let macro = try Macros.expand(name, target, arguments, offset) {
            guard macro.depth <= limits.maximumDepth else { throw tooDeep(offset) }
            return macro
        }
        return try made(
            .call(name, target: target, arguments), at: offset, over: (target.map { [$0] } ?? []) + arguments)
    }
}
