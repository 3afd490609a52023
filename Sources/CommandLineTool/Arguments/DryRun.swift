/// Whether a change is only tried.
enum DryRun {
    case none
    /// What would be sent is shown.
    case client
    /// The server does all but keep the change.
    case server

    /// Reads the value of `--dry-run`.
    init(_ text: String) throws(CommandError) {
        switch text {
        case "none": self = .none
        case "client": self = .client
        case "server": self = .server
        case "unchanged":
            throw CommandError("--dry-run needs a value: \"none\", \"server\", or \"client\"")
        default: throw CommandError("Invalid dry-run value (\(text)). Must be \"none\", \"server\", or \"client\".")
        }
    }

    /// What stands behind the words for what was done.
    var suffix: String {
        switch self {
        case .none: ""
        case .client: " (dry run)"
        case .server: " (server dry run)"
        }
    }
}
