internal import JSON

/// Why a Go template cannot be read.
struct GoTemplateError: Error, CustomStringConvertible {
    let description: String
}

/// Why a Go template that was read does not fit a value.
struct GoTemplateFailure: Error {
    let reason: String
    /// What was made before.
    let output: String
}

/// A template of Go's `text/template`, as kubectl's `-o go-template` takes it.
///
/// Actions, pipelines, variables, `if`, `range`, `with`, `define`, `template`, `block`, comments and marks that trim,
/// Go's functions, and kubectl's `exists` and `base64decode`.
struct GoTemplate: Equatable, Sendable {
    /// The text that the template was read from.
    let source: String
    let allowsMissingKeys: Bool
    let root: [GoTemplateNode]
    /// The templates that it defines, by their names.
    let definitions: [String: [GoTemplateNode]]

    /// What errors call the template.
    static let name = "output"

    init(parsing source: String, allowsMissingKeys: Bool = true) throws(GoTemplateError) {
        self.source = source
        self.allowsMissingKeys = allowsMissingKeys
        var parser = GoTemplateParser(source)
        root = try parser.parse()
        definitions = parser.definitions
    }

    /// The text that the template makes of a value.
    func text(for value: JSONValue) throws(GoTemplateFailure) -> String {
        var evaluator = GoTemplateEvaluator(self, value)
        do {
            try evaluator.run()
        } catch {
            throw GoTemplateFailure(reason: error.description, output: evaluator.output)
        }
        return evaluator.output
    }
}
