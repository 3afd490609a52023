internal import JSON

/// A value while a template is evaluated.
struct GoTemplateValue {
    /// The value; `nil` for what is not there at all.
    var json: JSONValue?
    /// Whether Go would have it as `interface {}`, as elements and members are.
    var isElement = false
    /// Whether a whole number is what Go has as `int`, as literals and counts are, rather than an `int64` of the object.
    var isCount = false

    static let missing = GoTemplateValue(json: nil)

    init(json: JSONValue?, isElement: Bool = false, isCount: Bool = false) {
        self.json = json
        self.isElement = isElement
        self.isCount = isCount
    }

    init(_ json: JSONValue) { self.init(json: json) }

    /// The value itself rather than as an element: null is then nothing.
    var taken: GoTemplateValue { GoTemplateValue(json: json?.isNull == true ? nil : json, isCount: isCount) }

    /// The name of the value's type.
    var typeName: String {
        if isCount, case .integer? = json { return "int" }
        return Self.typeName(of: json)
    }

    /// Whether the value is neither zero nor empty.
    var isTrue: Bool {
        switch json {
        case nil, .null: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .number(let value): value.double != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.isEmpty
        }
    }

    /// The name of the type of a value that is not an element.
    static func typeName(of json: JSONValue?) -> String {
        switch json {
        case nil, .null: "<nil>"
        case .bool: "bool"
        case .integer: "int64"
        case .number: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }
}

/// Makes a text of a Go template and a value.
struct GoTemplateEvaluator {
    private let template: GoTemplate
    private let bytes: [UInt8]
    private var variables: [(name: String, value: GoTemplateValue)]
    private var depth = 0
    /// What is at work, for errors: where it is and how it was written.
    private var place = (position: 0, text: "")
    private(set) var output = ""

    /// How deep templates may use each other.
    private static let maximumDepth = 200
    /// How large a text may get.
    private static let maximumOutput = 256 << 20

    /// How a list of nodes ended.
    private enum Flow { case on, `break`, `continue` }

    init(_ template: GoTemplate, _ value: JSONValue) {
        self.template = template
        bytes = Array(template.source.utf8)
        variables = [("$", GoTemplateValue(value))]
    }

    mutating func run() throws(GoTemplateError) {
        _ = try walk(template.root, variables[0].value)
    }

    private func error(_ message: String) -> GoTemplateError {
        let before = bytes[..<min(place.position, bytes.count)]
        let line = 1 + before.count { $0 == 10 }
        let column = before.lastIndex(of: 10).map { place.position - $0 - 1 } ?? place.position
        return GoTemplateError(
            description: "template: \(GoTemplate.name):\(line):\(column): executing \(quoted(GoTemplate.name)) at "
                + "<\(place.text)>: \(message)")
    }

    private mutating func at(_ operand: GoTemplateOperand) { place = (operand.position, operand.description) }

    // MARK: Actions

    private mutating func walk(_ nodes: [GoTemplateNode], _ dot: GoTemplateValue) throws(GoTemplateError) -> Flow {
        for node in nodes {
            switch node {
            case .text(let text): output += text
            case .action(let pipeline):
                let value = try evaluate(pipeline, dot)
                if pipeline.variables.isEmpty { output += GoFormat.plain(value.json, outermost: "<no value>") }
            case .if(let branch), .with(let branch):
                let mark = variables.count
                let value = try evaluate(branch.pipeline, dot)
                var inner = dot
                if case .with = node { inner = value }
                let flow =
                    value.isTrue ? try walk(branch.body, inner) : try walk(branch.otherwise ?? [], dot)
                variables.removeSubrange(mark...)
                if flow != .on { return flow }
            case .range(let branch):
                let flow = try range(branch, dot)
                if flow != .on { return flow }
            case .break: return .break
            case .continue: return .continue
            case .template(let name, let argument, let position): try call(name, argument, position, dot)
            }
            guard output.utf8.count < Self.maximumOutput else { throw error("the text gets too long") }
        }
        return .on
    }

