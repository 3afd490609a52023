/// A requirement on one label.
public struct LabelRequirement: Hashable, Sendable {
    /// How the label is compared.
    public enum Operator: String, Hashable, Sendable, CaseIterable {
        /// `key = value`
        case equals = "="
        /// `key == value`, which is the same.
        case doubleEquals = "=="
        /// `key != value`: also where the label is absent.
        case notEquals = "!="
        /// `key in (a, b)`
        case `in` = "in"
        /// `key notin (a, b)`: also where the label is absent.
        case notIn = "notin"
        /// `key`
        case exists
        /// `!key`
        case doesNotExist = "!"
        /// `key > 5`, for labels that are whole numbers.
        case greaterThan = "gt"
        /// `key < 5`, for labels that are whole numbers.
        case lessThan = "lt"
    }

    /// The key of the label.
    public let key: String
    /// How the label is compared.
    public let `operator`: Operator
    /// What it is compared with, sorted, each once.
    public let values: [String]

    /// A requirement.
    ///
    /// - Throws: where the key or a value is none that a label can have, or the number of values does not fit the
    ///   operator.
    public init(key: String, operator: Operator, values: [String] = []) throws(SelectorError) {
        let problems = NameRules.qualifiedName(key)
        guard problems.isEmpty else {
            throw SelectorError("key: Invalid value: \"\(key)\": \(problems.joined(separator: "; "))")
        }
        switch `operator` {
        case .in, .notIn:
            if values.isEmpty {
                throw SelectorError("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty")
            }
        case .equals, .doubleEquals, .notEquals:
            if values.count != 1 {
                throw SelectorError(
                    "values: Invalid value: \(Self.list(values)): exact-match compatibility requires one single value")
            }
        case .exists, .doesNotExist:
            if !values.isEmpty {
                throw SelectorError(
                    "values: Invalid value: \(Self.list(values)): values set must be empty for exists and does not exist"
                )
            }
        case .greaterThan, .lessThan:
            guard values.count == 1 else {
                throw SelectorError(
                    "values: Invalid value: \(Self.list(values)): for 'Gt', 'Lt' operators, exactly one value is required"
                )
            }
            guard Int64(values[0]) != nil else {
                throw SelectorError(
                    "values[0]: Invalid value: \"\(values[0])\": for 'Gt', 'Lt' operators, the value must be an integer"
                )
            }
        }
        for (index, value) in values.enumerated() {
            let problems = NameRules.labelValue(value)
            if !problems.isEmpty {
                throw SelectorError(
                    "values[\(index)][\(key)]: Invalid value: \"\(value)\": \(problems.joined(separator: "; "))")
            }
        }
        self.key = key
        self.operator = `operator`
        self.values = Set(values).sorted()
    }

    private static func list(_ values: [String]) -> String {
        "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }

    /// Whether the label, or its absence (`nil`), meets the requirement.
    public func matches(_ label: String?) -> Bool {
        switch `operator` {
        case .equals, .doubleEquals, .in: label.map(values.holds) ?? false
        case .notEquals, .notIn: !(label.map(values.holds) ?? false)
        case .exists: label != nil
        case .doesNotExist: label == nil
        case .greaterThan: compares(label, >)
        case .lessThan: compares(label, <)
        }
    }

    /// The number that labels are compared with.
    var limit: Int64? { values.first.flatMap { Int64($0) } }

    private func compares(_ label: String?, _ isOrdered: (Int64, Int64) -> Bool) -> Bool {
        guard let label, let number = Int64(label), let limit else { return false }
        return isOrdered(number, limit)
    }
}

extension LabelRequirement: CustomStringConvertible {
    /// The requirement as it stands in a selector.
    public var description: String {
        // The empty value alone is a comma, since empty parentheses are no list.
        let isList = `operator` == .in || `operator` == .notIn
        let list = isList && values == [""] ? "," : values.joined(separator: ",")
        return switch `operator` {
        case .equals, .doubleEquals, .notEquals: "\(key)\(`operator`.rawValue)\(list)"
        case .in, .notIn: "\(key) \(`operator`.rawValue) (\(list))"
        case .exists: key
        case .doesNotExist: "!\(key)"
        case .greaterThan: "\(key)>\(list)"
        case .lessThan: "\(key)<\(list)"
        }
    }
}
