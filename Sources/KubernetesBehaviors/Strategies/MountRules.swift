import APISchema
import JSON

/// The rules for where containers see the volumes of their pod.
struct MountRules {
    /// The sources of the pod's volumes that are sound, by name.
    let volumes: [String: String]

    /// Checks the mounts and devices of a container.
    func check(of container: JSONValue, _ faults: inout Faults) {
        let devices = container.list("volumeDevices")
        checkMounts(of: container, devices, &faults)
        checkDevices(of: container, &faults)
    }

    private func checkMounts(of container: JSONValue, _ devices: [JSONValue], _ faults: inout Faults) {
        let deviceNames = Set(devices.map { $0.text("name") })
        let devicePaths = Set(devices.map { $0.text("devicePath") })
        let isPrivileged = container["securityContext"]?.flag("privileged") ?? false
        var paths: Set<String> = []
        // Kubernetes names the list rather than the element for some of the fields.
        var ofList = faults.branch("volumeMounts")
        faults.each("volumeMounts", of: container) { faults, mount in
            let name = mount.text("name")
            let path = mount.text("mountPath")
            faults.require("name", of: mount)
            if volumes[name] == nil { faults.add("name", .notFound, "", .string(name)) }
            faults.require("mountPath", of: mount)
            if !paths.insert(path).inserted { faults.add("mountPath", .invalid, "must be unique", .string(path)) }
            if deviceNames.contains(name) {
                faults.add("name", .invalid, "must not already exist in volumeDevices", .string(name))
            }
            if devicePaths.contains(path) {
                faults.add("mountPath", .invalid, "must not already exist as a path in volumeDevices", .string(path))
            }
            for field in ["subPath", "subPathExpr"] { ofList.check(field, of: mount, PathRules.descending) }
            if !mount.text("subPath").isEmpty && !mount.text("subPathExpr").isEmpty {
                faults.add(
                    "subPathExpr", .invalid, "subPathExpr and subPath are mutually exclusive", mount["subPathExpr"])
            }
            Self.checkPropagation(of: mount, isPrivileged, &ofList)
            Self.checkRecursion(of: mount, &ofList)
        }
        faults.append(ofList)
    }

    private static func checkPropagation(of mount: JSONValue, _ isPrivileged: Bool, _ faults: inout Faults) {
        guard mount.isSet("mountPropagation") else { return }
        let supported = ["Bidirectional", "HostToContainer", "None"]
        let propagation = mount.text("mountPropagation")
        if !supported.contains(propagation) {
            faults.addUnsupported("mountPropagation", propagation, supported)
        } else if propagation == "Bidirectional" && !isPrivileged {
            faults.add(
                "mountPropagation", .forbidden,
                "Bidirectional mount propagation is available only to privileged containers")
        }
    }

    private static func checkRecursion(of mount: JSONValue, _ faults: inout Faults) {
        guard mount.isSet("recursiveReadOnly") else { return }
        let recursion = mount.text("recursiveReadOnly")
        switch recursion {
        case "Disabled": break
        case "Enabled", "IfPossible":
            if !mount.flag("readOnly") {
                faults.add("recursiveReadOnly", .forbidden, "may only be specified when readOnly is true")
            }
            if mount.isSet("mountPropagation") && mount.text("mountPropagation") != "None" {
                faults.add(
                    "recursiveReadOnly", .forbidden,
                    "may only be specified when mountPropagation is None or not specified")
            }
        default: faults.addUnsupported("recursiveReadOnly", recursion, ["Disabled", "Enabled", "IfPossible"])
        }
    }

    private func checkDevices(of container: JSONValue, _ faults: inout Faults) {
        let mountNames = Set(container.list("volumeMounts").map { $0.text("name") })
        let mountPaths = Set(container.list("volumeMounts").map { $0.text("mountPath") })
        var names: Set<String> = []
        var paths: Set<String> = []
        faults.each("volumeDevices", of: container) { faults, device in
            let name = device.text("name")
            let path = device.text("devicePath")
            faults.require("name", of: device)
            if !name.isEmpty && !names.insert(name).inserted {
                faults.add("name", .invalid, "must be unique", .string(name))
            }
            switch volumes[name] {
            case nil: faults.add("name", .notFound, "", .string(name))
            case "persistentVolumeClaim", "ephemeral": break
            default:
                faults.add(
                    "name", .invalid,
                    "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode",
                    .string(name))
            }
            if faults.require("devicePath", of: device) {
                faults.check("devicePath", of: device, PathRules.withoutBacksteps)
                if !paths.insert(path).inserted { faults.add("devicePath", .invalid, "must be unique", .string(path)) }
            }
            if mountNames.contains(name) {
                faults.add("name", .invalid, "must not already exist in volumeMounts", .string(name))
            }
            if mountPaths.contains(path) {
                faults.add("devicePath", .invalid, "must not already exist as a path in volumeMounts", .string(path))
            }
        }
    }
}

/// What paths in volumes may be.
enum PathRules {
    /// What is wrong with a path that may not lead upwards.
    static func withoutBacksteps(_ path: String) -> [String] {
        path.split(separator: "/").contains("..") ? ["must not contain '..'"] : []
    }

    /// What is wrong with a path that has to stay below where it begins.
    static func descending(_ path: String) -> [String] {
        (path.hasPrefix("/") ? ["must be a relative path"] : []) + withoutBacksteps(path)
    }

    /// What is wrong with the path of a file in a volume: names that begin with two points are the volume's own.
    static func file(_ path: String) -> [String] {
        let faults = descending(path)
        return path.hasPrefix("..") && !path.hasPrefix("../") ? faults + ["must not start with '..'"] : faults
    }

    /// Checks the permission bits of files.
    static func checkMode(_ field: String, of value: JSONValue, _ faults: inout Faults) {
        guard let mode = value[field]?.int64Value, !(0...0o777).contains(mode) else { return }
        faults.add(field, .invalid, "must be a number between 0 and 0777 (octal), both inclusive", .integer(mode))
    }
}
