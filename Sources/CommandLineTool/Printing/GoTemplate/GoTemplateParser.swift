internal import JSON

/// Reads Go templates, with the messages that Go has for what is wrong.
struct GoTemplateParser {
    private var tokens: [GoTemplateToken] = []
    private var index = 0
    /// The variables that are known at this place.
    private var variables = ["$"]
    private var rangeDepth = 0
    private var actionLine = 0
    private var depth = 0
    private(set) var definitions: [String: [GoTemplateNode]] = [:]

    /// How deep actions and parentheses may nest.
    private static let maximumDepth = 200

    init(_ source: String) {
        var lexer = GoTemplateLexer(source)
        while true {
            let token = lexer.next()
            tokens.append(token)
            if token.kind == .end || token.kind == .error { return }
        }
    }

    /// The whole template.
    mutating func parse() throws(GoTemplateError) -> [GoTemplateNode] {
        var nodes: [GoTemplateNode] = []
        while peek.kind != .end {
            if peek.kind == .leftDelimiter, following(1).kind == .keyword(.define) {
                _ = next()
                _ = nextWord()
                try definition()
                continue
            }
            switch try item() {
            case .node(let node): nodes.append(node)
            case .stop(let stop): throw error("unexpected \(stop)")
            }
        }
        return nodes
    }

    // MARK: Tokens

    private var peek: GoTemplateToken { tokens[min(index, tokens.count - 1)] }

    private mutating func next() -> GoTemplateToken {
        let token = peek
        index = min(index + 1, tokens.count)
        return token
    }

    /// The token some places ahead, without spaces between.
    private func following(_ count: Int) -> GoTemplateToken {
        var position = index
        var left = count
        while position < tokens.count - 1 {
            if tokens[position].kind != .space {
                if left == 0 { break }
                left -= 1
            }
            position += 1
        }
        return tokens[min(position, tokens.count - 1)]
    }

    private mutating func nextWord() -> GoTemplateToken {
        skipSpace()
        return next()
    }

    private mutating func skipSpace() { while peek.kind == .space { index += 1 } }

    // MARK: Errors

    private func error(_ message: String) -> GoTemplateError {
        let line = tokens[max(min(index, tokens.count) - 1, 0)].line
        return GoTemplateError(description: "template: \(GoTemplate.name):\(line): \(message)")
    }

    private func unexpected(_ token: GoTemplateToken, _ context: String) -> GoTemplateError {
        guard token.kind == .error else { return error("unexpected \(token.description) in \(context)") }
        var message = token.text
        if actionLine != 0, actionLine != token.line {
            message += message.hasSuffix(" action") ? "" : " in action"
            message += " started at \(GoTemplate.name):\(actionLine)"
        }
        return error(message)
    }

    private mutating func expect(
        _ kind: GoTemplateToken.Kind, _ context: String
    ) throws(GoTemplateError) {
        let token = nextWord()
        guard token.kind == kind else { throw unexpected(token, context) }
    }

    // MARK: Actions

    private enum Item {
        case node(GoTemplateNode)
        /// `{{end}}` or `{{else}}`.
        case stop(String)
    }

    private mutating func item() throws(GoTemplateError) -> Item {
        let token = nextWord()
        switch token.kind {
        case .text: return .node(.text(token.text))
        case .leftDelimiter:
            actionLine = token.line
            let result = try action()
            actionLine = 0
            return result
        default: throw unexpected(token, "input")
        }
    }

    private mutating func action() throws(GoTemplateError) -> Item {
        skipSpace()
        guard case .keyword(let keyword) = peek.kind else {
            return .node(.action(try pipeline("command", until: .rightDelimiter)))
        }
        let token = next()
        switch keyword {
        case .if: return .node(.if(try branch("if")))
        case .with: return .node(.with(try branch("with")))
        case .range: return .node(.range(try branch("range")))
        case .end:
            try expect(.rightDelimiter, "end")
            return .stop("{{end}}")
        case .else:
            if following(0).kind != .keyword(.if), following(0).kind != .keyword(.with) {
                try expect(.rightDelimiter, "else")
            }
            return .stop("{{else}}")
        case .break, .continue:
            guard rangeDepth > 0 else { throw error("{{\(token.text)}} outside {{range}}") }
            try expect(.rightDelimiter, "{{\(token.text)}}")
            return .node(keyword == .break ? .break : .continue)
        case .template: return .node(try call())
        case .block: return .node(try block())
        case .define: throw unexpected(token, "command")
        }
    }

