/// Checks the types of an expression and makes the steps that evaluate it, in one walk.
struct Compiler {
    struct Typed {
        var step: any Step
        var type: CELType
    }

    let environment: CELEnvironment
    let isChecked: Bool
    var types = TypeSubstitution()
    /// The variables of the environment that are read, by their slots.
    private(set) var inputs: [String] = []
    /// The variables of macros around the expression, the innermost last.
    private var locals: [(name: String, slot: Int, type: CELType)] = []
    /// Slots of macros follow those of the environment, of which there are at most so many.
    private var nextLocal: Int

    init(_ environment: CELEnvironment, isChecked: Bool) {
        self.environment = environment
        self.isChecked = isChecked
        nextLocal = environment.variables.count
    }

    /// How many variables an evaluation needs room for.
    var slotCount: Int { nextLocal }

    /// Refuses what is wrong; where types are not checked it fails when it is evaluated.
    func failure(_ message: String, at offset: Int) throws(ExpressionError) -> Typed {
        if isChecked { throw ExpressionError(message, at: offset) }
        return Typed(step: FailureStep(message), type: .dyn)
    }

    mutating func compiled(_ expression: Expression) throws(ExpressionError) -> Typed {
        let offset = expression.offset
        switch expression.kind {
        case .literal(let literal): return Self.constant(literal)
        case .identifier(let name, let isAbsolute):
            return try identifier(name, isAbsolute: isAbsolute, offset)
        case .select(let operand, let field, let isOptional):
            if !isOptional, let named = qualified(expression) { return named }
            return try select(try compiled(operand), field, isOptional: isOptional, offset)
        case .has(let operand, let field): return try has(try compiled(operand), field, offset)
        case .index(let operand, let index, let isOptional):
            return try self.index(try compiled(operand), try compiled(index), isOptional: isOptional, offset)
        case .call(let name, let target, let arguments): return try call(name, target, arguments, offset)
        case .list(let elements): return try list(elements)
        case .map(let entries): return try map(entries)
        case .message(let name, _): return try failure("undeclared reference to '\(name)'", at: offset)
        case .conditional(let condition, let first, let second):
            return try conditional(condition, first, second, offset)
        case .logic(let logic, let operands):
            var steps: [any Step] = []
            for operand in operands { steps.append(try condition(operand)) }
            return Typed(step: LogicStep(steps, decisive: logic == .or), type: .bool)
        case .comprehension(let comprehension): return try self.comprehension(comprehension, offset)
        case .bind(let name, let value, let body):
            let value = try compiled(value)
            let slot = enter(name, value.type)
            let result = try compiled(body)
            locals.removeLast()
            return Typed(step: BindStep(slot, value.step, result.step), type: result.type)
        case .optionalMap(let operand, let name, let body, let isFlat):
            return try optionalMap(operand, name, body, isFlat: isFlat, offset)
        }
    }

    private static func constant(_ literal: Expression.Literal) -> Typed {
        switch literal {
        case .null: Typed(step: ConstantStep(.null), type: .null)
        case .bool(let value): Typed(step: ConstantStep(.bool(value)), type: .bool)
        case .int(let value): Typed(step: ConstantStep(.int(value)), type: .int)
        case .uint(let value): Typed(step: ConstantStep(.uint(value)), type: .uint)
        case .double(let value): Typed(step: ConstantStep(.double(value)), type: .double)
        case .string(let value): Typed(step: ConstantStep(.string(value)), type: .string)
        case .bytes(let value): Typed(step: ConstantStep(.bytes(value)), type: .bytes)
        }
    }

    /// What has to be a boolean.
    private mutating func condition(_ expression: Expression) throws(ExpressionError) -> any Step {
        let typed = try compiled(expression)
        if isChecked, !types.assign(typed.type, to: .bool) {
            throw ExpressionError(
                "expected type 'bool' but found '\(types.resolved(typed.type))'", at: expression.offset)
        }
        return typed.step
    }

    // MARK: Names

    private mutating func enter(_ name: String, _ type: CELType) -> Int {
        defer { nextLocal += 1 }
        locals.append((name, nextLocal, type))
        return nextLocal
    }

