import JSON

/// What a field selector demands of one field: all requirements on it in one, so that a field is looked at once however
/// often a selector names it.
package struct FieldRule: Hashable, Sendable {
    /// The path of the field.
    package let field: String
    /// The value that the field must have; the first of several, which no field can have.
    package private(set) var required: String?
    private var isContradiction = false
    private var refused: Set<UTF8Key> = []

    /// The rules of a selector, in the order in which its fields come first.
    static func rules(of requirements: [FieldQuery.Requirement]) -> [FieldRule] {
        var positions: [String: Int] = [:]
        var rules: [FieldRule] = []
        for requirement in requirements {
            let position = positions[requirement.field] ?? rules.count
            if position == rules.count {
                positions[requirement.field] = position
                rules.append(FieldRule(field: requirement.field))
            }
            rules[position].add(requirement)
        }
        return rules
    }

    private init(field: String) {
        self.field = field
    }

    private mutating func add(_ requirement: FieldQuery.Requirement) {
        if requirement.isNegated {
            refused.insert(UTF8Key(requirement.value))
        } else if let required {
            if UTF8Key(required) != UTF8Key(requirement.value) { isContradiction = true }
        } else {
            required = requirement.value
        }
    }

    /// Whether the field may have a value, byte by byte.
    package func allows(_ value: String) -> Bool {
        if isContradiction { return false }
        let key = UTF8Key(value)
        if let required, UTF8Key(required) != key { return false }
        return refused.isEmpty || !refused.contains(key)
    }
}
