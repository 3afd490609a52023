import APIMachinery
import APISchema
import JSON

/// The rules for the volumes of pods and templates.
enum VolumeRules {
    /// The fields of a volume that say where it comes from.
    static func sources(of volume: JSONValue) -> [String] {
        guard case .object(let members) = volume else { return [] }
        return members.compactMap { $0.key == "name" || $0.value.isNull ? nil : $0.key }
    }

    /// What some sources cannot do without.
    private static let required: [String: [String]] = [
        "hostPath": ["path"], "secret": ["secretName"], "configMap": ["name"], "persistentVolumeClaim": ["claimName"],
        "nfs": ["server", "path"], "csi": ["driver"], "gcePersistentDisk": ["pdName"],
        "awsElasticBlockStore": ["volumeID"], "gitRepo": ["repository"], "glusterfs": ["endpoints", "path"],
        "flexVolume": ["driver"], "azureFile": ["secretName", "shareName"], "cinder": ["volumeID"],
    ]

    /// Checks the volumes of a spec.
    ///
    /// - Returns: the names that containers may mount.
    static func check(_ spec: JSONValue, _ faults: inout Faults) -> Set<String> {
        var names: Set<String> = []
        faults.each("volumes", of: spec) { faults, volume in
            if faults.require("name", of: volume) { faults.check("name", of: volume) { NameRules.dns1123Label($0) } }
            faults.refuseDuplicate("name", of: volume, among: &names)
            let given = sources(of: volume)
            if given.isEmpty { faults.add(.required, "must specify a volume type") }
            for source in given.dropFirst() {
                faults.add(source, .forbidden, "may not specify more than 1 volume type")
            }
            guard let source = given.first, let value = volume[source] else { return }
            faults.within(source) { faults in
                for field in required[source] ?? [] { faults.require(field, of: value) }
                if source == "emptyDir" { ResourceRules.refuseNegative("sizeLimit", of: value, &faults) }
            }
        }
        return names
    }
}
