import APISchema
import JSON

/// What may change in the spec of a pod.
enum PodUpdateRules {
    /// Checks a changed spec against the former one.
    static func check(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        for list in ["containers", "initContainers"] where spec.list(list).count != old.list(list).count {
            faults.add(list, .forbidden, "pod updates may not add or remove containers")
            return
        }
        checkDeadline(spec, old, &faults)
        checkTolerations(spec, old, &faults)
        checkGates(spec, old, &faults)
        if !old.list("schedulingGates").isEmpty { checkPlacement(spec, old, &faults) }
        let changed = withoutChangeable(spec, old)
        if changed != old {
            faults.add(
                .forbidden,
                "pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only "
                    + "additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 "
                    + "if it was previously negative)\n" + TextDifference(from: old, to: changed).text)
        }
    }

    /// Checks changed ephemeral containers against the former ones: some may be added, and that is all.
    static func checkEphemeralContainers(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        let containers = spec.list("ephemeralContainers")
        for former in old.list("ephemeralContainers") {
            let name = former.text("name")
            let now = containers.first { $0.text("name") == name }
            guard now != former else { continue }
            faults.add(
                "ephemeralContainers", .forbidden,
                "existing ephemeral containers \"\(name)\" may not be \(now == nil ? "removed" : "changed")")
        }
    }

    /// The new spec with the former values of all that may change.
    private static func withoutChangeable(_ spec: JSONValue, _ old: JSONValue) -> JSONValue {
        var spec = spec
        for list in ["containers", "initContainers"] {
            var images = old.list(list).map { $0["image"] }[...]
            spec[list]?.editElements { $0["image"] = images.popFirst() ?? nil }
        }
        for field in ["activeDeadlineSeconds", "tolerations", "schedulingGates"] { spec[field] = old[field] }
        if old.number("terminationGracePeriodSeconds") < 0 && spec.number("terminationGracePeriodSeconds") == 1 {
            spec["terminationGracePeriodSeconds"] = old["terminationGracePeriodSeconds"]
        }
        guard !old.list("schedulingGates").isEmpty else { return spec }
        spec["nodeSelector"] = old["nodeSelector"]
        let formerRules = old["affinity"]?["nodeAffinity"]
        if spec["affinity"]?["nodeAffinity"] != formerRules {
            if formerRules == nil, old["affinity"] == nil, spec["affinity"]?.objectValue?.count == 1 {
                spec["affinity"] = nil
            } else if spec["affinity"] == nil, let formerRules {
                spec["affinity"] = ["nodeAffinity": formerRules]
            } else {
                spec["affinity"]?["nodeAffinity"] = formerRules
            }
        }
        return spec
    }

    /// The time that a pod has can be set and shortened.
    private static func checkDeadline(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        guard let former = old["activeDeadlineSeconds"]?.int64Value else { return }
        guard let seconds = spec["activeDeadlineSeconds"]?.int64Value else {
            faults.add(
                "activeDeadlineSeconds", .invalid, "must not update from a positive integer to nil value", .null)
            return
        }
        if seconds > former {
            faults.add(
                "activeDeadlineSeconds", .invalid, "must be less than or equal to previous value", .integer(seconds))
        }
    }

    /// Tolerations can be added; of those that are there only tolerationSeconds may change.
    private static func checkTolerations(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        func withoutTime(_ toleration: JSONValue) -> JSONValue {
            var toleration = toleration
            toleration["tolerationSeconds"] = nil
            return toleration
        }
        let kept = Set(spec.list("tolerations").map(withoutTime))
        if !old.list("tolerations").allSatisfy({ kept.contains(withoutTime($0)) }) {
            faults.add(
                "tolerations", .forbidden, "existing toleration can not be modified except its tolerationSeconds")
        }
    }

    private static func checkGates(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        let former = Set(old.list("schedulingGates").map { $0.text("name") })
        faults.each("schedulingGates", of: spec) { faults, gate in
            guard !former.contains(gate.text("name")) else { return }
            faults.add(
                "name", .forbidden,
                "only deletion is allowed, but found new scheduling gate '\(gate.text("name"))'")
        }
    }

    /// While gates hold a pod back, the nodes that it may run on can be narrowed down.
    private static func checkPlacement(_ spec: JSONValue, _ old: JSONValue, _ faults: inout Faults) {
        let detail = "only additions are allowed (no mutations or deletions)"
        let labels = spec.members("nodeSelector")
        if old.members("nodeSelector").contains(where: { labels[$0.key] != $0.value }) {
            faults.add("nodeSelector", .invalid, detail, spec["nodeSelector"])
        }
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let terms = spec["affinity"]?["nodeAffinity"]?[required]?.list("nodeSelectorTerms") ?? []
        let formerTerms = old["affinity"]?["nodeAffinity"]?[required]?.list("nodeSelectorTerms") ?? []
        guard !formerTerms.isEmpty, terms != formerTerms else { return }
        faults.within("affinity") { faults in
            faults.within("nodeAffinity") { faults in
                faults.within(required) { faults in
                    guard terms.count == formerTerms.count else {
                        faults.add(
                            "nodeSelectorTerms", .invalid,
                            "no additions/deletions to non-empty NodeSelectorTerms list are allowed", .array(terms))
                        return
                    }
                    faults.within("nodeSelectorTerms") { faults in
                        for (index, (term, former)) in zip(terms, formerTerms).enumerated()
                        where !isNarrowed(term, former) {
                            faults.within(.index(index)) { $0.add(.invalid, detail, term) }
                        }
                    }
                }
            }
        }
    }

    private static func isNarrowed(_ term: JSONValue, _ former: JSONValue) -> Bool {
        let lists = ["matchExpressions", "matchFields"]
        // A term without requirements selects nothing, so one with some selects more.
        if lists.allSatisfy({ former.list($0).isEmpty }) { return lists.allSatisfy { term.list($0).isEmpty } }
        return lists.allSatisfy { term.list($0).starts(with: former.list($0)) }
    }
}
