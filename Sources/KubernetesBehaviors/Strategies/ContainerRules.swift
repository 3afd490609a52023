import APIMachinery
import APISchema
import JSON

/// The rules for the containers of pods and templates.
struct ContainerRules {
    /// The rules for what they mount.
    let mounts: MountRules
    /// The spec of which they are.
    let spec: JSONValue
    /// Whether the spec is a pod's; a template's is completed once a pod is made of it.
    let isPod: Bool

    /// Checks all lists of containers.
    func check(_ faults: inout Faults) {
        if spec.list("containers").isEmpty { faults.add("containers", .required) }
        var names: Set<String> = []
        for list in PodTemplateDefaults.containerLists {
            var hostPorts: Set<String> = []
            faults.each(list, of: spec) { faults, container in
                checkNameAndImage(container, among: &names, &faults)
                EnvironmentRules.check(of: container, &faults)
                mounts.check(of: container, &faults)
                SecurityRules.checkContainer(container, of: spec, &faults)
                if list == "ephemeralContainers" {
                    checkEphemeral(container, &faults)
                    return
                }
                checkPorts(container, hostPorts: &hostPorts, &faults)
                if let resources = container["resources"] {
                    faults.within("resources") { ResourceRules.check(resources, &$0) }
                }
                checkResizing(container, &faults)
                if list == "initContainers" && container.text("restartPolicy") != "Always" {
                    ProbeRules.refuse(of: container, &faults)
                } else {
                    ProbeRules.check(of: container, gracePeriod: spec.number("terminationGracePeriodSeconds"), &faults)
                }
            }
        }
    }

    private func checkNameAndImage(_ container: JSONValue, among names: inout Set<String>, _ faults: inout Faults) {
        if faults.require("name", of: container) { faults.check("name", of: container) { NameRules.dns1123Label($0) } }
        faults.refuseDuplicate("name", of: container, among: &names)
        guard faults.require("image", of: container) else { return }
        let image = container.text("image")
        // A template's image may still be completed by whoever makes pods of it.
        guard isPod else { return }
        if image.first?.isWhitespace == true || image.last?.isWhitespace == true {
            faults.add("image", .invalid, "must not have leading or trailing whitespace", .string(image))
        }
    }

    private func checkPorts(_ container: JSONValue, hostPorts: inout Set<String>, _ faults: inout Faults) {
        let usesHostNetwork = spec.flag("hostNetwork")
        var names: Set<String> = []
        faults.each("ports", of: container) { faults, port in
            faults.check("name", of: port, PortRules.nameFaults)
            faults.refuseDuplicate("name", of: port, among: &names)
            let number = port.number("containerPort")
            if number == 0 {
                faults.add("containerPort", .required)
            } else if let fault = PortRules.numberFault(number) {
                faults.add("containerPort", .invalid, fault, .integer(number))
            }
            let hostPort = port.number("hostPort")
            if hostPort != 0 {
                if let fault = PortRules.numberFault(hostPort) {
                    faults.add("hostPort", .invalid, fault, .integer(hostPort))
                }
                let taken = "\(port.text("protocol"))/\(port.text("hostIP"))/\(hostPort)"
                if !hostPorts.insert(taken).inserted { faults.add("hostPort", .duplicate, "", .string(taken)) }
            }
            if usesHostNetwork, isPod || hostPort != 0, hostPort != number {
                faults.add(
                    "hostPort", .invalid, "must match `containerPort` when `hostNetwork` is true", .integer(hostPort))
            }
        }
    }

    /// What a change of resources does to the container, which is named by its list.
    private func checkResizing(_ container: JSONValue, _ faults: inout Faults) {
        let choices: [(String, [String])] = [
            ("resourceName", ["cpu", "memory"]), ("restartPolicy", ["NotRequired", "RestartContainer"]),
        ]
        var seen: Set<String> = []
        for (index, policy) in container.list("resizePolicy").enumerated() {
            let name = policy.text("resourceName")
            faults.within("resizePolicy") { faults in
                if !seen.insert(name).inserted {
                    faults.within(.index(index)) { $0.add(.duplicate, "", .string(name)) }
                }
                for (field, supported) in choices {
                    let text = policy.text(field)
                    if text.isEmpty {
                        faults.add(.required)
                    } else if !supported.contains(text) {
                        faults.add(.notSupported, Faults.supported(supported), .string(text))
                    }
                }
                if policy.text("restartPolicy") == "RestartContainer" && spec.text("restartPolicy") == "Never" {
                    faults.add(
                        .invalid, "must be 'NotRequired' when `restartPolicy` is 'Never'", "RestartContainer")
                }
            }
        }
    }

    // MARK: Ephemeral containers

    private static let foreignToEphemeral = [
        "ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "resizePolicy", "restartPolicy",
    ]

    /// What is added to a pod that runs has no life of its own.
    private func checkEphemeral(_ container: JSONValue, _ faults: inout Faults) {
        let detail = "cannot be set for an Ephemeral Container"
        for field in Self.foreignToEphemeral where container.isSet(field) { faults.add(field, .forbidden, detail) }
        let resources = container["resources"] ?? [:]
        if !(resources.members("limits").isEmpty && resources.members("requests").isEmpty) {
            faults.add("resources", .forbidden, detail)
        }
        faults.each("volumeMounts", of: container) { faults, mount in
            for field in ["subPath", "subPathExpr"] where !mount.text(field).isEmpty {
                faults.add(field, .forbidden, detail)
            }
        }
        let target = container.text("targetContainerName")
        let others = spec.list("containers") + spec.list("initContainers")
        if !target.isEmpty && !others.contains(where: { $0.text("name") == target }) {
            faults.add("targetContainerName", .notFound, "", .string(target))
        }
    }
}
