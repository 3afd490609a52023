import JSON

extension JSONValue {
    /// Adds to the selectors in a pod's spec that name keys of labels what the pod's own labels say for those keys, so
    /// that pods are compared with what the new one was made with.
    mutating func selectByLabelsOfPod(_ labels: JSONValue) {
        self["topologySpreadConstraints"]?.editElements { $0.select("matchLabelKeys", "In", labels) }
        for name in ["podAffinity", "podAntiAffinity"] {
            self["affinity"]?[name]?["requiredDuringSchedulingIgnoredDuringExecution"]?.editElements {
                $0.selectNeighbours(labels)
            }
            self["affinity"]?[name]?["preferredDuringSchedulingIgnoredDuringExecution"]?.editElements {
                $0["podAffinityTerm"]?.selectNeighbours(labels)
            }
        }
    }

    private mutating func selectNeighbours(_ labels: JSONValue) {
        select("matchLabelKeys", "In", labels)
        select("mismatchLabelKeys", "NotIn", labels)
    }

    private mutating func select(_ keys: String, _ relation: JSONValue, _ labels: JSONValue) {
        guard isSet("labelSelector") else { return }
        let added = list(keys).compactMap { key -> JSONValue? in
            guard let name = key.stringValue, let value = labels[name] else { return nil }
            return ["key": key, "operator": relation, "values": [value]]
        }
        guard !added.isEmpty else { return }
        let present = self["labelSelector"]?.list("matchExpressions") ?? []
        self["labelSelector"]?["matchExpressions"] = .array(present + added)
    }
}
