import APIMachinery
import APISchema
import APIServer
import JSON

/// Secrets: text is turned into data, each type has what it requires, the type stays, and immutable ones stay as they
/// are.
struct SecretStrategy: ResourceStrategy {
    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        mergeText(&object)
        if (object["type"]?.stringValue ?? "").isEmpty { object["type"] = "Opaque" }
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        mergeText(&object)
        if (object["type"]?.stringValue ?? "").isEmpty { object["type"] = old["type"] }
    }

    /// `stringData` is for writing only.
    private func mergeText(_ object: inout JSONObject) {
        guard let text = object.removeValue(forKey: "stringData")?.objectValue else { return }
        var data = object["data"]?.objectValue ?? [:]
        for (key, value) in text { data[key] = .string(JSONBytes(Array((value.stringValue ?? "").utf8)).base64) }
        object["data"] = .object(data)
    }

    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        let data = object["data"]?.objectValue ?? [:]
        var errors = DataRules.keyErrors(data, "data")
        if data.reduce(0, { $0 + DataRules.decodedSize($1.value) }) > DataRules.maximumSize {
            errors.append(FieldError(.tooLong, "data", "may not be more than \(DataRules.maximumSize) bytes"))
        }
        switch object["type"]?.stringValue {
        case "kubernetes.io/service-account-token":
            let annotation = "kubernetes.io/service-account.name"
            if (object["metadata"]?["annotations"]?[annotation]?.stringValue ?? "").isEmpty {
                errors.append(FieldError(.required, "metadata.annotations[\(annotation)]"))
            }
        case "kubernetes.io/dockercfg": errors += jsonErrors(data, ".dockercfg")
        case "kubernetes.io/dockerconfigjson": errors += jsonErrors(data, ".dockerconfigjson")
        case "kubernetes.io/basic-auth":
            // One of the two is enough.
            if data["username"] == nil && data["password"] == nil {
                errors += ["username", "password"].map { FieldError(.required, "data[\($0)]") }
            }
        case "kubernetes.io/ssh-auth":
            if (data["ssh-privatekey"]?.stringValue ?? "").isEmpty {
                errors.append(FieldError(.required, "data[ssh-privatekey]"))
            }
        case "kubernetes.io/tls": errors += required(data, ["tls.crt", "tls.key"])
        default: break
        }
        return errors
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        // That the type stays, its definition says.
        DataRules.immutabilityErrors(object, old, members: ["data"]) + validate(object, context)
    }

    func warnings(_ object: JSONObject, from old: JSONObject?, _ context: WriteContext) -> [String] {
        guard object["type"] == "kubernetes.io/tls" else { return [] }
        let data = object["data"] ?? [:]
        func text(_ key: String) -> String {
            String(decoding: JSONBytes(base64: data[key]?.stringValue ?? "")?.bytes ?? [], as: UTF8.self)
        }
        return PEMBlocks.pairFault(certificate: text("tls.crt"), key: text("tls.key")).map { [$0] } ?? []
    }

    private func required(_ data: JSONObject, _ keys: [String]) -> [FieldError] {
        keys.filter { data[$0] == nil }.map { FieldError(.required, "data[\($0)]") }
    }

    private func jsonErrors(_ data: JSONObject, _ key: String) -> [FieldError] {
        guard let text = data[key]?.stringValue else { return [FieldError(.required, "data[\(key)]")] }
        let value = JSONBytes(base64: text).flatMap { try? JSONValue(parsing: $0.bytes) }
        guard let value, value.isNull || value.objectValue != nil else {
            return [FieldError(.invalid, "data[\(key)]", "is no JSON object", badValue: "<secret contents redacted>")]
        }
        return []
    }
}
