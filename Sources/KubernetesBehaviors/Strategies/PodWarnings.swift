import APIMachinery
import APISchema
import JSON

/// What is right but odd about pods and pod templates, in the words of Kubernetes.
struct PodWarnings {
    /// What has been found.
    private(set) var texts: [String] = []
    private let spec: JSONValue
    /// Where the spec and the metadata stand: the steps to the pod or template.
    private let base: [ValuePath.Step]

    /// Looks through a pod or template.
    ///
    /// - Parameters:
    ///   - base: The fields that lead to the template; none for a pod.
    ///   - isNew: Whether it is a new pod. What a pod that is there has can hardly be changed any more.
    init(of spec: JSONValue, _ metadata: JSONValue, at base: String..., isNew: Bool) {
        self.spec = spec
        self.base = base.map { .field($0) }
        checkLabels()
        checkAnnotations(metadata)
        checkVolumes()
        checkRepeated("hostAliases", "ip")
        checkRepeated("imagePullSecrets", "name")
        for (index, secret) in spec.list("imagePullSecrets").enumerated() where secret.text("name").isEmpty {
            warn([.field("imagePullSecrets"), .index(index), .field("name")], "invalid empty name \"\"")
        }
        checkBytes(spec.members("overhead"), [.field("overhead")])
        for list in PodTemplateDefaults.containerLists {
            for (index, container) in spec.list(list).enumerated() {
                checkContainer(container, [.field(list), .index(index)])
            }
        }
        if isNew { checkPorts() }
        if spec.number("terminationGracePeriodSeconds") < 0 {
            warn(
                [.field("terminationGracePeriodSeconds")],
                "must be >= 0; negative values are invalid and will be treated as 1")
        }
        checkSelectors()
    }

    private mutating func warn(_ steps: [ValuePath.Step], _ text: String) {
        texts.append("\(path(steps)): \(text)")
    }

    private func path(_ steps: [ValuePath.Step]) -> String {
        ValuePath(base + [.field("spec")] + steps).description
    }

    // MARK: What has had its day

    private static let formerLabels = [
        "beta.kubernetes.io/arch": "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        "beta.kubernetes.io/os": "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        "failure-domain.beta.kubernetes.io/region":
            "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        "failure-domain.beta.kubernetes.io/zone": "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
        "beta.kubernetes.io/instance-type":
            "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
    ]

    private mutating func checkLabels() {
        for (key, _) in spec.members("nodeSelector") {
            if let text = Self.formerLabels[key] { warn([.field("nodeSelector"), .key(key)], text) }
        }
        let rules = spec["affinity"]?["nodeAffinity"] ?? [:]
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
        let nodes: [ValuePath.Step] = [.field("affinity"), .field("nodeAffinity")]
        for (index, term) in (rules[required]?.list("nodeSelectorTerms") ?? []).enumerated() {
            checkTerm(term, nodes + [.field(required), .field("nodeSelectorTerms"), .index(index)])
        }
        for (index, rule) in rules.list(preferred).enumerated() {
            checkTerm(rule["preference"] ?? [:], nodes + [.field(preferred), .index(index), .field("preference")])
        }
        for (index, constraint) in spec.list("topologySpreadConstraints").enumerated() {
            if let text = Self.formerLabels[constraint.text("topologyKey")] {
                warn([.field("topologySpreadConstraints"), .index(index), .field("topologyKey")], text)
            }
        }
    }

    private mutating func checkTerm(_ term: JSONValue, _ steps: [ValuePath.Step]) {
        for (index, expression) in term.list("matchExpressions").enumerated() {
            if let text = Self.formerLabels[expression.text("key")] {
                warn(steps + [.field("matchExpressions"), .index(index), .field("key")], text)
            }
        }
    }

    private static let formerAnnotations = [
        "scheduler.alpha.kubernetes.io/critical-pod":
            "non-functional in v1.16+; use the \"priorityClassName\" field instead",
        "seccomp.security.alpha.kubernetes.io/pod":
            "non-functional in v1.27+; use the \"seccompProfile\" field instead",
        "security.alpha.kubernetes.io/sysctls": "non-functional in v1.11+; use the \"sysctls\" field instead",
        "security.alpha.kubernetes.io/unsafe-sysctls": "non-functional in v1.11+; use the \"sysctls\" field instead",
    ]

    private mutating func checkAnnotations(_ metadata: JSONValue) {
        for (key, _) in metadata.members("annotations") {
            var text = Self.formerAnnotations[key]
            if key.hasPrefix("container.seccomp.security.alpha.kubernetes.io/") {
                text = "non-functional in v1.27+; use the \"seccompProfile\" field instead"
            } else if key.hasPrefix("container.apparmor.security.beta.kubernetes.io/") {
                text = "deprecated since v1.30; use the \"appArmorProfile\" field instead"
            }
            guard let text else { continue }
            let path = ValuePath(base + [.field("metadata"), .field("annotations"), .key(key)])
            texts.append("\(path): \(text)")
        }
    }

    private static let formerVolumes = [
        "cephfs": "deprecated in v1.28, non-functional in v1.31+",
        "flocker": "deprecated in v1.22, non-functional in v1.25+",
        "gitRepo": "deprecated in v1.11, and disabled by default in v1.33+",
        "glusterfs": "deprecated in v1.25, non-functional in v1.26+",
        "photonPersistentDisk": "deprecated in v1.11, non-functional in v1.16+",
        "quobyte": "deprecated in v1.22, non-functional in v1.25+",
        "rbd": "deprecated in v1.28, non-functional in v1.31+",
        "scaleIO": "deprecated in v1.16, non-functional in v1.22+",
        "storageos": "deprecated in v1.22, non-functional in v1.25+",
    ]

