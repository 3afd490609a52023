import JSON

/// What is filled in alike in pods and in the pod templates of other kinds.
enum PodTemplateDefaults {
    /// The lists of containers of a pod's spec.
    static let containerLists = ["containers", "initContainers", "ephemeralContainers"]
}

extension JSONValue {
    /// Fills in what follows from other fields in the spec of a pod or of a template.
    mutating func fillInPodTemplateDefaults() {
        for list in PodTemplateDefaults.containerLists {
            self[list]?.editElements { container in
                if container.text("imagePullPolicy").isEmpty {
                    container["imagePullPolicy"] = .string(ImageReference.defaultPullPolicy(container.text("image")))
                }
            }
        }
        self["volumes"]?.editElements { volume in
            // Kubernetes drops sources of volumes that it does not offer yet unless it is asked to.
            volume["projected"]?["sources"]?.editElements { source in
                for name in ["clusterTrustBundle", "podCertificate"] where source[name] != nil { source[name] = nil }
            }
            if VolumeRules.sources(of: volume).isEmpty { volume["emptyDir"] = [:] }
            if let image = volume["image"], image.objectValue != nil, image.text("pullPolicy").isEmpty {
                volume["image"]?["pullPolicy"] = .string(
                    ImageReference.defaultPullPolicy(image.text("reference")))
            }
        }
        // The former name of the field is kept equal to the present one, which wins.
        let present = text("serviceAccountName")
        let account = present.isEmpty ? text("serviceAccount") : present
        if !account.isEmpty {
            self["serviceAccountName"] = .string(account)
            self["serviceAccount"] = .string(account)
        }
    }
}
