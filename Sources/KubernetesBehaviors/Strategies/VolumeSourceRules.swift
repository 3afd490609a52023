import APIMachinery
import APISchema
import JSON

/// The rules for where volumes come from.
enum VolumeSourceRules {
    /// The sources in the order in which Kubernetes looks for them: the first is the volume's, others are too many.
    private static let order = [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
        "glusterfs", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "flocker", "downwardAPI", "fc", "flexVolume",
        "configMap", "azureFile", "vsphereVolume", "quobyte", "azureDisk", "storageos", "photonPersistentDisk",
        "portworxVolume", "scaleIO", "projected", "csi", "ephemeral", "image",
    ]

    /// Where a source stands among those that Kubernetes looks for.
    static func rank(_ source: String) -> Int { order.firstIndex(of: source) ?? order.count }

    /// What some sources cannot do without.
    private static let required: [String: [String]] = [
        "hostPath": ["path"], "secret": ["secretName"], "configMap": ["name"], "persistentVolumeClaim": ["claimName"],
        "nfs": ["server", "path"], "gcePersistentDisk": ["pdName"], "awsElasticBlockStore": ["volumeID"],
        "gitRepo": ["repository"], "glusterfs": ["endpoints", "path"], "flexVolume": ["driver"],
        "azureFile": ["secretName", "shareName"], "cinder": ["volumeID"], "iscsi": ["targetPortal", "iqn"],
        "rbd": ["image"], "vsphereVolume": ["volumePath"], "quobyte": ["registry", "volume"],
        "azureDisk": ["diskName", "diskURI"], "storageos": ["volumeName"], "photonPersistentDisk": ["pdID"],
        "portworxVolume": ["volumeID"], "scaleIO": ["gateway", "system", "volumeName"], "image": ["reference"],
    ]

    /// Checks a source.
    static func check(_ source: String, _ value: JSONValue, _ faults: inout Faults) {
        for field in required[source] ?? [] { faults.require(field, of: value) }
        switch source {
        case "emptyDir":
            if let limit = value["sizeLimit"], let size = ResourceRules.quantity(limit), size.sign < 0 {
                faults.add("sizeLimit", .forbidden, "SizeLimit field must be a valid resource quantity")
            }
        case "hostPath": faults.check("path", of: value, PathRules.withoutBacksteps)
        case "gitRepo": faults.check("directory", of: value, PathRules.descending)
        case "secret", "configMap":
            PathRules.checkMode("defaultMode", of: value, &faults)
            faults.each("items", of: value) { checkItem($1, &$0) }
        case "downwardAPI":
            PathRules.checkMode("defaultMode", of: value, &faults)
            // Kubernetes names the volume rather than the file.
            for file in value.list("items") { checkFile(file, &faults) }
        case "projected":
            PathRules.checkMode("defaultMode", of: value, &faults)
            checkProjections(value, &faults)
        case "nfs":
            if !value.text("path").hasPrefix("/") {
                faults.add("path", .invalid, "must be an absolute path", value["path"] ?? "")
            }
        case "csi": checkDriver(value, &faults)
        case "ephemeral":
            guard let template = value["volumeClaimTemplate"], !template.isNull else {
                faults.add("volumeClaimTemplate", .required)
                return
            }
            faults.within("volumeClaimTemplate") { ClaimTemplateRules.check(template, &$0) }
        default: checkDisk(source, value, &faults)
        }
    }

    private static func checkDriver(_ value: JSONValue, _ faults: inout Faults) {
        let driver = value.text("driver")
        if faults.require("driver", of: value) {
            if driver.utf8.count > 63 { faults.add("driver", .tooLong, "may not be more than 63 bytes") }
            for fault in NameRules.dns1123Subdomain(driver.lowercased()) {
                faults.add("driver", .invalid, fault, .string(driver))
            }
        }
        guard let secret = value["nodePublishSecretRef"], !secret.isNull else { return }
        faults.within("nodePublishSecretRef") { $0.require("name", of: secret) }
        // Kubernetes leaves a step of the path out.
        faults.check("name", of: secret) { NameRules.dns1123Subdomain($0) }
    }

