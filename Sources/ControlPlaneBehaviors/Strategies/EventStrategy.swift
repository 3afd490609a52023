import APIMachinery
import APISchema
import APIServer
import JSON

/// Events: they are in the namespace of what they are about.
struct EventStrategy: ResourceStrategy {
    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        namespaceErrors(object)
    }

    private func namespaceErrors(_ object: JSONObject) -> [FieldError] {
        let member = object["regarding"] == nil ? "involvedObject" : "regarding"
        let about = object[member]?["namespace"]?.stringValue ?? ""
        let namespace = object.metadataString("namespace")
        // What is about an object of the cluster is in the default namespace.
        if about == namespace || (about.isEmpty && namespace == "default") { return [] }
        return [
            FieldError(
                .invalid, "\(member).namespace", "does not match event.namespace", badValue: .string(about))
        ]
    }
}
