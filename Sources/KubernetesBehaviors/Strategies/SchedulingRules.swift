import APIMachinery
import APISchema
import JSON

/// The rules for where pods may run.
enum SchedulingRules {
    /// Checks what a spec says of nodes and neighbours.
    static func check(_ spec: JSONValue, _ faults: inout Faults) {
        SelectorRules.checkLabels("nodeSelector", of: spec, &faults)
        faults.each("tolerations", of: spec) { checkToleration($1, &$0) }
        var gates: Set<String> = []
        faults.each("schedulingGates", of: spec) { faults, gate in
            let name = gate.text("name")
            for fault in NameRules.qualifiedName(name) { faults.add(.invalid, fault, .string(name)) }
            if !gates.insert(name).inserted { faults.add(.duplicate, "", .string(name)) }
        }
        checkSpread(spec, &faults)
        guard let affinity = spec["affinity"], !affinity.isNull else { return }
        faults.within("affinity") { faults in
            if let rules = affinity["nodeAffinity"], !rules.isNull {
                faults.within("nodeAffinity") { checkNodes(rules, &$0) }
            }
            for name in ["podAffinity", "podAntiAffinity"] {
                guard let rules = affinity[name], !rules.isNull else { continue }
                faults.within(name) { faults in
                    faults.each(required, of: rules) { checkNeighbours($1, &$0) }
                    faults.each(preferred, of: rules) { faults, rule in
                        checkWeight(rule, &faults)
                        faults.within("podAffinityTerm") { checkNeighbours(rule["podAffinityTerm"] ?? [:], &$0) }
                    }
                }
            }
        }
    }

    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    private static func checkWeight(_ rule: JSONValue, _ faults: inout Faults) {
        let weight = rule.number("weight")
        if !(1...100).contains(weight) {
            faults.add("weight", .invalid, "must be in the range 1-100", .integer(weight))
        }
    }

    // MARK: Nodes

    private static func checkNodes(_ rules: JSONValue, _ faults: inout Faults) {
        if let selector = rules[required], !selector.isNull {
            faults.within(required) { faults in
                if selector.list("nodeSelectorTerms").isEmpty {
                    faults.add("nodeSelectorTerms", .required, "must have at least one node selector term")
                }
                faults.each("nodeSelectorTerms", of: selector) { checkTerm($1, checksValues: true, &$0) }
            }
        }
        faults.each(preferred, of: rules) { faults, rule in
            checkWeight(rule, &faults)
            faults.within("preference") { checkTerm(rule["preference"] ?? [:], checksValues: false, &$0) }
        }
    }

    private static func checkTerm(_ term: JSONValue, checksValues: Bool, _ faults: inout Faults) {
        faults.each("matchExpressions", of: term) { checkExpression($1, checksValues: checksValues, &$0) }
        faults.each("matchFields", of: term) { checkField($1, &$0) }
    }

