import APIMachinery
import APISchema
import APIServer
import JSON

/// Namespaces carry their own name as a label, begin as active, and stay until what finalizes them is done.
struct NamespaceStrategy: ResourceStrategy {
    private static let nameLabel = "kubernetes.io/metadata.name"
    private static let finalizers = FieldPath([.member("spec"), .member("finalizers")])

    static let behavior = ResourceBehavior(
        names: .label, tracksGeneration: false,
        // Finalizers are taken away through an endpoint of their own.
        object: EndpointBehavior(NamespaceStrategy(), keeps: [.spec]),
        subresources: [
            "status": .status(Status()),
            "finalize": EndpointBehavior(Finalize(), writes: [finalizers]),
        ]
    ).with { $0.setDeletion(Deletion()) }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        Self.label(&object)
        var spec = object["spec"]?.objectValue ?? [:]
        var finalizers = spec["finalizers"]?.arrayValue ?? []
        if !finalizers.contains("kubernetes") { finalizers.append("kubernetes") }
        spec["finalizers"] = .array(finalizers)
        object["spec"] = .object(spec)
        object["status"] = ["phase": "Active"]
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        Self.label(&object)
    }

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        Self.finalizerErrors(object) + Self.securityErrors(object)
    }

    /// What the labels say of the security of a namespace's pods has to be understood.
    private static func securityErrors(_ object: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        let labels = object.metadata["labels"] ?? [:]
        for mode in ["enforce", "audit", "warn"] {
            let level = "pod-security.kubernetes.io/\(mode)"
            if let value = understandable(labels[level]), !["privileged", "baseline", "restricted"].contains(value) {
                errors.append(
                    FieldError(
                        .invalid, "metadata.labels[\(level)]", "must be one of privileged, baseline, restricted",
                        badValue: value))
            }
            let version = level + "-version"
            if let value = understandable(labels[version]), !isVersion(value.stringValue ?? "") {
                errors.append(
                    FieldError(
                        .invalid, "metadata.labels[\(version)]", "must be \"latest\" or \"v1.x\"", badValue: value))
            }
        }
        return errors
    }

    /// A label's value, unless it is none at all, which is said elsewhere.
    private static func understandable(_ value: JSONValue?) -> JSONValue? {
        value.flatMap { NameRules.labelValue($0.stringValue ?? "").isEmpty ? $0 : nil }
    }

    private static func isVersion(_ text: String) -> Bool {
        if text == "latest" { return true }
        let minor = text.dropFirst(3)
        return text.hasPrefix("v1.") && Int(minor).map { String($0) == minor } == true
    }

    private static func label(_ object: inout JSONObject) {
        var labels = object.metadata["labels"]?.objectValue ?? [:]
        labels[nameLabel] = .string(object.metadataString("name"))
        object.setMetadata("labels", .object(labels))
    }

    /// Finalizers are Kubernetes' own, or begin with the domain of whose they are.
    private static func finalizerErrors(_ object: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        for finalizer in object["spec"]?["finalizers"]?.arrayValue ?? [] {
            let name = finalizer.stringValue ?? ""
            for fault in NameRules.qualifiedName(name) {
                errors.append(FieldError(.invalid, "spec.finalizers", fault, badValue: finalizer))
            }
            if !name.contains("/") && name != "kubernetes" {
                errors.append(
                    FieldError(
                        .invalid, "spec.finalizers",
                        "name is neither a standard finalizer name nor is it fully qualified", badValue: finalizer))
            }
        }
        return errors
    }

    /// The phase follows from the deletion, and from nothing else.
    private struct Status: ResourceStrategy {
        func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
            label(&object)
            if object["status"]?["phase"] == nil, let phase = old["status"]?["phase"] {
                object["status"] = object["status"] ?? [:]
                object["status"]?["phase"] = phase
            }
        }

        func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
            let phase = object["status"]?["phase"]
            let wanted = object.isBeingDeleted ? "Terminating" : "Active"
            if phase?.stringValue == wanted { return [] }
            return [
                FieldError(
                    .invalid, "status.phase",
                    object.isBeingDeleted
                        ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
                        : "may only be 'Active' if `deletionTimestamp` is empty", badValue: phase)
            ]
        }
    }

    private struct Finalize: ResourceStrategy {
        func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] { finalizerErrors(object) }
    }

    private struct Deletion: DeletionStrategy {
        func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
            StandardNamespaces.permanent.contains(object.metadataString("name"))
                ? "this namespace may not be deleted" : nil
        }

        func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {
            var status = object["status"]?.objectValue ?? [:]
            status["phase"] = "Terminating"
            object["status"] = .object(status)
        }

        func mustStay(_ object: JSONObject) -> Bool {
            !(object["spec"]?["finalizers"]?.arrayValue ?? []).isEmpty
        }
    }
}