    private mutating func input(_ variable: (name: String, type: CELType)) -> Typed {
        let slot = inputs.firstIndex(of: variable.name) ?? inputs.count
        if slot == inputs.count { inputs.append(variable.name) }
        return Typed(step: VariableStep(slot, variable.name), type: variable.type)
    }

    private mutating func identifier(
        _ name: String, isAbsolute: Bool, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        if !isAbsolute, let local = locals.last(where: { $0.name == name }) {
            return Typed(step: VariableStep(local.slot, name), type: local.type)
        }
        if let named = named((isAbsolute ? "." : "") + name) { return named }
        return try failure("undeclared reference to '\(name)' (in container '\(environment.container)')", at: offset)
    }

    private mutating func named(_ name: String) -> Typed? {
        if let variable = environment.variable(name) { return input(variable) }
        return environment.namedType(name).map { Typed(step: ConstantStep(.type($0)), type: .type) }
    }

    /// The name that a chain of fields is; `nil` for any other expression, and where it begins with a macro's variable.
    private func chain(_ expression: Expression) -> String? {
        switch expression.kind {
        case .identifier(let name, let isAbsolute):
            guard isAbsolute || !locals.contains(where: { $0.name == name }) else { return nil }
            return (isAbsolute ? "." : "") + name
        case .select(let operand, let field, false): return chain(operand).map { "\($0).\(field)" }
        default: return nil
        }
    }

    /// What is declared with a name of several parts: the longest counts.
    private mutating func qualified(_ expression: Expression) -> Typed? {
        chain(expression).flatMap { named($0) }
    }

    // MARK: Parts of values

    private mutating func select(
        _ operand: Typed, _ field: String, isOptional: Bool, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        let step = SelectStep(operand.step, field, isOptional: isOptional)
        var type = types.head(operand.type)
        var isAbsent = isOptional
        if case .optional(let inner) = type { (type, isAbsent) = (types.head(inner), true) }
        guard let member = member(of: type, field) else {
            if case .object = type { return try failure("undefined field '\(field)'", at: offset) }
            return try failure("type '\(types.resolved(type))' does not support field selection", at: offset)
        }
        return Typed(step: step, type: isAbsent ? .optional(member) : member)
    }

    /// The type of a field; `nil` where there is none.
    private mutating func member(of type: CELType, _ field: String) -> CELType? {
        guard isChecked else { return .dyn }
        switch type {
        case .dyn, .parameter: return .dyn
        case .object(let object): return object.fields[field]?.type
        case .map(let key, let value): return types.assign(.string, to: key) ? value : nil
        default: return nil
        }
    }

    private mutating func has(_ operand: Typed, _ field: String, _ offset: Int) throws(ExpressionError) -> Typed {
        _ = try select(operand, field, isOptional: false, offset)
        return Typed(step: HasStep(operand.step, field), type: .bool)
    }

    private mutating func index(
        _ operand: Typed, _ index: Typed, isOptional: Bool, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        var type = types.head(operand.type)
        var isAbsent = isOptional
        if case .optional(let inner) = type { (type, isAbsent) = (types.head(inner), true) }
        let element: CELType
        var fits = true
        switch type {
        case .list(let inner):
            element = inner
            fits = types.assign(index.type, to: .int)
        case .map(let key, let value):
            element = value
            // Numbers of all types find the keys that are equal to them.
            fits = types.assign(index.type, to: key) || (isNumber(index.type) && isNumber(key))
        case .dyn, .parameter: element = .dyn
        default: (element, fits) = (.dyn, false)
        }
        guard fits || !isChecked else {
            return try failure(
                "found no matching overload for '_[_]' applied to "
                    + "'(\(types.resolved(operand.type)), \(types.resolved(index.type)))'", at: offset)
        }
        return Typed(
            step: IndexStep(operand.step, index.step, isOptional: isOptional),
            type: isAbsent ? .optional(element) : element)
    }

    private func isNumber(_ type: CELType) -> Bool {
        switch types.head(type) {
        case .int, .uint, .double: true
        default: false
        }
    }

    private mutating func list(_ elements: [Expression.Element]) throws(ExpressionError) -> Typed {
        var steps: [(step: any Step, isOptional: Bool)] = []
        var type: CELType?
        for element in elements {
            let typed = try compiled(element.value)
            steps.append((typed.step, element.isOptional))
            type = try joined(type, typed.type, element.isOptional, element.value.offset)
        }
        return Typed(step: ListStep(steps), type: .list(type ?? types.fresh()))
    }

