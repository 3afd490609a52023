internal import JSON

/// The annotation in which `apply` keeps what was last applied, so that the next one knows which fields to remove.
enum LastApplied {
    static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

    /// What was last applied to an object; `nil` where the annotation is absent.
    static func text(of object: JSONValue) -> String? {
        object["metadata"]?["annotations"]?[annotation]?.stringValue
    }

    /// An object with itself, as it is without the annotation, in its annotation.
    static func annotated(_ object: JSONObject) -> JSONObject {
        var plain = JSONValue.object(object)
        var annotations = plain["metadata"]?["annotations"]?.objectValue ?? JSONObject()
        annotations[annotation] = nil
        if plain["metadata"]?.objectValue == nil { plain["metadata"] = .object(JSONObject()) }
        plain["metadata"]?["annotations"] = .object(annotations)
        annotations[annotation] = .string(plain.sortedText() + "\n")
        plain["metadata"]?["annotations"] = .object(annotations)
        return plain.objectValue ?? object
    }
}