    private mutating func range(_ branch: GoTemplateBranch, _ dot: GoTemplateValue) throws(GoTemplateError) -> Flow {
        let start = variables.count
        let value = try evaluate(branch.pipeline, dot)
        place = (branch.pipeline.position, branch.pipeline.description)
        let mark = variables.count
        var pairs: [(key: JSONValue, value: JSONValue)] = []
        switch value.json {
        case nil, .null: break
        case .array(let elements): pairs = elements.enumerated().map { (.integer(Int64($0.offset)), $0.element) }
        case .object(let object): pairs = object.sorted { $0.key < $1.key }.map { (.string($0.key), $0.value) }
        case .integer(let count):
            guard branch.pipeline.variables.count < 2 else {
                throw error("can't use \(count) to iterate over more than one variable")
            }
            guard count <= 1_000_000 else { throw error("\(count) is too often") }
            pairs = (0..<max(count, 0)).map { (.integer($0), .integer($0)) }
        default: throw error("range can't iterate over \(GoFormat.plain(value.json, outermost: "<nil>"))")
        }
        for pair in pairs {
            let element = GoTemplateValue(json: pair.value, isElement: value.json?.int64Value == nil)
            let names = branch.pipeline.variables
            if branch.pipeline.isAssignment {
                if names.count > 1 { set(names[0], GoTemplateValue(json: pair.key, isCount: true)) }
                if let name = names.last { set(name, element) }
            } else if !names.isEmpty {
                variables[mark - 1].value = element
                if names.count > 1 { variables[mark - 2].value = GoTemplateValue(json: pair.key, isCount: true) }
            }
            let flow = try walk(branch.body, element)
            variables.removeSubrange(mark...)
            if flow == .break { break }
        }
        var flow = Flow.on
        if pairs.isEmpty { flow = try walk(branch.otherwise ?? [], dot) }
        variables.removeSubrange(start...)
        return flow
    }

    private mutating func call(
        _ name: String, _ argument: GoTemplatePipeline?, _ position: Int, _ dot: GoTemplateValue
    ) throws(GoTemplateError) {
        let shown = "{{template \(quoted(name))\(argument.map { " \($0.description)" } ?? "")}}"
        place = (position, shown)
        guard let nodes = name == GoTemplate.name ? template.root : template.definitions[name] else {
            throw error("template \(quoted(name)) not defined")
        }
        guard depth < Self.maximumDepth else {
            throw error("exceeded maximum template depth (\(Self.maximumDepth))")
        }
        let value = if let argument { try evaluate(argument, dot) } else { GoTemplateValue.missing }
        let outer = variables
        variables = [("$", value)]
        depth += 1
        _ = try walk(nodes, value)
        depth -= 1
        variables = outer
    }

    // MARK: Values

    private mutating func set(_ name: String, _ value: GoTemplateValue) {
        if let index = variables.lastIndex(where: { $0.name == name }) { variables[index].value = value }
    }

    private mutating func evaluate(
        _ pipeline: GoTemplatePipeline, _ dot: GoTemplateValue
    ) throws(GoTemplateError) -> GoTemplateValue {
        place = (pipeline.position, pipeline.description)
        var value: GoTemplateValue?
        for command in pipeline.commands { value = try evaluate(command, dot, value).taken }
        let result = value ?? .missing
        for name in pipeline.variables {
            if pipeline.isAssignment { set(name, result) } else { variables.append((name, result)) }
        }
        return result
    }

    private mutating func evaluate(
        _ command: GoTemplateCommand, _ dot: GoTemplateValue, _ last: GoTemplateValue?
    ) throws(GoTemplateError) -> GoTemplateValue {
        let first = command.arguments[0]
        let hasArguments = command.arguments.count > 1 || last != nil
        switch first.kind {
        case .function(let name):
            return try call(name, command, dot, last)
        case .fields(let names):
            at(first)
            return try follow(names, from: dot, hasArguments: hasArguments)
        case .variable(let name, let names) where !names.isEmpty:
            at(first)
            return try follow(names, from: variable(name), hasArguments: hasArguments)
        case .chain(let inner, let names):
            at(first)
            return try follow(names, from: try evaluate(inner, dot), hasArguments: hasArguments)
        default:
            at(first)
            guard !hasArguments else {
                let shown = if case .pipeline = first.kind { "(\(first.description))" } else { first.description }
                throw error("can't give argument to non-function \(shown)")
            }
            if case .nil = first.kind { throw error("nil is not a command") }
            return try evaluate(first, dot)
        }
    }