    private mutating func map(_ entries: [Expression.Entry]) throws(ExpressionError) -> Typed {
        var steps: [(key: any Step, value: any Step, isOptional: Bool)] = []
        var (key, value): (CELType?, CELType?)
        for entry in entries {
            let (name, content) = (try compiled(entry.key), try compiled(entry.value))
            steps.append((name.step, content.step, entry.isOptional))
            key = try joined(key, name.type, false, entry.key.offset)
            value = try joined(value, content.type, entry.isOptional, entry.value.offset)
        }
        return Typed(step: MapStep(steps), type: .map(key ?? types.fresh(), value ?? types.fresh()))
    }

    private mutating func joined(
        _ type: CELType?, _ new: CELType, _ isOptional: Bool, _ offset: Int
    ) throws(ExpressionError) -> CELType {
        var new = new
        if isOptional {
            let inner = types.fresh()
            if isChecked, !types.assign(new, to: .optional(inner)) {
                throw ExpressionError(
                    "expected type 'optional_type' but found '\(types.resolved(new))'", at: offset)
            }
            new = inner
        }
        return type.map { types.joined($0, new) } ?? new
    }

    // MARK: Branches and macros

    private mutating func conditional(
        _ condition: Expression, _ first: Expression, _ second: Expression, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        let condition = try self.condition(condition)
        let (first, second) = (try compiled(first), try compiled(second))
        let step = ConditionalStep(condition, first.step, second.step)
        if types.assign(second.type, to: first.type) {
            let isOpen = types.head(first.type) == .dyn || types.head(second.type) == .dyn
            return Typed(step: step, type: isOpen ? .dyn : (types.head(first.type) == .null ? second : first).type)
        }
        guard !isChecked else {
            return try failure(
                "found no matching overload for '_?_:_' applied to "
                    + "'(bool, \(types.resolved(first.type)), \(types.resolved(second.type)))'", at: offset)
        }
        return Typed(step: step, type: .dyn)
    }

    private mutating func optionalMap(
        _ operand: Expression, _ name: String, _ body: Expression, isFlat: Bool, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        let operand = try compiled(operand)
        let inner = types.fresh()
        if isChecked, !types.assign(operand.type, to: .optional(inner)) {
            return try failure(
                "expected type 'optional_type' but found '\(types.resolved(operand.type))'", at: offset)
        }
        let slot = enter(name, inner)
        let result = try compiled(body)
        locals.removeLast()
        if isFlat, isChecked, !types.assign(result.type, to: .optional(types.fresh())) {
            return try failure(
                "expected type 'optional_type' but found '\(types.resolved(result.type))'", at: body.offset)
        }
        return Typed(
            step: OptionalMapStep(operand.step, slot, result.step, isFlat: isFlat),
            type: isFlat ? result.type : .optional(result.type))
    }

    private mutating func comprehension(
        _ comprehension: Comprehension, _ offset: Int
    ) throws(ExpressionError) -> Typed {
        let range = try compiled(comprehension.range)
        let kind = comprehension.kind
        let (key, element, isMap): (CELType, CELType, Bool)
        switch types.head(range.type) {
        case .list(let type): (key, element, isMap) = (.int, type, false)
        case .map(let name, let value): (key, element, isMap) = (name, value, true)
        case .dyn, .parameter: (key, element, isMap) = (.dyn, .dyn, false)
        default:
            if isChecked {
                return try failure(
                    "expression of type '\(types.resolved(range.type))' cannot be range of a comprehension "
                        + "(must be list, map, or dynamic)", at: comprehension.range.offset)
            }
            (key, element, isMap) = (.dyn, .dyn, false)
        }
        var slots: [Int] = []
        if comprehension.variables.count == 2 {
            slots = [enter(comprehension.variables[0], key), enter(comprehension.variables[1], element)]
        } else {
            // Of a map one goes through the keys.
            slots = [enter(comprehension.variables[0], isMap ? key : element)]
        }
        let filter = try comprehension.condition.map { expression throws(ExpressionError) in
            try condition(expression)
        }
        let result = try comprehension.result.map { expression throws(ExpressionError) in
            try compiled(expression)
        }
        locals.removeLast(slots.count)
        let step = ComprehensionStep(kind, range.step, slots, condition: filter, result: result?.step)
        switch kind {
        case .all, .exists, .existsOne: return Typed(step: step, type: .bool)
        case .filter: return Typed(step: step, type: .list(isMap ? key : element))
        case .map, .transformList: return Typed(step: step, type: .list(result?.type ?? .dyn))
        case .transformMap: return Typed(step: step, type: .map(key, result?.type ?? .dyn))
        case .transformMapEntry:
            if isChecked, let result, !types.assign(result.type, to: .map(types.fresh(), types.fresh())) {
                return try failure(
                    "expected type 'map' but found '\(types.resolved(result.type))'", at: offset)
            }
            return Typed(step: step, type: result?.type ?? .map(.dyn, .dyn))
        }
    }

