import APISchema
import JSON

/// Namespaces carry their own name as a label, begin as active, and stay until what finalizes them is done.
struct NamespaceStrategy: ResourceStrategy {
    private static let nameLabel = "kubernetes.io/metadata.name"

    var nameRule: NameRule { .label }
    var tracksGeneration: Bool? { false }

    func parts(of subresource: String) -> [FieldPath] {
        switch subresource {
        case "status": [FieldPath([.member("status")])]
        case "finalize": [FieldPath([.member("spec"), .member("finalizers")])]
        default: []
        }
    }

    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        label(&object)
        var spec = object["spec"]?.objectValue ?? [:]
        var finalizers = spec["finalizers"]?.arrayValue ?? []
        if !finalizers.contains("kubernetes") { finalizers.append("kubernetes") }
        spec["finalizers"] = .array(finalizers)
        object["spec"] = .object(spec)
        object["status"] = ["phase": "Active"]
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        label(&object)
        // Finalizers are taken away through a subresource of their own.
        if context.subresource != "finalize" { object["spec"] = old["spec"] }
        if context.subresource == "status", object.value("status", "phase") == nil {
            object["status"]?["phase"] = old.value("status", "phase")
        }
    }

    func deletionFault(_ object: JSONObject, _ context: WriteContext) -> String? {
        StandardNamespaces.permanent.contains(object.metadataString("name")) ? "this namespace may not be deleted" : nil
    }

    func prepareForDeletion(_ object: inout JSONObject, _ context: WriteContext) {
        var status = object["status"]?.objectValue ?? [:]
        status["phase"] = "Terminating"
        object["status"] = .object(status)
    }

    func mustStay(_ object: JSONObject) -> Bool {
        !(object.value("spec", "finalizers")?.arrayValue ?? []).isEmpty
    }

    private func label(_ object: inout JSONObject) {
        var labels = object.metadata["labels"]?.objectValue ?? [:]
        labels[Self.nameLabel] = .string(object.metadataString("name"))
        object.setMetadata("labels", .object(labels))
    }
}