    private func variable(_ name: String) -> GoTemplateValue {
        variables.last { $0.name == name }?.value ?? .missing
    }

    /// An operand that is given no arguments.
    private mutating func evaluate(
        _ operand: GoTemplateOperand, _ dot: GoTemplateValue
    ) throws(GoTemplateError) -> GoTemplateValue {
        at(operand)
        switch operand.kind {
        case .dot: return dot
        case .nil: return GoTemplateValue(.null)
        case .constant(let value): return GoTemplateValue(json: value, isCount: true)
        case .fields(let names): return try follow(names, from: dot, hasArguments: false)
        case .variable(let name, let names): return try follow(names, from: variable(name), hasArguments: false)
        case .pipeline(let pipeline): return try evaluate(pipeline, dot)
        case .chain(let inner, let names):
            let value = try evaluate(inner, dot)
            at(operand)
            return try follow(names, from: value, hasArguments: false)
        case .function(let name):
            return try call(name, GoTemplateCommand(position: operand.position, arguments: [operand]), dot, nil)
        }
    }

    private func follow(
        _ names: [String], from start: GoTemplateValue, hasArguments: Bool
    ) throws(GoTemplateError) -> GoTemplateValue {
        var value = start
        for (index, name) in names.enumerated() {
            switch value.json {
            case nil:
                guard template.allowsMissingKeys else { throw error("nil data; no entry for key \(quoted(name))") }
                value = .missing
            case .null: throw error("nil pointer evaluating interface {}.\(name)")
            case .object(let object):
                guard !hasArguments || index < names.count - 1 else {
                    throw error("\(name) is not a method but has arguments")
                }
                guard let member = object[name] else {
                    guard template.allowsMissingKeys else { throw error("map has no entry for key \(quoted(name))") }
                    value = .missing
                    continue
                }
                value = GoTemplateValue(json: member, isElement: true)
            case let json?:
                let type = value.isElement ? "interface {}" : GoTemplateValue.typeName(of: json)
                throw error("can't evaluate field \(name) in type \(type)")
            }
        }
        return value
    }

    // MARK: Functions

    private mutating func call(
        _ name: String, _ command: GoTemplateCommand, _ dot: GoTemplateValue, _ last: GoTemplateValue?
    ) throws(GoTemplateError) -> GoTemplateValue {
        at(command.arguments[0])
        guard let function = GoTemplateFunction(rawValue: name) else {
            throw error("\(quoted(name)) is not a function")
        }
        let count = command.arguments.count - 1 + (last == nil ? 0 : 1)
        let (least, most) = function.argumentCounts
        if let most, most == least, count != least {
            throw error("wrong number of args for \(name): want \(least) got \(count)")
        }
        guard count >= least else {
            throw error("wrong number of args for \(name): want at least \(least) got \(count)")
        }
        var values: [GoTemplateValue] = []
        for (index, argument) in command.arguments.enumerated().dropFirst() {
            if index == 1, function == .printf || function == .base64decode, case .constant(let value) = argument.kind,
                value.stringValue == nil
            {
                at(argument)
                throw error("expected string; found \(argument.description)")
            }
            let value = try evaluate(argument, dot).taken
            // What comes after the first that decides is not even looked at.
            if function == .and && !value.isTrue || function == .or && value.isTrue { return value }
            values.append(value)
        }
        if let last { values.append(last) }
        place = (command.position, command.description)
        if function == .call {
            let shown = command.arguments.dropFirst().first?.description ?? "value"
            throw error("error calling call: non-function \(shown) of type \(values[0].typeName)")
        }
        do {
            return GoTemplateValue(json: try function.result(values), isElement: true, isCount: function == .len)
        } catch {
            throw self.error(error.isWhole ? error.message : "error calling \(name): \(error.message)")
        }
    }
}
