import APIMachinery
import APISchema
import JSON

/// The rules for the security contexts of pods and of containers.
enum SecurityRules {
    // MARK: Pods

    /// Checks the security context of a pod, and what its spec says of the node's namespaces.
    static func check(_ spec: JSONValue, _ faults: inout Faults) {
        if spec["hostUsers"]?.boolValue == false {
            for field in ["hostNetwork", "hostPID", "hostIPC"] where spec.flag(field) {
                faults.add(field, .forbidden, "when `hostUsers` is false")
            }
        }
        let context = spec["securityContext"] ?? [:]
        faults.within("securityContext") { faults in
            if spec.flag("hostPID") && spec.flag("shareProcessNamespace") {
                faults.add(
                    "shareProcessNamespace", .invalid, "ShareProcessNamespace and HostPID cannot both be enabled", true)
            }
            for field in ["fsGroup", "runAsUser", "runAsGroup"] { checkID(field, of: context, &faults) }
            faults.each("supplementalGroups", of: context) { faults, group in
                if let fault = group.int64Value.flatMap(idFault) { faults.add(.invalid, fault, group) }
            }
            checkKernelParameters(of: context, spec, &faults)
            checkProfiles(of: context, &faults)
        }
    }

    /// Kernel parameters of a namespace that the pod shares with the node are not the pod's.
    private static func checkKernelParameters(of context: JSONValue, _ spec: JSONValue, _ faults: inout Faults) {
        var names: Set<String> = []
        faults.each("sysctls", of: context) { faults, parameter in
            let name = parameter.text("name")
            guard faults.require("name", of: parameter) else { return }
            guard isKernelParameter(name) else {
                faults.add(
                    "name", .invalid,
                    "must have at most 253 characters and match regex "
                        + "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$", .string(name))
                return
            }
            if !names.insert(name).inserted { faults.add("name", .duplicate, "", .string(name)) }
            let dotted = name.replacing("/", with: ".")
            let isOfNetwork = dotted.hasPrefix("net.")
            let isOfCommunication =
                dotted == "kernel.sem"
                || ["kernel.shm", "kernel.msg", "fs.mqueue."].contains { dotted.hasPrefix($0) }
            for (field, isShared) in [("hostNetwork", isOfNetwork), ("hostIPC", isOfCommunication)]
            where isShared && spec.flag(field) {
                faults.add(
                    "name", .invalid, "may not be specified when '\(field)' is set to true", .string(name))
            }
        }
    }

    private static func isKernelParameter(_ name: String) -> Bool {
        func isEdge(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        guard name.utf8.count <= 253 else { return false }
        return name.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
            .allSatisfy { segment in
                guard let first = segment.first, let last = segment.last else { return false }
                return isEdge(first) && isEdge(last) && segment.allSatisfy { isEdge($0) || $0 == 45 || $0 == 95 }
            }
    }

    // MARK: Containers

    /// Checks the security context of a container.
    static func checkContainer(_ container: JSONValue, of spec: JSONValue, _ faults: inout Faults) {
        guard let context = container["securityContext"], !context.isNull else { return }
        for field in ["runAsUser", "runAsGroup"] {
            faults.within("securityContext") { checkID(field, of: context, &$0) }
        }
        faults.within("securityContext") { faults in
            if context.text("procMount") == "Unmasked" && spec["hostUsers"]?.boolValue != false {
                faults.add(
                    "procMount", .invalid, "`hostUsers` must be false to use `Unmasked`", context["procMount"])
            }
            checkProfiles(of: context, &faults)
            guard context["allowPrivilegeEscalation"]?.boolValue == false else { return }
            if context.flag("privileged") {
                faults.add(
                    .invalid, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true", context)
            }
            if context["capabilities"]?.list("add").contains("CAP_SYS_ADMIN") == true {
                faults.add(
                    .invalid, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN",
                    context)
            }
        }
    }

    // MARK: Both

    private static func idFault(_ id: Int64) -> String? {
        (0...Int64(Int32.max)).contains(id) ? nil : "must be between 0 and \(Int32.max), inclusive"
    }

    private static func checkID(_ field: String, of context: JSONValue, _ faults: inout Faults) {
        guard let id = context[field]?.int64Value, let fault = idFault(id) else { return }
        faults.add(field, .invalid, fault, .integer(id))
    }

    private static func checkProfiles(of context: JSONValue, _ faults: inout Faults) {
        for (field, name) in [("seccompProfile", "seccomp"), ("appArmorProfile", "AppArmor")] {
            guard let profile = context[field], !profile.isNull else { continue }
            faults.within(field) { checkProfile(profile, name, &$0) }
        }
        guard let options = context["windowsOptions"], !options.isNull else { return }
        faults.within("windowsOptions") { WindowsRules.checkOptions(options, &$0) }
    }

    private static func checkProfile(_ profile: JSONValue, _ name: String, _ faults: inout Faults) {
        let type = profile.text("type")
        let types = ["Localhost", "RuntimeDefault", "Unconfined"]
        if type.isEmpty {
            faults.add(
                "type", .required, "type is required when \(name == "seccomp" ? name : "appArmor")Profile is set")
        } else if !types.contains(type) {
            faults.addUnsupported("type", type, types)
        }
        let path = profile["localhostProfile"]?.stringValue
        if type == "Localhost" {
            guard let path else {
                faults.add("localhostProfile", .required, "must be set when \(name) type is Localhost")
                return
            }
            if name == "seccomp" {
                faults.check("localhostProfile", of: profile, PathRules.descending)
            } else if path.allSatisfy(\.isWhitespace) {
                faults.add("localhostProfile", .required, "must be set when AppArmor type is Localhost")
            } else if path.first?.isWhitespace == true || path.last?.isWhitespace == true {
                faults.add("localhostProfile", .invalid, "must not be padded with whitespace", .string(path))
            }
        } else if let path, name == "seccomp" || types.contains(type) {
            faults.add(
                "localhostProfile", .invalid, "can only be set when \(name) type is Localhost", .string(path))
        }
    }
}
