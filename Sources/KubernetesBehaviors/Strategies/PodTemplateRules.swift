import APIMachinery
import APISchema
import JSON

/// The rules that pods share with the pod templates of other kinds.
enum PodTemplateRules {
    /// Checks the pod template of another kind.
    static func checkTemplate(_ template: JSONValue, _ faults: inout Faults) {
        let metadata = template["metadata"] ?? [:]
        SelectorRules.checkLabels("labels", of: metadata, &faults)
        checkAnnotations(of: metadata, &faults)
        let spec = template["spec"] ?? [:]
        faults.within("spec") { faults in
            checkSpec(spec, podName: nil, &faults)
            if !spec.list("ephemeralContainers").isEmpty {
                faults.add("ephemeralContainers", .forbidden, "ephemeral containers not allowed in pod template")
            }
        }
    }

    /// Checks the keys of annotations.
    static func checkAnnotations(of metadata: JSONValue, _ faults: inout Faults) {
        for (key, _) in metadata.members("annotations") {
            for fault in NameRules.qualifiedName(key.lowercased()) {
                faults.add("annotations", .invalid, fault, .string(key))
            }
        }
    }

    /// Checks the spec of a pod or of a template.
    ///
    /// - Parameter podName: The name of the pod; `nil` for a template.
    static func checkSpec(_ spec: JSONValue, podName: String?, _ faults: inout Faults) {
        let volumes = VolumeRules(
            podName: podName ?? "", serviceAccount: podName.map { _ in spec.text("serviceAccountName") }
        ).check(spec, &faults)
        ContainerRules(mounts: MountRules(volumes: volumes), spec: spec, isPod: podName != nil).check(&faults)
        if let seconds = spec["activeDeadlineSeconds"]?.int64Value {
            checkDeadline(seconds, &faults)
        }
        for field in ["serviceAccountName", "nodeName", "priorityClassName"] {
            faults.check(field, of: spec) { NameRules.dns1123Subdomain($0) }
        }
        if let name = spec["runtimeClassName"]?.stringValue {
            for fault in NameRules.dns1123Subdomain(name) {
                faults.add("runtimeClassName", .invalid, fault, .string(name))
            }
        }
        faults.each("readinessGates", of: spec) { faults, gate in
            let type = gate.text("conditionType")
            for fault in NameRules.qualifiedName(type) { faults.add("conditionType", .invalid, fault, .string(type)) }
        }
        if spec.isSet("overhead") {
            faults.within("overhead") { ResourceRules.check(["limits": spec["overhead"] ?? [:]], &$0) }
        }
        SecurityRules.check(spec, &faults)
        PodNetworkRules.check(spec, &faults)
        SchedulingRules.check(spec, &faults)
        WindowsRules.checkHostProcesses(spec, &faults)
        WindowsRules.checkSystem(spec, &faults)
    }

    /// Checks how long a pod may run.
    static func checkDeadline(_ seconds: Int64, _ faults: inout Faults) {
        guard !(1...Int64(Int32.max)).contains(seconds) else { return }
        faults.add(
            "activeDeadlineSeconds", .invalid, "must be between 1 and \(Int32.max), inclusive", .integer(seconds))
    }
}
