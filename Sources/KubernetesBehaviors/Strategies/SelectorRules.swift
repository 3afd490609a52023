import APIMachinery
import APISchema
import JSON

/// The rules for the label selectors of workloads.
enum SelectorRules {
    /// What is to be known of a selector that has been checked.
    enum Selection {
        case nothing
        case everything
        case query(LabelQuery)

        /// Whether an object is selected whose labels are looked up one by one.
        func matches(_ label: (String) -> String?) -> Bool {
            switch self {
            case .nothing: false
            case .everything: true
            case .query(let query): query.matches(label)
            }
        }
    }

    /// Checks a selector that may not be empty. That it is there at all is the schema's rule.
    ///
    /// - Returns: what it selects; everything where it is wrong, so that nothing follows from the fault.
    static func check(_ field: String, of spec: JSONValue, kind: String, _ faults: inout Faults) -> Selection {
        guard let value = spec[field], !value.isNull else { return .nothing }
        guard !value.members("matchLabels").isEmpty || !value.list("matchExpressions").isEmpty else {
            faults.add(field, .invalid, "empty selector is invalid for \(kind)", value)
            return .everything
        }
        let before = faults.errors.count
        checkSelector(field, of: spec, &faults)
        if faults.errors.count > before { faults.add(field, .invalid, "invalid label selector", value) }
        guard faults.errors.count == before, let document = try? JSONDocument(parsing: value.serialized()),
            let selector = try? LabelSelector(json: document.root), let query = try? LabelQuery(selector)
        else { return .everything }
        return .query(query)
    }

    /// Checks a selector, where there is one.
    static func checkSelector(_ field: String, of owner: JSONValue, _ faults: inout Faults) {
        guard let value = owner[field], !value.isNull else { return }
        faults.within(field) { faults in
            checkLabels("matchLabels", of: value, &faults)
            faults.each("matchExpressions", of: value) { checkExpression($1, &$0) }
        }
    }

    /// Checks the keys and values of labels.
    static func checkLabels(_ field: String, of owner: JSONValue, _ faults: inout Faults) {
        for (key, value) in owner.members(field) {
            let text = value.stringValue ?? ""
            for fault in NameRules.qualifiedName(key) { faults.add(field, .invalid, fault, .string(key)) }
            for fault in NameRules.labelValue(text) { faults.add(field, .invalid, fault, .string(text)) }
        }
    }

    private static func checkExpression(_ expression: JSONValue, _ faults: inout Faults) {
        let values = expression.list("values")
        switch expression.text("operator") {
        case "In", "NotIn":
            if values.isEmpty { faults.add("values", .required, "must be specified when `operator` is In or NotIn") }
        case "Exists", "DoesNotExist":
            if !values.isEmpty {
                faults.add("values", .forbidden, "may not be specified when `operator` is Exists or DoesNotExist")
            }
        default:
            faults.add("operator", .invalid, "not a valid selector operator", expression["operator"] ?? "")
        }
        for fault in NameRules.qualifiedName(expression.text("key")) {
            faults.add("key", .invalid, fault, expression["key"] ?? "")
        }
        for (index, value) in values.enumerated() {
            faults.within("values") { faults in
                faults.within(.index(index)) { faults in
                    for fault in NameRules.labelValue(value.stringValue ?? "") { faults.add(.invalid, fault, value) }
                }
            }
        }
    }
}
