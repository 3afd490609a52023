import APISchema
import JSON

/// The rules for the annotations of pods that Kubernetes itself reads.
enum PodAnnotationRules {
    static let mirror = "kubernetes.io/config.mirror"
    private static let deletionCost = "controller.kubernetes.io/pod-deletion-cost"

    /// What is wrong with the annotations of a pod.
    ///
    /// - Parameter old: The pod that is replaced; `nil` for a new one.
    static func errors(_ pod: JSONObject, from old: JSONObject? = nil) -> [FieldError] {
        var faults = Faults(at: "metadata", "annotations")
        let annotations = pod["metadata"]?.members("annotations") ?? [:]
        if let cost = annotations[deletionCost]?.stringValue, Int32(cost).map({ String($0) }) != cost {
            faults.within(.key(deletionCost)) { $0.add(.invalid, "must be a 32bit integer", .string(cost)) }
        }
        faults.within(.key(mirror)) { faults in
            let source = annotations[mirror]
            if source != nil && (pod["spec"]?.text("nodeName") ?? "").isEmpty {
                faults.add(.invalid, "must set spec.nodeName if mirror pod annotation is set", source)
            }
            if let old, old["metadata"]?["annotations"]?[mirror] != source {
                faults.add(.forbidden, "may not add, remove or change mirror annotation")
            }
        }
        return faults.errors
    }
}
