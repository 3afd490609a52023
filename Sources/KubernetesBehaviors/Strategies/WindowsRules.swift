import APIMachinery
import APISchema
import JSON

/// The rules for pods that say which operating system they need, and for settings of Windows containers.
enum WindowsRules {
    /// Checks what a pod's operating system does not have.
    static func checkSystem(_ spec: JSONValue, _ faults: inout Faults) {
        guard let system = spec["os"], !system.isNull else { return }
        let name = system.text("name")
        guard !name.isEmpty else {
            faults.within("os") { $0.add("name", .required, "cannot be empty") }
            return
        }
        switch name {
        case "linux":
            forbid(["windowsOptions"], of: spec, "windows options cannot be set for a linux pod", &faults)
            eachContainer(of: spec, &faults) {
                forbid(["windowsOptions"], of: $1, "windows options cannot be set for a linux pod", &$0)
            }
        case "windows":
            let detail = "cannot be set for a windows pod"
            for field in ["hostPID", "hostIPC"] where spec.flag(field) { faults.add(field, .forbidden, detail) }
            if spec.isSet("hostUsers") { faults.add("hostUsers", .forbidden, detail) }
            if spec.isSet("shareProcessNamespace") { faults.add("shareProcessNamespace", .forbidden, detail) }
            forbid(foreignToPods, of: spec, detail, &faults)
            eachContainer(of: spec, &faults) { forbid(foreignToContainers, of: $1, detail, &$0) }
        default: faults.addUnsupported("os", name, ["linux", "windows"])
        }
    }

    private static let foreignToPods = [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser",
        "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy",
    ]
    private static let foreignToContainers = [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged",
        "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup",
    ]

    private static func forbid(_ fields: [String], of value: JSONValue, _ detail: String, _ faults: inout Faults) {
        guard let context = value["securityContext"] else { return }
        faults.within("securityContext") { faults in
            for field in fields where context.isSet(field) { faults.add(field, .forbidden, detail) }
        }
    }

    private static func eachContainer(
        of spec: JSONValue, _ faults: inout Faults, _ body: (inout Faults, JSONValue) -> Void
    ) {
        for list in PodTemplateDefaults.containerLists { faults.each(list, of: spec, body) }
    }

    // MARK: Containers that are processes of the host

    /// Checks that all containers of a pod are processes of the host, or none.
    static func checkHostProcesses(_ spec: JSONValue, _ faults: inout Faults) {
        func isHostProcess(_ value: JSONValue) -> Bool? {
            value["securityContext"]?["windowsOptions"]?["hostProcess"]?.boolValue
        }
        let ofPod = isHostProcess(spec)
        var containers = 0
        var hostProcesses = 0
        eachContainer(of: spec, &faults) { faults, container in
            containers += 1
            let ofContainer = isHostProcess(container)
            if ofContainer ?? ofPod == true { hostProcesses += 1 }
            guard let ofPod, let ofContainer, ofPod != ofContainer else { return }
            faults.within("securityContext") { faults in
                faults.within("windowsOptions") {
                    $0.add(
                        "hostProcess", .invalid,
                        "pod hostProcess value must be identical if both are specified, was \(ofPod)",
                        .bool(ofContainer))
                }
            }
        }
        guard hostProcesses > 0 else { return }
        if hostProcesses != containers {
            faults.add(
                .invalid,
                "If pod contains any hostProcess containers then all containers must be HostProcess containers", "")
        }
        if !spec.flag("hostNetwork") {
            faults.add(
                "hostNetwork", .invalid, "hostNetwork must be true if pod contains any hostProcess containers", false)
        }
    }

    // MARK: Options

    /// Checks the options of a security context.
    static func checkOptions(_ options: JSONValue, _ faults: inout Faults) {
        if let name = options["gmsaCredentialSpecName"]?.stringValue {
            for fault in NameRules.dns1123Subdomain(name) {
                faults.add("gmsaCredentialSpecName", .invalid, fault, .string(name))
            }
        }
        if let text = options["gmsaCredentialSpec"]?.stringValue {
            if text.isEmpty {
                faults.add("gmsaCredentialSpec", .invalid, "gmsaCredentialSpec cannot be an empty string", "")
            } else if text.utf8.count > 64 << 10 {
                faults.add("gmsaCredentialSpec", .invalid, "gmsaCredentialSpec size must be under 64 KiB")
            }
        }
        if let name = options["runAsUserName"]?.stringValue, let fault = userFault(name) {
            faults.add("runAsUserName", .invalid, fault, .string(name))
        }
    }

    /// What is wrong with the name of a user, which may follow a domain and a backslash.
    private static func userFault(_ name: String) -> String? {
        if name.isEmpty { return "runAsUserName cannot be an empty string" }
        if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
            return "runAsUserName cannot contain control characters"
        }
        let parts = name.split(separator: "\\", omittingEmptySubsequences: false)
        if parts.count > 2 { return "runAsUserName cannot contain more than one backslash" }
        let user = parts[parts.count - 1]
        if parts.count == 2 {
            let domain = parts[0]
            let isDomain =
                !domain.isEmpty && domain.utf8.count < 256 && !domain.hasPrefix(".")
                && !domain.contains { "/:*?\"<>|".contains($0) }
            if !isDomain { return "runAsUserName's Domain doesn't match the NetBios nor the DNS format" }
        }
        if user.isEmpty { return "runAsUserName's User cannot be empty" }
        if user.utf8.count > 104 { return "runAsUserName's User length must not be longer than 104 characters" }
        if user.allSatisfy({ $0 == "." || $0 == " " }) {
            return "runAsUserName's User cannot contain only periods or spaces"
        }
        if user.contains(where: { "\"/\\:;|=,+*?<>@[]".contains($0) }) {
            return "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]"
        }
        return nil
    }
}
