/// What a label selector demands of one label: all requirements on its key in one, so that a label is looked at once
/// however often a selector names it.
struct LabelRule: Hashable, Sendable {
    let key: String
    private var isNeeded = false
    private var isForbidden = false
    /// The only values that are allowed, sorted; `nil` for all.
    private var allowed: [String]?
    /// The values that are not allowed, sorted.
    private var refused: [String] = []
    /// The label's value is a number between these, which are not allowed themselves.
    private var least: Int64?
    private var most: Int64?

    /// The rules of a selector, in the order in which its keys come first.
    static func rules(of requirements: [LabelRequirement]) -> [LabelRule] {
        var positions: [String: Int] = [:]
        var grouped: [(key: String, requirements: [LabelRequirement])] = []
        for requirement in requirements {
            if let position = positions[requirement.key] {
                grouped[position].requirements.append(requirement)
            } else {
                positions[requirement.key] = grouped.count
                grouped.append((requirement.key, [requirement]))
            }
        }
        return grouped.map { LabelRule($0.key, $0.requirements) }
    }

    private init(_ key: String, _ requirements: [LabelRequirement]) {
        self.key = key
        var allowed: Set<String>?
        var refused: Set<String> = []
        for requirement in requirements {
            switch requirement.operator {
            case .equals, .doubleEquals, .in:
                isNeeded = true
                allowed = allowed?.intersection(requirement.values) ?? Set(requirement.values)
            case .notEquals, .notIn: refused.formUnion(requirement.values)
            case .exists: isNeeded = true
            case .doesNotExist: isForbidden = true
            case .greaterThan:
                isNeeded = true
                if let limit = requirement.limit { least = max(least ?? limit, limit) }
            case .lessThan:
                isNeeded = true
                if let limit = requirement.limit { most = min(most ?? limit, limit) }
            }
        }
        self.allowed = allowed?.sorted()
        self.refused = refused.sorted()
    }

    /// Whether the absence of the label is refused.
    var needsLabel: Bool { isNeeded }

    /// Whether the label, or its absence (`nil`), is as it must be.
    func allows(_ label: String?) -> Bool {
        guard let label else { return !isNeeded }
        if isForbidden { return false }
        if let allowed, !allowed.holds(label) { return false }
        if refused.holds(label) { return false }
        guard least != nil || most != nil else { return true }
        guard let number = Int64(label) else { return false }
        return least.map { number > $0 } ?? true && most.map { number < $0 } ?? true
    }
}

extension [String] {
    /// Whether a text is among these, which are sorted.
    func holds(_ text: String) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < text { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == text
    }
}