    private mutating func checkVolumes() {
        for (index, volume) in spec.list("volumes").enumerated() {
            for source in VolumeRules.sources(of: volume) {
                let steps: [ValuePath.Step] = [.field("volumes"), .index(index), .field(source)]
                if let text = Self.formerVolumes[source] { warn(steps, text) }
                guard let claim = volume[source]?["volumeClaimTemplate"]?["spec"] else { continue }
                let resources: [ValuePath.Step] = ["volumeClaimTemplate", "spec", "resources", "requests"]
                    .map { .field($0) }
                checkBytes(claim["resources"]?.members("requests") ?? [:], steps + resources, of: ["storage"])
            }
        }
    }

    // MARK: What hides or repeats something

    private mutating func checkRepeated(_ list: String, _ key: String) {
        var seen: Set<String> = []
        for (index, element) in spec.list(list).enumerated() where !seen.insert(element.text(key)).inserted {
            warn([.field(list), .index(index), .field(key)], "duplicate \(key) \"\(element.text(key))\"")
        }
    }

    private mutating func checkContainer(_ container: JSONValue, _ steps: [ValuePath.Step]) {
        var names: Set<String> = []
        for (index, variable) in container.list("env").enumerated() {
            let name = variable.text("name")
            if names.insert(name).inserted { continue }
            // A variable that goes on from its former value hides nothing.
            let reference = "$(\(name))"
            let value = variable.text("value")
            guard variable.isSet("valueFrom") || value == reference || !value.contains(reference) else { continue }
            warn(
                steps + [.field("env"), .index(index)],
                "hides previous definition of \"\(name)\", which may be dropped when using apply")
        }
        for list in ["limits", "requests"] {
            checkBytes(
                container["resources"]?.members(list) ?? [:], steps + [.field("resources"), .field(list)])
        }
    }

    private mutating func checkBytes(
        _ resources: JSONObject, _ steps: [ValuePath.Step], of names: [String] = ["memory", "ephemeral-storage"]
    ) {
        for name in names {
            guard let value = resources[name], !Self.isWhole(value), let quantity = ResourceRules.quantity(value),
                quantity != quantity.roundedUp(toScale: 0)
            else { continue }
            warn(steps + [.key(name)], "fractional byte value \"\(quantity)\" is invalid, must be an integer")
        }
    }

    /// Whether a quantity is whole as far as can be seen: digits, and at most a suffix that makes it larger.
    private static func isWhole(_ value: JSONValue) -> Bool {
        guard let text = value.stringValue?.utf8 else { return false }
        let suffix = text.drop { (0x30...0x39).contains($0) }
        switch suffix.count {
        case 0: return true
        case 1: return "kMGTPE".utf8.contains(suffix.first ?? 0)
        case 2: return suffix.last == UInt8(ascii: "i")
        default: return false
        }
    }

    /// A port by what tells it from others.
    private struct Port: Hashable {
        var number: Int64
        var transport: String
        var address: String
    }

    /// A port that two definitions give, over all the containers of a pod.
    private mutating func checkPorts() {
        var byNumber: [Port: [ValuePath.Step]] = [:]
        var byName: [String: [ValuePath.Step]] = [:]
        for list in ["containers", "initContainers"] {
            for (position, container) in spec.list(list).enumerated() {
                for (index, port) in container.list("ports").enumerated() {
                    let steps: [ValuePath.Step] = [.field(list), .index(position), .field("ports"), .index(index)]
                    let key = Port(
                        number: port.number("containerPort"), transport: port.text("protocol"),
                        address: port.text("hostIP"))
                    if let other = byNumber[key] {
                        warn(steps, "duplicate port definition with \(path(other))")
                    } else {
                        byNumber[key] = steps
                    }
                    let name = port.text("name")
                    guard !name.isEmpty else { continue }
                    if let other = byName[name].map(path) {
                        warn(
                            steps,
                            "duplicate port name \"\(name)\" with \(other), services and probes that select ports by "
                                + "name will use \(other)")
                    } else {
                        byName[name] = steps
                    }
                }
            }
        }
    }

    // MARK: What selects nothing

    private mutating func checkSelectors() {
        let text = "a null labelSelector results in matching no pod"
        for name in ["podAffinity", "podAntiAffinity"] {
            let rules = spec["affinity"]?[name] ?? [:]
            let steps: [ValuePath.Step] = [.field("affinity"), .field(name)]
            let required = "requiredDuringSchedulingIgnoredDuringExecution"
            let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
            for (index, term) in rules.list(required).enumerated() where !term.isSet("labelSelector") {
                warn(steps + [.field(required), .index(index), .field("labelSelector")], text)
            }
            for (index, rule) in rules.list(preferred).enumerated()
            where rule["podAffinityTerm"]?.isSet("labelSelector") != true {
                warn(
                    steps + [.field(preferred), .index(index), .field("podAffinityTerm"), .field("labelSelector")], text
                )
            }
        }
        for (index, constraint) in spec.list("topologySpreadConstraints").enumerated()
        where !constraint.isSet("labelSelector") {
            warn([.field("topologySpreadConstraints"), .index(index), .field("labelSelector")], text)
        }
    }
}
