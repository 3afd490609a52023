internal import JSON

/// Why a template cannot be read or used.
struct JSONPathError: Error, Equatable {
    var reason: String
    init(_ reason: String) { self.reason = reason }
}

/// A template as kubectl's `-o jsonpath` takes it: text, and paths in braces.
///
/// `{.items[*].metadata.name}`, `{range .items[*]}{.metadata.name}{"\n"}{end}`, `{..image}`, `{.a[1:3]}`, `{.a['b','c']}`,
/// `{.items[?(@.status.phase=="Running")].metadata.name}`. What is within braces stands for all values found, with a space
/// between them.
struct JSONPathTemplate: Equatable, Sendable {
    /// The text that the template was read from.
    let source: String
    let parts: [Part]

    indirect enum Part: Equatable, Sendable {
        case text(String)
        /// Paths and texts that stand within the same braces, one behind the other.
        case path([JSONPathStep])
        /// What stands for each of some values, up to `{end}` or the end of the template. As with kubectl, what stands
        /// behind a range without an `{end}`, or behind the last one in it, stands once more for the value around it.
        case range([JSONPathStep], [Part], rest: [Part])
    }

    init(parsing source: String) throws(JSONPathError) {
        self.source = source
        var parser = JSONPathParser(source)
        parts = try parser.template()
    }

    /// A path as columns and `--sort-by` take it: braces and the first dot may be left out.
    static func relaxed(_ text: String) -> String {
        guard !text.hasPrefix("{") else { return text }
        let path = text.hasPrefix(".") || text.hasPrefix("[") || text.isEmpty ? text : ".\(text)"
        return "{\(path)}"
    }

    /// The text that the template makes of a value.
    ///
    /// - Parameter allowsMissing: Whether a path that leads nowhere stands for nothing, rather than being an error.
    func text(for value: JSONValue, allowsMissing: Bool = true) throws(JSONPathError) -> String {
        var text = ""
        let evaluator = JSONPathEvaluator(root: value, allowsMissing: allowsMissing)
        try Self.render(parts, value, evaluator, into: &text)
        return text
    }

    /// The values of all paths.
    ///
    /// - Parameter allowsMissing: Whether a path may lead nowhere, rather than to an error for members that are absent.
    func values(in value: JSONValue, allowsMissing: Bool = true) throws(JSONPathError) -> [JSONValue] {
        var values: [JSONValue] = []
        for part in parts {
            if case .path(let steps) = part {
                values += try JSONPathEvaluator(root: value, allowsMissing: allowsMissing).values(steps, from: [value])
            }
        }
        return values
    }

    private static func render(
        _ parts: [Part], _ value: JSONValue, _ evaluator: JSONPathEvaluator, into text: inout String
    ) throws(JSONPathError) {
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .path(let steps):
                let values = try evaluator.values(steps, from: [value])
                text += values.map(plainText).joined(separator: " ")
            case .range(let steps, let inner, let rest):
                for element in try evaluator.values(steps, from: [value]) {
                    try render(inner, element, evaluator, into: &text)
                }
                try render(rest, value, evaluator, into: &text)
            }
        }
    }

    /// A string without quotes; everything else as JSON.
    static func plainText(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        default: value.sortedText()
        }
    }
}

/// One step of a path.
indirect enum JSONPathStep: Equatable, Sendable {
    /// The value that the whole is evaluated on, `$`.
    case root
    /// The value at hand, `@`.
    case current
    case member(String)
    /// Every element, or every member's value.
    case each
    /// The value and all below it.
    case descend
    /// The element at a position, counted from the end where it is negative.
    case index(Int)
    /// Elements from, up to and excluding, by steps.
    case slice(from: Int?, to: Int?, by: Int)
    /// What each of several paths leads to.
    case union([[JSONPathStep]])
    case filter(JSONPathOperand, JSONPathComparison, JSONPathOperand)
    /// Elements for which a path leads to something.
    case exists([JSONPathStep])
    case literal(JSONValue)
}

enum JSONPathOperand: Equatable, Sendable {
    case path([JSONPathStep])
    case literal(JSONValue)
}

enum JSONPathComparison: String, CaseIterable, Sendable {
    // Longer ones first: they are tried in this order.
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
}