    private mutating func name(_ context: String) throws(GoTemplateError) -> String {
        let token = nextWord()
        guard token.kind == .string || token.kind == .rawString, let name = GoNumberText.unquoted(token.text) else {
            throw unexpected(token, context)
        }
        return name
    }

    private mutating func definition() throws(GoTemplateError) {
        let name = try name("define clause")
        try expect(.rightDelimiter, "define clause")
        definitions[name] = try inScope { parser throws(GoTemplateError) in try parser.body("define clause") }
    }

    private mutating func call() throws(GoTemplateError) -> GoTemplateNode {
        skipSpace()
        let position = peek.position
        let name = try name("template clause")
        var argument: GoTemplatePipeline?
        if following(0).kind == .rightDelimiter {
            _ = nextWord()
        } else {
            argument = try pipeline("template clause", until: .rightDelimiter)
        }
        return .template(name: name, argument, position: position)
    }

    private mutating func block() throws(GoTemplateError) -> GoTemplateNode {
        skipSpace()
        let position = peek.position
        let name = try name("block clause")
        let argument = try pipeline("block clause", until: .rightDelimiter)
        definitions[name] = try inScope { parser throws(GoTemplateError) in try parser.body("block clause") }
        return .template(name: name, argument, position: position)
    }

    /// Reads a template of its own, which knows no variable but its argument.
    private mutating func inScope<Result>(
        _ body: (inout Self) throws(GoTemplateError) -> Result
    ) throws(GoTemplateError) -> Result {
        let outer = (variables, rangeDepth)
        (variables, rangeDepth) = (["$"], 0)
        let result = try body(&self)
        (variables, rangeDepth) = outer
        return result
    }

    private mutating func body(_ context: String) throws(GoTemplateError) -> [GoTemplateNode] {
        let (nodes, stop) = try list()
        guard stop == "{{end}}" else { throw error("unexpected \(stop) in \(context)") }
        return nodes
    }

    private mutating func list() throws(GoTemplateError) -> ([GoTemplateNode], String) {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else { throw error("actions are nested too deeply") }
        var nodes: [GoTemplateNode] = []
        while following(0).kind != .end {
            switch try item() {
            case .node(let node): nodes.append(node)
            case .stop(let stop): return (nodes, stop)
            }
        }
        index = tokens.count
        throw error("unexpected EOF")
    }

    private mutating func branch(_ context: String) throws(GoTemplateError) -> GoTemplateBranch {
        let known = variables.count
        let pipeline = try pipeline(context, until: .rightDelimiter)
        if context == "range" { rangeDepth += 1 }
        let (body, stop) = try list()
        if context == "range" { rangeDepth -= 1 }
        var otherwise: [GoTemplateNode]?
        if stop == "{{else}}" {
            let word = following(0)
            switch word.kind {
            case .keyword(.if) where context == "if":
                _ = nextWord()
                otherwise = [.if(try nested(context))]
            case .keyword(.with) where context == "with":
                _ = nextWord()
                otherwise = [.with(try nested(context))]
            default:
                let (nodes, last) = try list()
                guard last == "{{end}}" else { throw error("expected end; found \(last)") }
                otherwise = nodes
            }
        }
        variables.removeSubrange(known...)
        return GoTemplateBranch(pipeline: pipeline, body: body, otherwise: otherwise)
    }

    /// `{{else if …}}`, which may be followed by any number of its like.
    private mutating func nested(_ context: String) throws(GoTemplateError) -> GoTemplateBranch {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else { throw error("actions are nested too deeply") }
        return try branch(context)
    }

    // MARK: Pipelines

    private mutating func pipeline(
        _ context: String, until end: GoTemplateToken.Kind
    ) throws(GoTemplateError) -> GoTemplatePipeline {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else { throw error("parentheses are nested too deeply") }
        skipSpace()
        var pipeline = GoTemplatePipeline(position: peek.position)
        try declarations(context, &pipeline)
        while true {
            let token = nextWord()
            if token.kind == end { break }
            switch token.kind {
            case .bool, .characterConstant, .dot, .field, .identifier, .number, .nil, .rawString, .string, .variable,
                .leftParenthesis:
                index -= 1
                pipeline.commands.append(try command())
            default: throw unexpected(token, context)
            }
        }
        guard !pipeline.commands.isEmpty else { throw error("missing value for \(context)") }
        for (stage, command) in pipeline.commands.enumerated().dropFirst() {
            switch command.arguments[0].kind {
            case .constant, .dot, .nil: throw error("non executable command in pipeline stage \(stage + 1)")
            default: break
            }
        }
        return pipeline
    }