    // MARK: Files

    private static func checkItem(_ item: JSONValue, _ faults: inout Faults) {
        faults.require("key", of: item)
        faults.require("path", of: item)
        faults.check("path", of: item, PathRules.file)
        PathRules.checkMode("mode", of: item, &faults)
    }

    private static func checkFile(_ file: JSONValue, _ faults: inout Faults) {
        faults.require("path", of: file)
        faults.check("path", of: file, PathRules.file)
        PathRules.checkMode("mode", of: file, &faults)
        let field = file["fieldRef"].flatMap { $0.isNull ? nil : $0 }
        let resource = file["resourceFieldRef"].flatMap { $0.isNull ? nil : $0 }
        if let field {
            faults.within("fieldRef") {
                EnvironmentRules.checkField(field, among: EnvironmentRules.fieldsOfFiles, &$0)
            }
            if resource != nil {
                faults.add(
                    .invalid, "fieldRef and resourceFieldRef can not be specified simultaneously", "resource")
            }
        } else if let resource {
            faults.within("resourceFieldRef") { EnvironmentRules.checkResource(resource, isFile: true, &$0) }
        } else {
            faults.add(.required, "one of fieldRef and resourceFieldRef is required")
        }
    }

    private static func checkProjections(_ value: JSONValue, _ faults: inout Faults) {
        var ofVolume = faults.branch()
        var paths: Set<String> = []
        func note(_ path: String) {
            guard !path.isEmpty, !paths.insert(path).inserted else { return }
            ofVolume.add(.invalid, "conflicting duplicate paths", .string(path))
        }
        faults.each("sources", of: value) { faults, source in
            let given = source.objectValue?.filter { !$0.value.isNull }.map(\.key) ?? []
            if given.count > 1 { faults.add(.forbidden, "may not specify more than 1 volume type") }
            for name in ["secret", "configMap"] {
                guard let projection = source[name], !projection.isNull else { continue }
                faults.within(name) { faults in
                    faults.require("name", of: projection)
                    faults.each("items", of: projection) { faults, item in
                        checkItem(item, &faults)
                        note(item.text("path"))
                    }
                }
            }
            if let projection = source["downwardAPI"], !projection.isNull {
                faults.within("downwardAPI") { faults in
                    for file in projection.list("items") {
                        checkFile(file, &faults)
                        note(file.text("path"))
                    }
                }
            }
            if let token = source["serviceAccountToken"], !token.isNull {
                faults.within("serviceAccountToken") { checkLifetime(of: token, &$0) }
                // Kubernetes leaves two steps of the path out.
                ofVolume.require("path", of: token)
                ofVolume.check("path", of: token, PathRules.file)
            }
        }
        faults.append(ofVolume)
    }

    private static func checkLifetime(of token: JSONValue, _ faults: inout Faults) {
        let seconds = token.number("expirationSeconds")
        if seconds < 600 {
            faults.add(
                "expirationSeconds", .invalid, "may not specify a duration less than 10 minutes", .integer(seconds))
        } else if seconds > 1 << 32 {
            faults.add(
                "expirationSeconds", .invalid, "may not specify a duration larger than 2^32 seconds", .integer(seconds))
        }
    }

    // MARK: Disks and shares