    // MARK: Calls

    private mutating func call(
        _ name: String, _ target: Expression?, _ arguments: [Expression], _ offset: Int
    ) throws(ExpressionError) -> Typed {
        var typed: [Typed] = []
        guard let target else {
            for argument in arguments { typed.append(try compiled(argument)) }
            return try call(name, environment.function(name), isMember: false, typed, offset)
        }
        // A function of a namespace looks like a method of a variable.
        if let namespace = chain(target), let overloads = environment.function("\(namespace).\(name)") {
            for argument in arguments { typed.append(try compiled(argument)) }
            return try call("\(namespace).\(name)", overloads, isMember: false, typed, offset)
        }
        for argument in [target] + arguments { typed.append(try compiled(argument)) }
        return try call(name, environment.library.functions[name], isMember: true, typed, offset)
    }

    private mutating func call(
        _ name: String, _ overloads: [CELOverload]?, isMember: Bool, _ arguments: [Typed], _ offset: Int
    ) throws(ExpressionError) -> Typed {
        guard let overloads else {
            return try failure(
                "undeclared reference to '\(name)' (in container '\(environment.container)')", at: offset)
        }
        var candidates: [CELOverload] = []
        var result: CELType?
        for overload in overloads
        where overload.isMember == isMember && overload.parameters.count == arguments.count {
            guard isChecked else {
                candidates.append(overload)
                continue
            }
            var attempt = types
            var names: [Int: CELType] = [:]
            let fits = zip(arguments, overload.parameters).allSatisfy { argument, parameter in
                attempt.assign(argument.type, to: attempt.instance(of: parameter, &names))
            }
            guard fits, !overload.isNumeric || arguments.allSatisfy({ mayBeNumber($0.type) }) else { continue }
            types = attempt
            candidates.append(overload)
            var type = types.instance(of: overload.result, &names)
            if overload.isNumeric, let first = arguments.first.map({ types.head($0.type) }),
                arguments.allSatisfy({ types.head($0.type) == first })
            {
                type = first
            }
            result = result.map { types.resolved($0) == types.resolved(type) ? $0 : .dyn } ?? type
        }
        guard let first = candidates.first else {
            let shown = arguments.map { "\(types.resolved($0.type))" }
            let others = shown.dropFirst(isMember ? 1 : 0).joined(separator: ", ")
            let applied = (isMember ? "\(shown[0])." : "") + "(\(others))"
            return try failure("found no matching overload for '\(name)' applied to '\(applied)'", at: offset)
        }
        let steps = arguments.map(\.step)
        return Typed(step: step(name, candidates, steps, first), type: isChecked ? result ?? .dyn : .dyn)
    }

    private func mayBeNumber(_ type: CELType) -> Bool {
        switch types.head(type) {
        case .int, .uint, .double, .dyn, .parameter: true
        default: false
        }
    }

    private func step(
        _ name: String, _ candidates: [CELOverload], _ arguments: [any Step], _ first: CELOverload
    ) -> any Step {
        switch name {
        case "_==_": return EqualityStep(arguments[0], arguments[1], isNegated: false)
        case "_!=_": return EqualityStep(arguments[0], arguments[1], isNegated: true)
        case "!_": return NotStep(arguments[0])
        default:
            // Even a form that fits alone is asked where values can be of other types than was to be seen.
            let isSettled = first.isGeneric
            return CallStep(name, isSettled ? [first] : candidates, arguments, isSettled: isSettled)
        }
    }
}
