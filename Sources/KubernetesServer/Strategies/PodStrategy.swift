import APISchema
import APIServer
import JSON

/// Pods: what follows from other fields is filled in, the status begins as Pending, and little may change later.
///
/// What admission decides (priority, tolerations of unready nodes, service accounts) is not filled in here.
struct PodStrategy: ResourceStrategy {
    /// Kubernetes' own server does not check the keys of all lists; the rules below do where it does.
    var checksListKeys: Bool { false }

    func parts(of subresource: String) -> [FieldPath] {
        switch subresource {
        case "status": [FieldPath([.member("status")])]
        case "ephemeralcontainers": [FieldPath([.member("spec"), .member("ephemeralContainers")])]
        default: []
        }
    }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        complete(&object)
        let spec = object["spec"] ?? [:]
        var status: JSONObject = [
            "phase": "Pending", "qosClass": .string(QualityOfService(of: spec).rawValue),
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
        switch context.subresource {
        case nil, "ephemeralcontainers": complete(&object)
        case "status": completeStatus(&object, old)
        default: break
        }
    }

    /// Fills in what follows from other fields.
    private func complete(_ object: inout JSONObject) {
        guard object["spec"]?.objectValue != nil else { return }
        object["spec"]?.completePod()
    }

    private func completeStatus(_ object: inout JSONObject, _ old: JSONObject) {
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

    /// A pod that runs on a node is given time to end.
    func gracePeriodSeconds(_ object: JSONObject, requested: Int64?) -> Int64 {
        let spec = object["spec"] ?? [:]
        let phase = object["status"]?.text("phase") ?? ""
        if spec.text("nodeName").isEmpty || phase == "Failed" || phase == "Succeeded" { return 0 }
        let seconds = requested ?? spec.number("terminationGracePeriodSeconds")
        return seconds < 0 ? 1 : seconds
    }

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "spec")
        let spec = object["spec"] ?? [:]
        PodTemplateRules.checkSpec(spec, isPod: true, &faults)
        if !spec.list("ephemeralContainers").isEmpty {
            faults.add("ephemeralContainers", .forbidden, "cannot be set on create")
        }
        return faults.errors
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        // A change of the status is no concern of the rules for the spec.
        guard context.subresource != "status" else { return [] }
        let spec = object["spec"] ?? [:]
        let oldSpec = old["spec"] ?? [:]
        guard spec != oldSpec else { return [] }
        var faults = Faults(at: "spec")
        PodTemplateRules.checkSpec(spec, isPod: true, &faults)
        if context.subresource == "ephemeralcontainers" {
            PodUpdateRules.checkEphemeralContainers(spec, from: oldSpec, &faults)
        } else {
            PodUpdateRules.check(spec, from: oldSpec, &faults)
        }
        return faults.errors
    }
}

extension JSONValue {
    /// Completes the spec of a pod: what templates have in common, and what only pods get.
    fileprivate mutating func completePod() {
        fillInPodTemplateDefaults()
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
