import APIMachinery
import APISchema
import JSON

/// The rules that pods share with the pod templates of other kinds.
enum PodTemplateRules {
    /// Checks the pod template of another kind.
    static func checkTemplate(_ template: JSONValue, _ faults: inout Faults) {
        let metadata = template["metadata"] ?? [:]
        for (key, value) in metadata.members("labels") {
            let found =
                NameRules.qualifiedName(key).map { ($0, key) }
                + NameRules.labelValue(value.stringValue ?? "").map { ($0, value.stringValue ?? "") }
            for (fault, text) in found { faults.add("labels", .invalid, fault, .string(text)) }
        }
        for (key, _) in metadata.members("annotations") {
            for fault in NameRules.qualifiedName(key.lowercased()) {
                faults.add("annotations", .invalid, fault, .string(key))
            }
        }
        let spec = template["spec"] ?? [:]
        faults.within("spec") { faults in
            checkSpec(spec, isPod: false, &faults)
            if !spec.list("ephemeralContainers").isEmpty {
                faults.add("ephemeralContainers", .forbidden, "ephemeral containers not allowed in pod template")
            }
        }
    }

    /// Checks the spec of a pod or of a template.
    static func checkSpec(_ spec: JSONValue, isPod: Bool, _ faults: inout Faults) {
        let volumes = VolumeRules.check(spec, &faults)
        ContainerRules(volumes: volumes, usesHostNetwork: spec.flag("hostNetwork"), isPod: isPod)
            .check(spec, &faults)
        if let seconds = spec["activeDeadlineSeconds"]?.int64Value {
            checkDeadline(seconds, &faults)
        }
        faults.check("serviceAccountName", of: spec) { NameRules.dns1123Subdomain($0) }
        faults.check("nodeName", of: spec) { NameRules.dns1123Subdomain($0) }
        faults.check("hostname", of: spec) { NameRules.dns1123Label($0) }
        faults.check("subdomain", of: spec) { NameRules.dns1123Label($0) }
        faults.check("priorityClassName", of: spec) { NameRules.dns1123Subdomain($0) }
        faults.check("runtimeClassName", of: spec) { NameRules.dns1123Subdomain($0) }
        for (key, value) in spec.members("nodeSelector") {
            let found = NameRules.qualifiedName(key) + NameRules.labelValue(value.stringValue ?? "")
            for fault in found { faults.add("nodeSelector", .invalid, fault, .string(key)) }
        }
        faults.each("tolerations", of: spec) { checkToleration($1, &$0) }
        var gates: Set<String> = []
        faults.each("schedulingGates", of: spec) { faults, gate in
            faults.check("name", of: gate) { NameRules.qualifiedName($0) }
            faults.require("name", of: gate)
            faults.refuseDuplicate("name", of: gate, among: &gates)
        }
        faults.each("topologySpreadConstraints", of: spec) { faults, constraint in
            let skew = constraint.number("maxSkew")
            if skew <= 0 { faults.add("maxSkew", .invalid, "must be greater than zero", .integer(skew)) }
            faults.require("topologyKey", of: constraint, "can not be empty")
        }
    }

    /// Checks how long a pod may run.
    static func checkDeadline(_ seconds: Int64, _ faults: inout Faults) {
        guard !(1...Int64(Int32.max)).contains(seconds) else { return }
        faults.add(
            "activeDeadlineSeconds", .invalid, "must be between 1 and \(Int32.max), inclusive", .integer(seconds))
    }

    private static func checkToleration(_ toleration: JSONValue, _ faults: inout Faults) {
        let name = toleration.text("operator")
        faults.check("key", of: toleration) { NameRules.qualifiedName($0) }
        if toleration.text("key").isEmpty && name != "Exists" {
            faults.add(
                "operator", .invalid,
                "operator must be Exists when `key` is empty, which means all values and all keys",
                .string(name))
        }
        if toleration.isSet("tolerationSeconds") && toleration.text("effect") != "NoExecute" {
            faults.add(
                "effect", .invalid, "effect must be 'NoExecute' when `tolerationSeconds` is set",
                .string(toleration.text("effect")))
        }
        if name == "Exists" && !toleration.text("value").isEmpty {
            faults.add("operator", .invalid, "value must be empty when `operator` is 'Exists'", toleration["value"])
        } else if name.isEmpty || name == "Equal" {
            for fault in NameRules.labelValue(toleration.text("value")) {
                faults.add("operator", .invalid, fault, toleration["value"])
            }
        }
    }
}
