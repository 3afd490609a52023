/// How a flag is written on kubectl's command lines.
enum FlagForm: Equatable, Sendable {
    /// A value follows: `-n x`, `-nx`, `-n=x`, `--namespace x`, `--namespace=x`.
    case value
    /// Off unless said otherwise: `-w`, `--watch`, `--watch=false`.
    case off
    /// On, or undecided, unless said otherwise: `--wait`, `--wait=false`.
    case on
    /// A value may follow after `=`; alone it has this one.
    case valueOr(String)
}

/// Every flag of every command. A flag means the same wherever there is one of that name.
enum FlagForms {
    static let long: [String: FlagForm] = [
        "all": .off, "all-namespaces": .off, "api-group": .value, "api-version": .value, "as": .value,
        "as-group": .value, "as-uid": .value, "cache-dir": .value, "cached": .off, "cascade": .valueOr("background"),
        "categories": .value, "certificate-authority": .value, "chunk-size": .value, "client": .off,
        "client-certificate": .value, "client-key": .value, "cluster": .value, "context": .value,
        "dry-run": .valueOr("unchanged"), "field-manager": .value, "field-selector": .value, "filename": .value,
        "flatten": .off, "force": .off, "grace-period": .value, "help": .off, "ignore-not-found": .off,
        "insecure-skip-tls-verify": .off, "kubeconfig": .value, "label-columns": .value, "minify": .off,
        "namespace": .value, "namespaced": .on, "no-headers": .off, "now": .off, "output": .value,
        "output-watch-events": .off, "overwrite": .on, "raw": .off, "recursive": .off, "request-timeout": .value,
        "save-config": .off, "selector": .value, "server": .value, "server-print": .on, "show-kind": .off,
        "show-labels": .off, "show-managed-fields": .off, "sort-by": .value, "subresource": .value, "timeout": .value,
        "tls-server-name": .value, "token": .value, "user": .value, "v": .value, "validate": .valueOr("strict"),
        "verbs": .value, "wait": .on, "watch": .off, "watch-only": .off,
    ]

    static let short: [Character: String] = [
        "A": "all-namespaces", "L": "label-columns", "R": "recursive", "f": "filename", "h": "help",
        "l": "selector", "n": "namespace", "o": "output", "s": "server", "v": "v", "w": "watch",
    ]
}