    private static func checkDisk(_ source: String, _ value: JSONValue, _ faults: inout Faults) {
        switch source {
        case "gcePersistentDisk", "awsElasticBlockStore":
            let partition = value.number("partition")
            if !(0...255).contains(partition) {
                faults.add("partition", .invalid, "must be between 0 and 255, inclusive", .integer(partition))
            }
        case "iscsi": checkISCSI(value, &faults)
        case "cephfs", "rbd":
            if value.list("monitors").isEmpty { faults.add("monitors", .required) }
        case "cinder", "storageos":
            if source == "storageos" {
                for field in ["volumeName", "volumeNamespace"] {
                    faults.check(field, of: value) { NameRules.dns1123Label($0) }
                }
            }
            if let secret = value["secretRef"], !secret.isNull {
                faults.within("secretRef") { $0.require("name", of: secret) }
            }
        case "flocker":
            switch (value.text("datasetName").isEmpty, value.text("datasetUUID").isEmpty) {
            case (true, true): faults.add(.required, "one of datasetName and datasetUUID is required")
            case (false, false):
                faults.add(.invalid, "datasetName and datasetUUID can not be specified simultaneously", "resource")
            default: break
            }
            if value.text("datasetName").contains("/") {
                faults.add("datasetName", .invalid, "must not contain '/'", value["datasetName"])
            }
        case "fc": checkFibreChannel(value, &faults)
        case "quobyte":
            for registry in value.text("registry").split(separator: ",")
            where registry.split(separator: ":", omittingEmptySubsequences: false).count != 2 {
                faults.add(
                    "registry", .invalid,
                    "must be a list of host:port pairs separated by commas", value["registry"])
            }
        default: break
        }
    }

    private static func checkISCSI(_ value: JSONValue, _ faults: inout Faults) {
        faults.check("iqn", of: value, initiatorFaults)
        let unit = value.number("lun")
        if !(0...255).contains(unit) {
            faults.add("lun", .invalid, "must be between 0 and 255, inclusive", .integer(unit))
        }
        if value.flag("chapAuthDiscovery") || value.flag("chapAuthSession"), !value.isSet("secretRef") {
            faults.add("secretRef", .required)
        }
        if let name = value["initiatorName"]?.stringValue {
            // Kubernetes spells the field so here.
            for fault in initiatorFaults(name) { faults.add("initiatorname", .invalid, fault, .string(name)) }
        }
    }

    /// Names as RFC 3721 has them: `iqn.2001-04.com.example:disk`, `eui.` and sixteen or `naa.` and 32 letters and digits.
    private static func initiatorFaults(_ name: String) -> [String] {
        func isWord(_ text: Substring) -> Bool { text.utf8.allSatisfy { isLetter($0 | 0x20) || isDigit($0) } }
        func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        let rest = name.dropFirst(4)
        let isSound: Bool
        if name.hasPrefix("iqn.") {
            let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let date = Array(parts[0].utf8.prefix(8))
            let authority = parts[0].utf8.dropFirst(8)
            isSound =
                parts.count == 2 && date.count == 8 && date[4] == 45 && date[7] == 46
                && [0, 1, 2, 3, 5, 6].allSatisfy { isDigit(date[$0]) } && !authority.isEmpty
                && authority.allSatisfy { isLetter($0 | 0x20) || isDigit($0) || $0 == 45 || $0 == 46 }
                && !parts[1].isEmpty && !parts[1].contains { ",;*&$|".contains($0) || $0.isWhitespace }
        } else if name.hasPrefix("eui.") {
            isSound = rest.utf8.count == 16 && isWord(rest)
        } else {
            isSound = name.hasPrefix("naa.") && rest.utf8.count == 32 && isWord(rest)
        }
        return isSound ? [] : ["must be valid format"]
    }

    private static func checkFibreChannel(_ value: JSONValue, _ faults: inout Faults) {
        let names = value.list("targetWWNs")
        switch (names.isEmpty, value.list("wwids").isEmpty) {
        case (true, true):
            faults.add("targetWWNs", .required, "must specify either targetWWNs or wwids, but not both")
        case (false, false):
            faults.add(
                "targetWWNs", .invalid, "targetWWNs and wwids can not be specified simultaneously", value["targetWWNs"])
        default: break
        }
        guard !names.isEmpty else { return }
        guard let unit = value["lun"]?.int64Value else {
            faults.add("lun", .required, "lun is required if targetWWNs is specified")
            return
        }
        if !(0...255).contains(unit) {
            faults.add("lun", .invalid, "must be between 0 and 255, inclusive", .integer(unit))
        }
    }
}
