internal import APIMachinery

/// How a flag is written on kubectl's command lines.
enum FlagForm: Equatable, Sendable {
    /// A value follows: `-n x`, `-nx`, `-n=x`, `--namespace x`, `--namespace=x`.
    case value
    /// As `value`; a whole number.
    case integer
    /// As `value`; a span of time, `1m30s`.
    case duration
    /// Off unless said otherwise: `-w`, `--watch`, `--watch=false`.
    case off
    /// On, or undecided, unless said otherwise: `--wait`, `--wait=false`.
    case on
    /// A value may follow after `=`; alone it has this one.
    case valueOr(String)
}

extension FlagForm {
    /// Whether the next word is the flag's value.
    var takesNextWord: Bool { [.value, .integer, .duration].contains(self) }

    /// What Go says of a value that is of another kind; `nil` where it is right.
    func problem(with value: String) -> String? {
        switch self {
        case .integer:
            guard Int64(value) == nil else { return nil }
            let isNumber = value.wholeMatch(of: #/[+-]?[0-9]+/#) != nil
            return "strconv.ParseInt: parsing \(quoted(value)): \(isNumber ? "value out of range" : "invalid syntax")"
        case .duration:
            guard (try? APIMachinery.Duration(parsing: value)) == nil else { return nil }
            return value.wholeMatch(of: #/[+-]?[0-9]+(\.[0-9]+)?/#) == nil
                ? "time: invalid duration \(quoted(value))" : "time: missing unit in duration \(quoted(value))"
        case .off, .on: return "strconv.ParseBool: parsing \(quoted(value)): invalid syntax"
        case .value, .valueOr: return nil
        }
    }
}

/// Every flag of every command. A flag means the same wherever there is one of that name, but for the few that
/// `exceptions` has.
enum FlagForms {
    /// How a flag is written; `nil` where no command has it.
    ///
    /// - Parameter command: The command as far as it is known, such as `["config", "view"]`.
    static func form(of name: String, in command: [String]) -> FlagForm? {
        exceptions[command]?[name] ?? long[name]
    }

    private static let exceptions: [[String]: [String: FlagForm]] = [["config", "view"]: ["raw": .off]]

    private static let long: [String: FlagForm] = [
        "all": .off, "all-namespaces": .off, "allow-missing-template-keys": .on, "api-group": .value,
        "api-version": .value, "as": .value, "as-group": .value, "as-uid": .value, "as-user-extra": .value,
        "cache-dir": .value, "cached": .off, "cascade": .valueOr("background"), "categories": .value,
        "certificate-authority": .value, "chunk-size": .integer, "client": .off, "client-certificate": .value,
        "client-key": .value, "cluster": .value, "context": .value, "disable-compression": .off,
        "dry-run": .valueOr("unchanged"), "field-manager": .value, "field-selector": .value,
        "filename": .value, "flatten": .off, "force": .off, "grace-period": .integer, "help": .off,
        "ignore-not-found": .off, "insecure-skip-tls-verify": .off, "interactive": .off, "kubeconfig": .value,
        "kustomize": .value, "edit": .off,
        "label-columns": .value, "match-server-version": .off, "max-depth": .integer, "merge": .on, "minify": .off,
        "namespace": .value, "namespaced": .on, "no-headers": .off, "now": .off, "openapi-patch": .on,
        "output": .value, "output-watch-events": .off, "overwrite": .on, "password": .value, "proxy-url": .value,
        "prune": .off, "prune-allowlist": .value, "raw": .value, "recursive": .off, "request-timeout": .value,
        "save-config": .off, "selector": .value, "server": .value, "server-print": .on, "show-kind": .off,
        "show-labels": .off, "show-managed-fields": .off, "sort-by": .value, "subresource": .value,
        "template": .value, "timeout": .duration, "tls-server-name": .value, "token": .value, "user": .value,
        "username": .value, "v": .integer, "validate": .valueOr("strict"), "verbs": .value, "wait": .on,
        "warnings-as-errors": .off, "watch": .off, "watch-only": .off,
    ]

    static let short: [Character: String] = [
        "A": "all-namespaces", "L": "label-columns", "R": "recursive", "f": "filename", "h": "help", "i": "interactive",
        "k": "kustomize",
        "l": "selector", "n": "namespace", "o": "output", "s": "server", "v": "v", "w": "watch",
    ]
}
