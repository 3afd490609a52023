internal import JSON

/// A piece of a Go template.
indirect enum GoTemplateNode: Equatable, Sendable {
    case text(String)
    case action(GoTemplatePipeline)
    case `if`(GoTemplateBranch)
    case with(GoTemplateBranch)
    case range(GoTemplateBranch)
    case `break`
    case `continue`
    case template(name: String, GoTemplatePipeline?, position: Int)
}

/// What depends on a pipeline's value.
struct GoTemplateBranch: Equatable, Sendable {
    var pipeline: GoTemplatePipeline
    var body: [GoTemplateNode]
    var otherwise: [GoTemplateNode]?
}

/// Commands, each of which is given the value of the one before it, and the variables that are set to the last value.
struct GoTemplatePipeline: Equatable, Sendable {
    var position: Int
    var variables: [String] = []
    /// Whether the variables are there already.
    var isAssignment = false
    var commands: [GoTemplateCommand] = []

    /// The pipeline as errors show it.
    var description: String {
        let names = variables.joined(separator: ", ")
        let head = variables.isEmpty ? "" : "\(names) \(isAssignment ? "=" : ":=") "
        return head + commands.map(\.description).joined(separator: " | ")
    }
}

struct GoTemplateCommand: Equatable, Sendable {
    var position: Int
    var arguments: [GoTemplateOperand] = []

    var description: String {
        arguments.map { operand in
            if case .pipeline = operand.kind { return "(\(operand.description))" }
            return operand.description
        }.joined(separator: " ")
    }
}

/// A value, or how to come by one.
struct GoTemplateOperand: Equatable, Sendable {
    indirect enum Kind: Equatable, Sendable {
        case dot
        case `nil`
        case constant(JSONValue)
        case function(String)
        case fields([String])
        case variable(String, [String])
        case pipeline(GoTemplatePipeline)
        /// Fields of what another operand is.
        case chain(GoTemplateOperand, [String])
    }

    var kind: Kind
    /// The offset in bytes.
    var position: Int
    /// The operand as it was written.
    var description: String
}
