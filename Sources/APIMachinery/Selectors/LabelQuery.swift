/// A label selector as text, such as `app=web,tier in (front,back),!canary`: what `labelSelector` parameters hold.
///
/// All requirements must hold; none selects everything.
public struct LabelQuery: Hashable, Sendable {
    /// The requirements, sorted by key.
    public let requirements: [LabelRequirement]

    /// Selects everything.
    public static let everything = LabelQuery([])

    /// Selects what meets all requirements.
    public init(_ requirements: [LabelRequirement]) {
        self.requirements = requirements.sorted { $0.key < $1.key }
    }

    /// Reads a selector.
    public init(parsing text: some StringProtocol) throws(SelectorError) {
        var parser = LabelQueryParser(text)
        self.init(try parser.parse())
    }

    /// A selector from its structured form.
    public init(_ selector: LabelSelector) throws(SelectorError) {
        var requirements: [LabelRequirement] = []
        for (key, value) in (selector.matchLabels ?? [:]).sorted(by: { $0.key < $1.key }) {
            requirements.append(try LabelRequirement(key: key, operator: .equals, values: [value]))
        }
        for expression in selector.matchExpressions ?? [] {
            let comparison: LabelRequirement.Operator
            switch expression.operator {
            case .in: comparison = .in
            case .notIn: comparison = .notIn
            case .exists: comparison = .exists
            case .doesNotExist: comparison = .doesNotExist
            default: throw SelectorError("\"\(expression.operator)\" is not a valid label selector operator")
            }
            requirements.append(
                try LabelRequirement(key: expression.key, operator: comparison, values: expression.values ?? []))
        }
        self.init(requirements)
    }

    /// Whether everything is selected.
    public var isEmpty: Bool { requirements.isEmpty }

    /// Whether an object with these labels is selected.
    public func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { $0.matches(labels[$0.key]) }
    }

    /// Whether an object is selected whose labels are looked up one by one.
    public func matches(_ label: (String) -> String?) -> Bool {
        requirements.allSatisfy { $0.matches(label($0.key)) }
    }
}

extension LabelQuery: CustomStringConvertible {
    /// The selector in canonical form: sorted by key, values sorted.
    public var description: String { requirements.map(\.description).joined(separator: ",") }
}

extension LabelSelector {
    /// Whether an object with these labels is selected.
    public func matches(_ labels: [String: String]) throws(SelectorError) -> Bool {
        try LabelQuery(self).matches(labels)
    }
}
