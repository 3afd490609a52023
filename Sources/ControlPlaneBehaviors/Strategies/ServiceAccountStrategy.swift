import APIServer
import JSON

/// Service accounts: of the secrets that they name, the name alone is kept.
struct ServiceAccountStrategy: ResourceStrategy {
    func prepareForCreate(_ object: inout JSONObject, _ context: WriteContext) {
        guard case .array(let secrets)? = object["secrets"] else { return }
        object["secrets"] = .array(
            secrets.map { secret in
                guard let name = secret["name"], name != "" else { return [:] }
                return ["name": name]
            })
    }

    func prepareForUpdate(_ object: inout JSONObject, from old: JSONObject, _ context: WriteContext) {
        prepareForCreate(&object, context)
    }
}
