import APIMachinery
import APISchema
import APIServer
import JSON

/// Pods: what follows from other fields is filled in, the status begins as Pending, and little may change later.
///
/// What admission decides (priority, tolerations of unready nodes, service accounts) is not filled in here.
struct PodStrategy: ResourceStrategy {
    static func behavior(_ cells: any ComputedCells) -> ResourceBehavior {
        ResourceBehavior(
            object: EndpointBehavior(PodStrategy()),
            subresources: [
                // Old kubelets spoilt the owners that they wrote back with the status.
                "status": .status(
                    PodStatusStrategy(), keeps: [FieldPath([.member("metadata"), .member("ownerReferences")])]),
                "ephemeralcontainers": EndpointBehavior(
                    EphemeralContainersStrategy(),
                    writes: [FieldPath([.member("spec"), .member("ephemeralContainers")])],
                    keeps: [FieldPath([.member("metadata")])]),
            ], cells: cells
        ).with {
            // Kubernetes' own server does not check the keys of all lists; the rules do where it does.
            $0.checksListKeys = false
            $0.keepsStatusOnCreate = true
            $0.setDeletion(PodDeletionStrategy())
        }
    }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        Self.complete(&object)
        // Of the status that a client gives, Kubernetes keeps this alone.
        let given = object["status"]?.text("qosClass") ?? ""
        let labels = object.metadata["labels"] ?? [:]
        object["spec"]?.selectByLabelsOfPod(labels)
        let spec = object["spec"] ?? [:]
        var status: JSONObject = [
            "phase": "Pending",
            "qosClass": given.isEmpty ? .string(QualityOfService(of: spec).rawValue) : .string(given),
        ]
        if !spec.list("schedulingGates").isEmpty {
            status["conditions"] = [
                [
                    "type": "PodScheduled", "status": "False", "reason": "SchedulingGated",
                    "message": "Scheduling is blocked due to non-empty scheduling gates",
                ]
            ]
        }
        object["status"] = .object(status)
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        Self.complete(&object)
    }

    /// Fills in what follows from other fields.
    fileprivate static func complete(_ object: inout JSONObject) {
        guard object["spec"]?.objectValue != nil else { return }
        object["spec"]?.completePod()
    }

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "spec")
        let spec = object["spec"] ?? [:]
        PodTemplateRules.checkSpec(spec, podName: object.metadataString("name"), &faults)
        if !spec.list("ephemeralContainers").isEmpty {
            faults.add("ephemeralContainers", .forbidden, "cannot be set on create")
        }
        return faults.errors + PodAnnotationRules.errors(object)
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        PodAnnotationRules.errors(object, from: old) + Self.updateErrors(object, old, PodUpdateRules.check)
    }

    func warnings(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> [String] {
        PodWarnings(of: object["spec"] ?? [:], object["metadata"] ?? [:], isNew: old == nil).texts
    }

    /// What is wrong with a changed spec, and with the change.
    fileprivate static func updateErrors(
        _ object: JSONObject, _ old: JSONObject, _ checkChange: (JSONValue, JSONValue, inout Faults) -> Void
    ) -> [FieldError] {
        let spec = object["spec"] ?? [:]
        let oldSpec = old["spec"] ?? [:]
        guard spec != oldSpec else { return [] }
        var faults = Faults(at: "spec")
        PodTemplateRules.checkSpec(spec, podName: object.metadataString("name"), &faults)
        checkChange(spec, oldSpec, &faults)
        return faults.errors
    }
}

/// The containers that are added to a pod that runs, to look into it.
struct EphemeralContainersStrategy: ResourceStrategy {
    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        PodStrategy.complete(&object)
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        guard old["metadata"]?["annotations"]?[PodAnnotationRules.mirror] == nil else {
            return [FieldError(.forbidden, "", "static pods do not support ephemeral containers")]
        }
        return PodStrategy.updateErrors(object, old, PodUpdateRules.checkEphemeralContainers)
    }
}

/// The status of pods, which whoever runs them writes.
struct PodStatusStrategy: ResourceStrategy {
    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        let status = object["status"] ?? [:]
        // The first of podIPs is podIP; where they differ, podIP wins.
        let address = status.text("podIP")
        let first = status.list("podIPs").first?.text("ip") ?? ""
        if !address.isEmpty && first != address {
            object["status"]?["podIPs"] = [["ip": .string(address)]]
        } else if address.isEmpty && !first.isEmpty {
            object["status"]?["podIP"] = .string(first)
        }
        if status.text("qosClass").isEmpty, let qosClass = old["status"]?["qosClass"] {
            object["status"]?["qosClass"] = qosClass
        }
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "status")
        let status = object["status"] ?? [:]
        let annotations = PodAnnotationRules.errors(object, from: old)
        faults.each("conditions", of: status) { faults, condition in
            let type = condition.text("type")
            guard !Self.systemConditions.contains(type) else { return }
            // Kubernetes writes the field with a capital here.
            for fault in NameRules.qualifiedName(type) { faults.add("Type", .invalid, fault, .string(type)) }
        }
        faults.check("nominatedNodeName", of: status) { NameRules.dns1123Subdomain($0) }
        for list in ["podIPs", "hostIPs"] where status[list] != old["status"]?[list] {
            faults.each(list, of: status) { $0.checkAddress($1.text("ip")) }
        }
        if status["qosClass"] != old["status"]?["qosClass"] {
            faults.add("qosClass", .invalid, "field is immutable", status["qosClass"] ?? .null)
        }
        return annotations + faults.errors
    }

    private static let systemConditions: Set = ["PodScheduled", "Ready", "Initialized"]
}

/// A pod that runs on a node is given time to end.
struct PodDeletionStrategy: DeletionStrategy {
    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64 {
        let spec = object["spec"] ?? [:]
        let phase = object["status"]?.text("phase") ?? ""
        if spec.text("nodeName").isEmpty || phase == "Failed" || phase == "Succeeded" { return 0 }
        let seconds = requested ?? spec.number("terminationGracePeriodSeconds")
        return seconds < 0 ? 1 : seconds
    }
}

extension JSONValue {
    /// Completes the spec of a pod: what templates have in common, and what only pods get.
    fileprivate mutating func completePod() {
        fillInPodTemplateDefaults()
        if number("terminationGracePeriodSeconds") < 0 { self["terminationGracePeriodSeconds"] = 1 }
        if !isSet("enableServiceLinks") { self["enableServiceLinks"] = true }
        let usesHostNetwork = flag("hostNetwork")
        for list in ["containers", "initContainers"] {
            self[list]?.editElements { container in
                for (name, limit) in container["resources"]?.members("limits") ?? [:]
                where container["resources"]?["requests"]?[name] == nil {
                    if container["resources"]?.isSet("requests") != true { container["resources"]?["requests"] = [:] }
                    container["resources"]?["requests"]?[name] = limit
                }
                guard usesHostNetwork else { return }
                container["ports"]?.editElements { port in
                    if port.number("hostPort") == 0 { port["hostPort"] = port["containerPort"] }
                }
            }
        }
    }
}
