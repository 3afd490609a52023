internal import JSON

/// The order in which kubectl writes the members of a kubeconfig as JSON.
enum KubeconfigOrder {
    private static let names = [
        "kind", "apiVersion", "preferences", "name", "server", "tls-server-name", "insecure-skip-tls-verify",
        "certificate-authority", "certificate-authority-data", "proxy-url", "disable-compression", "cluster",
        "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token", "tokenFile", "as",
        "as-uid", "as-groups", "as-user-extra", "username", "password", "auth-provider", "exec", "user", "namespace",
        "context", "clusters", "users", "contexts", "current-context", "command", "args", "env", "installHint",
        "provideClusterInfo", "interactiveMode", "extensions",
    ]
    private static let ranks = Dictionary(uniqueKeysWithValues: zip(names, 0...))

    /// A value with its members in that order; those of other names keep theirs, at the end.
    static func ordered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(ordered))
        case .object(let object):
            let isProgram = object["command"] != nil
            func rank(_ name: String) -> Int {
                // A program's version stands behind its environment.
                isProgram && name == "apiVersion" ? ranks["installHint"] ?? 0 : ranks[name] ?? names.count
            }
            let members = object.sorted { rank($0.key) < rank($1.key) }
            return .object(JSONObject(uniqueKeysWithValues: members.map { ($0.key, ordered($0.value)) }))
        default: return value
        }
    }
}
