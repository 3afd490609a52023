import APIMachinery
import APISchema
import JSON

/// The rules for the containers of pods and templates.
struct ContainerRules {
    /// The names of the pod's volumes.
    let volumes: Set<String>
    /// Whether the pod uses the node's network.
    let usesHostNetwork: Bool
    /// Whether the spec is a pod's; a template's is completed once a pod is made of it.
    let isPod: Bool

    /// Checks all lists of containers of a spec.
    func check(_ spec: JSONValue, _ faults: inout Faults) {
        if spec.list("containers").isEmpty { faults.add("containers", .required) }
        var names: Set<String> = []
        for list in PodTemplateDefaults.containerLists {
            var hostPorts: Set<String> = []
            faults.each(list, of: spec) { faults, container in
                checkNameAndImage(container, among: &names, &faults)
                checkPorts(container, hostPorts: &hostPorts, &faults)
                checkEnvironment(container, &faults)
                checkMounts(container, &faults)
                ResourceRules.check(of: container, &faults)
                switch list {
                case "initContainers" where container.text("restartPolicy") != "Always":
                    ProbeRules.refuse(of: container, &faults)
                case "ephemeralContainers": break
                default: ProbeRules.check(of: container, &faults)
                }
            }
        }
    }

    private func checkNameAndImage(_ container: JSONValue, among names: inout Set<String>, _ faults: inout Faults) {
        if faults.require("name", of: container) { faults.check("name", of: container) { NameRules.dns1123Label($0) } }
        faults.refuseDuplicate("name", of: container, among: &names)
        guard faults.require("image", of: container) else { return }
        let image = container.text("image")
        if image.first?.isWhitespace == true || image.last?.isWhitespace == true {
            faults.add("image", .invalid, "must not have leading or trailing whitespace", .string(image))
        }
    }

    private func checkPorts(_ container: JSONValue, hostPorts: inout Set<String>, _ faults: inout Faults) {
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

    // MARK: Environment

    /// Names may repeat: the last one counts.
    private func checkEnvironment(_ container: JSONValue, _ faults: inout Faults) {
        faults.each("env", of: container) { faults, variable in
            if faults.require("name", of: variable) { faults.check("name", of: variable, Self.variableFaults) }
            guard let source = variable["valueFrom"], case .object(let members) = source else { return }
            faults.within("valueFrom") { faults in
                let given = members.filter { !$0.value.isNull }.map(\.key)
                if given.isEmpty { faults.add(.invalid, "must specify what the value is taken from", "") }
                if given.count > 1 {
                    faults.add(.invalid, "may not have more than one field specified at a time", "")
                }
                if !variable.text("value").isEmpty {
                    faults.add(.invalid, "may not be specified when `value` is not empty", "")
                }
                for name in given { Self.checkSource(name, source[name] ?? [:], &faults) }
            }
        }
        faults.each("envFrom", of: container) { faults, source in
            faults.check("prefix", of: source, Self.variableFaults)
            let given = ["configMapRef", "secretRef"].filter { source.isSet($0) }
            if given.isEmpty { faults.add(.invalid, "must specify one of: `configMapRef` or `secretRef`", "") }
            if given.count > 1 {
                faults.add(.invalid, "may not have more than one field specified at a time", "")
            }
            for name in given { faults.within(name) { $0.require("name", of: source[name] ?? [:]) } }
        }
    }

    private static func checkSource(_ name: String, _ source: JSONValue, _ faults: inout Faults) {
        let required: [String] =
            switch name {
            case "fieldRef": ["fieldPath"]
            case "resourceFieldRef": ["resource"]
            case "configMapKeyRef", "secretKeyRef": ["name", "key"]
            default: []
            }
        faults.within(name) { faults in
            for field in required { faults.require(field, of: source) }
            if required.contains("key") { faults.check("key", of: source) { NameRules.configMapKey($0) } }
        }
    }

    /// Any printable ASCII but the equals sign.
    private static func variableFaults(_ name: String) -> [String] {
        name.utf8.allSatisfy { (32...126).contains($0) && $0 != UInt8(ascii: "=") }
            ? [] : ["must consist only of printable ASCII characters other than '='"]
    }

    // MARK: Mounts

    private func checkMounts(_ container: JSONValue, _ faults: inout Faults) {
        for (list, path) in [("volumeMounts", "mountPath"), ("volumeDevices", "devicePath")] {
            var paths: Set<String> = []
            faults.each(list, of: container) { faults, mount in
                if faults.require("name", of: mount), !volumes.contains(mount.text("name")) {
                    faults.add("name", .notFound, "", .string(mount.text("name")))
                }
                if faults.require(path, of: mount), !paths.insert(mount.text(path)).inserted {
                    faults.add(path, .invalid, "must be unique", .string(mount.text(path)))
                }
                for field in ["subPath", "subPathExpr"] { faults.check(field, of: mount, Self.descendingPathFaults) }
                if !mount.text("subPath").isEmpty && !mount.text("subPathExpr").isEmpty {
                    faults.add(
                        "subPathExpr", .invalid, "subPathExpr and subPath are mutually exclusive",
                        mount["subPathExpr"])
                }
            }
        }
    }

    private static func descendingPathFaults(_ path: String) -> [String] {
        var faults: [String] = []
        if path.hasPrefix("/") { faults.append("must be a relative path") }
        if path.split(separator: "/").contains("..") { faults.append("must not contain '..'") }
        return faults
    }
}