    private static func checkExpression(_ expression: JSONValue, checksValues: Bool, _ faults: inout Faults) {
        let values = expression.list("values")
        switch expression.text("operator") {
        case "In", "NotIn":
            if values.isEmpty {
                faults.add("values", .required, "must be specified when `operator` is 'In' or 'NotIn'")
            }
        case "Exists", "DoesNotExist":
            if !values.isEmpty {
                faults.add(
                    "values", .forbidden, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
            }
        case "Gt", "Lt":
            if values.count != 1 {
                faults.add("values", .required, "must be specified single value when `operator` is 'Lt' or 'Gt'")
            }
        default:
            faults.add("operator", .invalid, "not a valid selector operator", expression["operator"] ?? "")
        }
        for fault in NameRules.qualifiedName(expression.text("key")) {
            faults.add("key", .invalid, fault, expression["key"] ?? "")
        }
        guard checksValues else { return }
        faults.each("values", of: expression) { faults, value in
            for fault in NameRules.labelValue(value.stringValue ?? "") { faults.add(.invalid, fault, value) }
        }
    }

    private static func checkField(_ requirement: JSONValue, _ faults: inout Faults) {
        switch requirement.text("operator") {
        case "In", "NotIn":
            if requirement.list("values").count != 1 {
                faults.add(
                    "values", .required,
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector")
            }
        default:
            faults.add("operator", .invalid, "not a valid selector operator", requirement["operator"] ?? "")
        }
        guard requirement.text("key") == "metadata.name" else {
            faults.add("key", .invalid, "not a valid field selector key", requirement["key"] ?? "")
            return
        }
        faults.each("values", of: requirement) { faults, value in
            for fault in NameRules.dns1123Subdomain(value.stringValue ?? "") { faults.add(.invalid, fault, value) }
        }
    }

    // MARK: Neighbours

    private static func checkNeighbours(_ term: JSONValue, _ faults: inout Faults) {
        SelectorRules.checkSelector("labelSelector", of: term, &faults)
        SelectorRules.checkSelector("namespaceSelector", of: term, &faults)
        for name in term.list("namespaces") {
            for fault in NameRules.dns1123Label(name.stringValue ?? "") {
                faults.add("namespace", .invalid, fault, name)
            }
        }
        let mismatches = Set(term.list("mismatchLabelKeys"))
        for list in ["matchLabelKeys", "mismatchLabelKeys"] {
            checkLabelKeys(list, of: term, &faults)
        }
        faults.each("matchLabelKeys", of: term) { faults, key in
            if mismatches.contains(key) {
                faults.add(.invalid, "exists in both matchLabelKeys and mismatchLabelKeys", key)
            }
        }
        faults.require("topologyKey", of: term, "can not be empty")
        let key = term.text("topologyKey")
        for fault in NameRules.qualifiedName(key) { faults.add("topologyKey", .invalid, fault, .string(key)) }
    }

    private static func checkLabelKeys(_ list: String, of term: JSONValue, _ faults: inout Faults) {
        guard !term.list(list).isEmpty else { return }
        guard term.isSet("labelSelector") else {
            faults.add(list, .forbidden, "must not be specified when labelSelector is not set")
            return
        }
        faults.each(list, of: term) { faults, key in
            for fault in NameRules.qualifiedName(key.stringValue ?? "") { faults.add(.invalid, fault, key) }
        }
    }

    // MARK: Spreading

    private static func checkSpread(_ spec: JSONValue, _ faults: inout Faults) {
        // What repeats is the earlier one of two.
        let pairs = spec.list("topologySpreadConstraints").map {
            [$0.text("topologyKey"), $0.text("whenUnsatisfiable")]
        }
        var remaining: [[String]: Int] = [:]
        for pair in pairs { remaining[pair, default: 0] += 1 }
        faults.each("topologySpreadConstraints", of: spec) { faults, constraint in
            let skew = constraint.number("maxSkew")
            if skew <= 0 { faults.add("maxSkew", .invalid, "must be greater than zero", .integer(skew)) }
            faults.require("topologyKey", of: constraint, "can not be empty")
            let key = constraint.text("topologyKey")
            let action = constraint.text("whenUnsatisfiable")
            remaining[[key, action], default: 1] -= 1
            if remaining[[key, action], default: 0] > 0 {
                faults.add("{topologyKey, whenUnsatisfiable}", .duplicate, "", .string("{\(key), \(action)}"))
            }
            if let domains = constraint["minDomains"]?.int64Value {
                if domains <= 0 {
                    faults.add("minDomains", .invalid, "must be greater than 0", .integer(domains))
                }
                if action != "DoNotSchedule" {
                    faults.add(
                        "minDomains", .invalid,
                        "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not \(action)", .integer(domains))
                }
            }
            checkLabelKeys("matchLabelKeys", of: constraint, &faults)
            SelectorRules.checkSelector("labelSelector", of: constraint, &faults)
        }
    }

    // MARK: Tolerations

    private static func checkToleration(_ toleration: JSONValue, _ faults: inout Faults) {
        let name = toleration.text("operator")
        faults.check("key", of: toleration) { NameRules.qualifiedName($0) }
        if toleration.text("key").isEmpty && name != "Exists" {
            faults.add(
                "operator", .invalid,
                "operator must be Exists when `key` is empty, which means \"match all values and all keys\"",
                .string(name))
        }
        if toleration.isSet("tolerationSeconds") && toleration.text("effect") != "NoExecute" {
            faults.add(
                "effect", .invalid, "effect must be 'NoExecute' when `tolerationSeconds` is set",
                .string(toleration.text("effect")))
        }
        switch name {
        case "", "Equal":
            for fault in NameRules.labelValue(toleration.text("value")) {
                faults.add("operator", .invalid, fault, toleration["value"])
            }
        case "Exists":
            guard !toleration.text("value").isEmpty else { break }
            faults.add("operator", .invalid, "value must be empty when `operator` is 'Exists'", toleration["value"])
        // Comparing is not offered by Kubernetes unless it is asked to.
        default: faults.addUnsupported("operator", name, ["Equal", "Exists"])
        }
    }
}
