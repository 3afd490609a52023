/// A label selector as text, such as `app=web,tier in (front,back),!canary`: what `labelSelector` parameters hold.
///
/// All requirements must hold; none selects everything.
public struct LabelQuery: Hashable, Sendable {
    /// The requirements, sorted by key.
    public let requirements: [LabelRequirement]
    /// What the requirements come to, key by key.
    private let rules: [LabelRule]
    /// Where the rule of a key is; empty where there are few.
    private let positions: [String: Int]
    /// How many labels there must be.
    private let neededCount: Int

    /// So many rules are looked for among the labels of an object; of more, its labels are looked for among the rules.
    private static let fewRules = 8

    /// Selects everything.
    public static let everything = LabelQuery([])

    /// Selects what meets all requirements.
    public init(_ requirements: [LabelRequirement]) {
        self.requirements = requirements.sorted { $0.key < $1.key }
        rules = LabelRule.rules(of: self.requirements)
        neededCount = rules.count { $0.needsLabel }
        positions =
            rules.count > Self.fewRules
            ? Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($0.element.key, $0.offset) }) : [:]
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
        positions.isEmpty ? matches { labels[$0] } : matches(among: labels)
    }

    /// Whether an object is selected whose labels are looked up one by one.
    public func matches(_ label: (String) -> String?) -> Bool {
        rules.allSatisfy { $0.allows(label($0.key)) }
    }

    /// Whether an object with these labels, each of which has another key, is selected. The time is that of looking for a
    /// few rules among the labels, or for the labels among many rules: never one for each of all.
    package func matches(_ labels: some Sequence<(key: String, value: String)>) -> Bool {
        guard positions.isEmpty else { return matches(among: labels) }
        return matches { key in labels.first { $0.key == key }?.value }
    }

    private func matches(among labels: some Sequence<(key: String, value: String)>) -> Bool {
        var found = 0
        for (key, value) in labels {
            guard let position = positions[key] else { continue }
            guard rules[position].allows(value) else { return false }
            if rules[position].needsLabel { found += 1 }
        }
        return found == neededCount
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
