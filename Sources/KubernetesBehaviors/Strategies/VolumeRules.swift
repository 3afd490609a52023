import APIMachinery
import APISchema
import JSON

/// The rules for the volumes of pods and templates.
struct VolumeRules {
    /// The name of the pod, with which claims made for it are named; empty in templates.
    let podName: String
    /// The name of the account whose tokens may be projected; `nil` where it is not known yet, as in templates.
    let serviceAccount: String?

    /// The fields of a volume that say where it comes from.
    static func sources(of volume: JSONValue) -> [String] {
        guard case .object(let members) = volume else { return [] }
        return members.compactMap { $0.key == "name" || $0.value.isNull ? nil : $0.key }
    }

    /// Checks the volumes of a spec.
    ///
    /// - Returns: the sources of those that containers may mount, by name. Faulty ones are not there for them.
    func check(_ spec: JSONValue, _ faults: inout Faults) -> [String: String] {
        var names: Set<String> = []
        var sound: [String: String] = [:]
        faults.each("volumes", of: spec) { faults, volume in
            let before = faults.errors.count
            let name = volume.text("name")
            let source = checkSource(of: volume, &faults)
            if faults.require("name", of: volume) { faults.check("name", of: volume) { NameRules.dns1123Label($0) } }
            faults.refuseDuplicate("name", of: volume, among: &names)
            if source == "ephemeral" && !podName.isEmpty {
                for fault in NameRules.dns1123Subdomain("\(podName)-\(name)") {
                    faults.add(
                        "name", .invalid, "PVC name \"\(podName)-\(name)\": \(fault)", .string(name))
                }
            }
            if faults.errors.count == before { sound[name] = source ?? "" }
        }
        checkTokens(spec, &faults)
        return sound
    }

    private func checkSource(of volume: JSONValue, _ faults: inout Faults) -> String? {
        let given = Self.sources(of: volume).sorted { VolumeSourceRules.rank($0) < VolumeSourceRules.rank($1) }
        guard let source = given.first else {
            faults.add(.required, "must specify a volume type")
            return nil
        }
        for other in given.dropFirst() {
            faults.add(other, .forbidden, "may not specify more than 1 volume type")
        }
        // Kubernetes calls a disk of Google's by another name where it is wrong.
        faults.within(source == "gcePersistentDisk" ? "persistentDisk" : source) {
            VolumeSourceRules.check(source, volume[source] ?? [:], &$0)
        }
        return source
    }

    /// Tokens are those of an account.
    private func checkTokens(_ spec: JSONValue, _ faults: inout Faults) {
        guard serviceAccount == "" else { return }
        faults.each("volumes", of: spec) { faults, volume in
            guard let projected = volume["projected"] else { return }
            faults.within("projected") { faults in
                faults.each("sources", of: projected) { faults, source in
                    guard source.isSet("serviceAccountToken") else { return }
                    faults.add(
                        "serviceAccountToken", .forbidden, "must not be specified when serviceAccountName is not set")
                }
            }
        }
    }
}
