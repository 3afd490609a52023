import APIMachinery
import APISchema
import APIServer
import JSON

/// Deployments: the steps of a rolling update are filled in, and the selector fits the template and stays.
struct DeploymentStrategy: ResourceStrategy {
    static func behavior(_ cells: any ComputedCells) -> ResourceBehavior {
        ResourceBehavior(
            object: EndpointBehavior(DeploymentStrategy()),
            subresources: [
                "status": .status(
                    DeploymentStatusStrategy(), keeps: [FieldPath([.member("metadata"), .member("labels")])])
            ], cells: cells
        ).with {
            // Kubernetes' own server does not check the keys of all lists; the rules below do where it does.
            $0.checksListKeys = false
        }
    }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        complete(&object)
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        complete(&object)
        // Unlike other kinds, a deployment counts changes of its annotations too.
        let former = old["metadata"]?.members("annotations")
        if object["metadata"]?.members("annotations") != former {
            let generation = old["metadata"]?.number("generation") ?? 0
            object.setMetadata("generation", .integer(generation &+ 1))
        }
    }

    private func complete(_ object: inout JSONObject) {
        guard var spec = object["spec"], spec.objectValue != nil else { return }
        object["spec"] = nil
        spec["template"]?["spec"]?.fillInPodTemplateDefaults()
        if spec["strategy"]?.text("type") == "RollingUpdate" {
            if spec["strategy"]?.isSet("rollingUpdate") != true { spec["strategy"]?["rollingUpdate"] = [:] }
            for field in ["maxUnavailable", "maxSurge"]
            where spec["strategy"]?["rollingUpdate"]?.isSet(field) != true {
                spec["strategy"]?["rollingUpdate"]?[field] = "25%"
            }
        }
        object["spec"] = spec
    }

    // MARK: Validation

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "spec")
        let spec = object["spec"] ?? [:]
        faults.refuseNegative(
            ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"], of: spec)
        if let deadline = spec["progressDeadlineSeconds"]?.int64Value, deadline <= spec.number("minReadySeconds") {
            faults.add(
                "progressDeadlineSeconds", .invalid, "must be greater than minReadySeconds", .integer(deadline))
        }
        checkTemplate(spec, &faults)
        let type = spec["strategy"]?.text("type") ?? ""
        let types = ["Recreate", "RollingUpdate"]
        if !types.contains(type) { faults.addUnsupported("strategy", type, types) }
        faults.within("strategy") { checkStrategy(spec["strategy"] ?? [:], &$0) }
        return faults.errors
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "spec")
        let selector = object["spec"]?["selector"]
        if selector != old["spec"]?["selector"] {
            faults.add("selector", .invalid, "field is immutable", selector)
        }
        return validate(object, context) + faults.errors
    }

    func warnings(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> [String] {
        let template = object["spec"]?["template"] ?? [:]
        // What is said of a template that has not changed has been said before.
        guard old == nil || template != old?["spec"]?["template"] else { return [] }
        return PodWarnings(
            of: template["spec"] ?? [:], template["metadata"] ?? [:], at: "spec", "template", isNew: old == nil
        ).texts
    }

    private func checkTemplate(_ spec: JSONValue, _ faults: inout Faults) {
        let template = spec["template"] ?? [:]
        let selector = SelectorRules.check("selector", of: spec, kind: "deployment", &faults)
        faults.within("template") { faults in
            // An absent selector selects nothing; an empty one, which is refused above, everything.
            let labels = template["metadata"]?["labels"]
            if !selector.matches({ labels?[$0]?.stringValue }) {
                faults.within("metadata") {
                    $0.add("labels", .invalid, "`selector` does not match template `labels`", labels ?? .null)
                }
            }
            PodTemplateRules.checkTemplate(template, &faults)
            let podSpec = template["spec"] ?? [:]
            faults.within("spec") { faults in
                let policy = podSpec.text("restartPolicy")
                if policy != "Always" {
                    faults.add("restartPolicy", .notSupported, "supported values: \"Always\"", .string(policy))
                }
                if podSpec.isSet("activeDeadlineSeconds") {
                    faults.add("activeDeadlineSeconds", .forbidden, "is not supported in a deployment")
                }
            }
        }
    }

    private func checkStrategy(_ strategy: JSONValue, _ faults: inout Faults) {
        guard let steps = strategy["rollingUpdate"], !steps.isNull else { return }
        guard strategy.text("type") != "Recreate" else {
            faults.add("rollingUpdate", .forbidden, "may not be specified when strategy `type` is 'Recreate'")
            return
        }
        faults.within("rollingUpdate") { faults in
            for field in ["maxUnavailable", "maxSurge"] { checkStep(field, of: steps, &faults) }
            if isZero(steps["maxUnavailable"]) && isZero(steps["maxSurge"]) {
                faults.add(
                    "maxUnavailable", .invalid, "may not be 0 when `maxSurge` is 0", steps["maxUnavailable"])
            }
            if let share = percent(steps["maxUnavailable"]), share > 100 {
                faults.add("maxUnavailable", .invalid, "must not be greater than 100%", steps["maxUnavailable"])
            }
        }
    }

    private func checkStep(_ field: String, of steps: JSONValue, _ faults: inout Faults) {
        if case .string(let text)? = steps[field] {
            if percent(steps[field]) == nil {
                faults.add(
                    field, .invalid, "a valid percent string must be a numeric string followed by an ending '%'",
                    .string(text))
            }
        } else {
            faults.refuseNegative([field], of: steps)
        }
    }

    /// The percentage that a text such as `25%` says; `nil` where it says none.
    private func percent(_ value: JSONValue?) -> Int64? {
        guard let text = value?.stringValue, text.hasSuffix("%") else { return nil }
        let digits = text.dropLast()
        return digits.utf8.allSatisfy({ (48...57).contains($0) }) ? Int64(digits) : nil
    }

    private func isZero(_ value: JSONValue?) -> Bool {
        value?.int64Value == 0 || percent(value) == 0
    }
}

/// The status of deployments, which their controller writes.
struct DeploymentStatusStrategy: ResourceStrategy {
    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        var faults = Faults(at: "status")
        let status = object["status"] ?? [:]
        faults.refuseNegative(
            [
                "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas",
                "unavailableReplicas", "terminatingReplicas", "collisionCount",
            ], of: status)
        for field in ["updatedReplicas", "readyReplicas", "availableReplicas"]
        where status.number(field) > status.number("replicas") {
            faults.add(field, .invalid, "cannot be greater than status.replicas", status[field])
        }
        if status.number("availableReplicas") > status.number("readyReplicas") {
            faults.add(
                "availableReplicas", .invalid, "cannot be greater than readyReplicas", status["availableReplicas"])
        }
        let former = old["status"] ?? [:]
        if status.number("collisionCount") < former.number("collisionCount") {
            faults.add("collisionCount", .invalid, "cannot be decremented", status["collisionCount"] ?? 0)
        }
        return faults.errors
    }
}
