import APIMachinery
import APISchema
import APIServer
import JSON

/// ConfigMaps: what keys may look like, how large they may be, and that immutable ones stay as they are.
struct ConfigMapStrategy: ResourceStrategy {
    func validate(_ object: JSONObject, _ context: WriteContext) -> [FieldError] {
        let data = object["data"]?.objectValue ?? [:]
        var errors = DataRules.keyErrors(data, "data")
        for (key, _) in object["binaryData"]?.objectValue ?? [:] {
            errors += DataRules.keyErrors([key: ""], "binaryData")
            if data[key] != nil {
                errors.append(
                    FieldError(
                        .invalid, "data[\(key)]", "duplicate of key present in binaryData", badValue: .string(key)))
            }
        }
        var size = 0
        for (_, value) in data { size += value.stringValue?.utf8.count ?? 0 }
        for (_, value) in object["binaryData"]?.objectValue ?? [:] { size += DataRules.decodedSize(value) }
        if size > DataRules.maximumSize {
            errors.append(FieldError(.tooLong, "", "may not be more than \(DataRules.maximumSize) bytes"))
        }
        return errors
    }

    func validateUpdate(_ object: JSONObject, from old: JSONObject, _ context: WriteContext) -> [FieldError] {
        DataRules.immutabilityErrors(object, old, members: ["data", "binaryData"]) + validate(object, context)
    }
}

/// What ConfigMaps and Secrets have in common.
enum DataRules {
    /// All values together, in bytes.
    static let maximumSize = 1 << 20

    static func keyErrors(_ data: JSONObject, _ member: String) -> [FieldError] {
        data.flatMap { key, _ in
            NameRules.configMapKey(key).map { FieldError(.invalid, "\(member)[\(key)]", $0, badValue: .string(key)) }
        }
    }

    static func decodedSize(_ base64: JSONValue) -> Int {
        let text = base64.stringValue ?? ""
        return text.utf8.count / 4 * 3 - text.utf8.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
    }

    static func immutabilityErrors(_ object: JSONObject, _ old: JSONObject, members: [String]) -> [FieldError] {
        guard old["immutable"]?.boolValue == true else { return [] }
        var errors: [FieldError] = []
        let detail = "field is immutable when `immutable` is set"
        if object["immutable"]?.boolValue != true { errors.append(FieldError(.forbidden, "immutable", detail)) }
        for member in members where (object[member] ?? [:]) != (old[member] ?? [:]) {
            errors.append(FieldError(.forbidden, member, detail))
        }
        return errors
    }
}
