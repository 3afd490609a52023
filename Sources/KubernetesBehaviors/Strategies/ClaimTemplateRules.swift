import APIMachinery
import APISchema
import JSON

/// The rules for the claims that are made for pods.
enum ClaimTemplateRules {
    private static let modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

    /// Checks a template.
    static func check(_ template: JSONValue, _ faults: inout Faults) {
        if let metadata = template["metadata"] {
            faults.within("metadata") { faults in
                SelectorRules.checkLabels("labels", of: metadata, &faults)
                PodTemplateRules.checkAnnotations(of: metadata, &faults)
            }
        }
        faults.within("spec") { checkSpec(template["spec"] ?? [:], &$0) }
    }

    private static func checkSpec(_ spec: JSONValue, _ faults: inout Faults) {
        let stated = spec.list("accessModes").map { $0.stringValue ?? "" }
        if stated.isEmpty { faults.add("accessModes", .required, "at least 1 access mode is required") }
        SelectorRules.checkSelector("selector", of: spec, &faults)
        for mode in stated where !modes.contains(mode) { faults.addUnsupported("accessModes", mode, modes) }
        if stated.contains("ReadWriteOncePod") && stated.contains(where: { $0 != "ReadWriteOncePod" }) {
            faults.add("accessModes", .forbidden, "may not use ReadWriteOncePod with other access modes")
        }
        faults.within("resources") { faults in
            faults.within(.key("storage")) { faults in
                guard let storage = spec["resources"]?["requests"]?["storage"] else {
                    faults.add(.required)
                    return
                }
                if let size = ResourceRules.quantity(storage), size.sign <= 0 {
                    faults.add(.invalid, "must be greater than zero", storage)
                }
            }
        }
        faults.check("storageClassName", of: spec) { NameRules.dns1123Subdomain($0) }
        for field in ["dataSource", "dataSourceRef"] {
            guard let source = spec[field], !source.isNull else { continue }
            faults.within(field) { checkDataSource(source, &$0) }
        }
    }

    private static func checkDataSource(_ source: JSONValue, _ faults: inout Faults) {
        faults.require("name", of: source)
        faults.require("kind", of: source)
        if source.text("apiGroup").isEmpty && source.text("kind") != "PersistentVolumeClaim" {
            faults.add(
                .invalid, "must be 'PersistentVolumeClaim' when referencing the default apiGroup",
                source["kind"] ?? "")
        }
        faults.check("apiGroup", of: source) { NameRules.dns1123Subdomain($0) }
    }
}