    private mutating func declarations(
        _ context: String, _ pipeline: inout GoTemplatePipeline
    ) throws(GoTemplateError) {
        while following(0).kind == .variable {
            let sign = following(1)
            let isComma = sign.kind == .character && sign.text == ","
            guard isComma || sign.kind == .assign || sign.kind == .declare else { return }
            let variable = nextWord()
            _ = nextWord()
            pipeline.variables.append(variable.text)
            variables.append(variable.text)
            guard isComma else {
                pipeline.isAssignment = sign.kind == .assign
                return
            }
            guard context == "range", pipeline.variables.count < 2 else {
                throw error("too many declarations in \(context)")
            }
            switch following(0).kind {
            case .variable, .rightDelimiter, .rightParenthesis: continue
            default: throw error("range can only initialize variables")
            }
        }
    }

    private mutating func command() throws(GoTemplateError) -> GoTemplateCommand {
        skipSpace()
        var command = GoTemplateCommand(position: peek.position)
        while true {
            skipSpace()
            if let operand = try operand() { command.arguments.append(operand) }
            let token = next()
            switch token.kind {
            case .space: continue
            case .rightDelimiter, .rightParenthesis: index -= 1
            case .pipe: break
            default: throw unexpected(token, "operand")
            }
            break
        }
        guard !command.arguments.isEmpty else { throw error("empty command") }
        return command
    }

    private mutating func operand() throws(GoTemplateError) -> GoTemplateOperand? {
        guard let term = try term() else { return nil }
        guard peek.kind == .field else { return term }
        let position = peek.position
        var fields: [String] = []
        while peek.kind == .field { fields.append(String(next().text.dropFirst())) }
        let text = term.description + fields.map { ".\($0)" }.joined()
        switch term.kind {
        case .fields(let own):
            return GoTemplateOperand(kind: .fields(own + fields), position: position, description: text)
        case .variable(let name, let own):
            return GoTemplateOperand(kind: .variable(name, own + fields), position: position, description: text)
        case .constant, .nil, .dot: throw error("unexpected . after term \(quoted(term.description))")
        case .pipeline:
            let shown = "(\(term.description))" + fields.map { ".\($0)" }.joined()
            return GoTemplateOperand(kind: .chain(term, fields), position: position, description: shown)
        default: return GoTemplateOperand(kind: .chain(term, fields), position: position, description: text)
        }
    }

    private mutating func term() throws(GoTemplateError) -> GoTemplateOperand? {
        let token = nextWord()
        func operand(_ kind: GoTemplateOperand.Kind) -> GoTemplateOperand {
            GoTemplateOperand(kind: kind, position: token.position, description: token.text)
        }
        switch token.kind {
        case .identifier:
            guard GoTemplateFunction(rawValue: token.text) != nil else {
                throw error("function \(quoted(token.text)) not defined")
            }
            return operand(.function(token.text))
        case .dot: return operand(.dot)
        case .nil: return operand(.nil)
        case .variable:
            guard variables.contains(token.text) else { throw error("undefined variable \(quoted(token.text))") }
            return operand(.variable(token.text, []))
        case .field: return operand(.fields([String(token.text.dropFirst())]))
        case .bool: return operand(.constant(.bool(token.text == "true")))
        case .number: return operand(.constant(GoNumberText.value(of: token.text) ?? .null))
        case .characterConstant:
            guard let text = GoNumberText.unquoted(token.text)?.unicodeScalars, text.count == 1, let scalar = text.first
            else { throw error("malformed character constant: \(token.text)") }
            return operand(.constant(.integer(Int64(scalar.value))))
        case .string, .rawString:
            guard let text = GoNumberText.unquoted(token.text) else { throw error("invalid syntax") }
            return operand(.constant(.string(text)))
        case .leftParenthesis:
            let inner = try pipeline("parenthesized pipeline", until: .rightParenthesis)
            return GoTemplateOperand(
                kind: .pipeline(inner), position: inner.position, description: inner.description)
        default:
            index -= 1
            return nil
        }
    }
}
