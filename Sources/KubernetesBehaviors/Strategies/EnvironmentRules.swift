import APIMachinery
import APISchema
import JSON

/// The rules for environment variables of containers, and for the fields and resources that variables and files tell.
enum EnvironmentRules {
    /// Names may repeat: the last one counts.
    static func check(of container: JSONValue, _ faults: inout Faults) {
        faults.each("env", of: container) { faults, variable in
            if faults.require("name", of: variable) { faults.check("name", of: variable, nameFaults) }
            guard let source = variable["valueFrom"], case .object(let members) = source else { return }
            faults.within("valueFrom") { faults in
                let given = members.filter { !$0.value.isNull }.map(\.key)
                if given.isEmpty {
                    faults.add(
                        .invalid,
                        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or "
                            + "`fileKeyRef`", "")
                } else if !variable.text("value").isEmpty {
                    faults.add(.invalid, "may not be specified when `value` is not empty", "")
                } else if given.count > 1 {
                    faults.add(.invalid, "may not have more than one field specified at a time", "")
                }
                for name in given { checkSource(name, source[name] ?? [:], &faults) }
            }
        }
        checkSets(of: container, &faults)
    }

    private static func checkSets(of container: JSONValue, _ faults: inout Faults) {
        var kinds: [Int] = []
        faults.each("envFrom", of: container) { faults, source in
            faults.check("prefix", of: source, nameFaults)
            let given = ["configMapRef", "secretRef"].filter { source.isSet($0) }
            kinds.append(given.count)
            for name in given {
                faults.within(name) { faults in
                    guard faults.require("name", of: source[name] ?? [:]) else { return }
                    faults.check("name", of: source[name] ?? [:]) { NameRules.dns1123Subdomain($0) }
                }
            }
        }
        // Kubernetes names the list rather than the element.
        if kinds.contains(0) {
            faults.add("envFrom", .invalid, "must specify one of: `configMapRef` or `secretRef`", "")
        }
        if kinds.contains(2) {
            faults.add("envFrom", .invalid, "may not have more than one field specified at a time", "")
        }
    }

    private static func checkSource(_ name: String, _ source: JSONValue, _ faults: inout Faults) {
        faults.within(name) { faults in
            switch name {
            case "fieldRef": checkField(source, among: fieldsOfVariables, &faults)
            case "resourceFieldRef": checkResource(source, isFile: false, &faults)
            case "configMapKeyRef", "secretKeyRef":
                let name = source.text("name")
                for fault in NameRules.dns1123Subdomain(name) { faults.add("name", .invalid, fault, .string(name)) }
                if faults.require("key", of: source) {
                    faults.check("key", of: source) { NameRules.configMapKey($0) }
                }
            default: break
            }
        }
    }

    /// Any printable ASCII but the equals sign.
    private static func nameFaults(_ name: String) -> [String] {
        name.utf8.allSatisfy { (32...126).contains($0) && $0 != UInt8(ascii: "=") }
            ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
    }

    // MARK: Fields

    /// The fields of a pod that variables can hold.
    private static let fieldsOfVariables = [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ]
    /// The fields of a pod that files can hold.
    static let fieldsOfFiles = [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
    ]
    /// Those that have a path at all.
    private static let knownFields = Set(
        fieldsOfVariables + fieldsOfFiles + [
            "spec.restartPolicy", "spec.schedulerName", "status.phase", "spec.host",
        ])

    /// Checks a reference to a field of the pod.
    static func checkField(_ selector: JSONValue, among supported: [String], _ faults: inout Faults) {
        guard faults.require("apiVersion", of: selector), faults.require("fieldPath", of: selector) else { return }
        let path = selector.text("fieldPath")
        guard selector.text("apiVersion") == "v1" else {
            faults.add(
                "fieldPath", .invalid,
                "error converting fieldPath: unsupported pod version: \(selector.text("apiVersion"))", .string(path))
            return
        }
        if path.hasSuffix("']"), let start = path.firstRange(of: "['"), start.lowerBound > path.startIndex {
            let map = path[..<start.lowerBound]
            let key = path[start.upperBound...].dropLast(2)
            guard map == "metadata.annotations" || map == "metadata.labels" else {
                faults.add(
                    "fieldPath", .invalid, "error converting fieldPath: field label not supported: \(path)",
                    .string(path))
                return
            }
            let text = map == "metadata.annotations" ? key.lowercased() : String(key)
            for fault in NameRules.qualifiedName(text) { faults.add(.invalid, fault, .string(text)) }
        } else if !knownFields.contains(path) {
            faults.add(
                "fieldPath", .invalid, "error converting fieldPath: field label not supported: \(path)", .string(path))
        } else if !supported.contains(path == "spec.host" ? "spec.nodeName" : path) {
            faults.addUnsupported("fieldPath", path, supported)
        }
    }

    // MARK: Resources

    private static let resources = [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage",
        "requests.memory",
    ]
    private static let largeUnits: Set = [
        "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei",
    ]

    /// Checks a reference to what a container asks for.
    ///
    /// - Parameter isFile: Whether it is for a file, which belongs to no container and so has to name one.
    static func checkResource(_ selector: JSONValue, isFile: Bool, _ faults: inout Faults) {
        let name = selector.text("resource")
        let isHugePages = name.hasPrefix("limits.hugepages-") || name.hasPrefix("requests.hugepages-")
        if isFile && selector.text("containerName").isEmpty {
            faults.add("containerName", .required)
        } else if faults.require("resource", of: selector), !isHugePages, !resources.contains(name) {
            faults.addUnsupported("resource", name, resources)
        }
        guard let divisor = selector["divisor"], let quantity = ResourceRules.quantity(divisor), quantity.sign != 0
        else { return }
        let text = quantity.description
        if name.hasSuffix(".cpu") {
            guard text != "1" && text != "1m" else { return }
            faults.add(
                "divisor", .invalid, "only divisor's values 1m and 1 are supported with the cpu resource", divisor)
        } else if isHugePages || resources.contains(name), !largeUnits.contains(text) {
            faults.add(
                "divisor", .invalid,
                "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the "
                    + "\(name.split(separator: ".").last ?? "") resource", divisor)
        }
    }
}
