internal import APIMachinery
internal import ArgumentParser

/// The flags of commands that delete objects.
struct DeletionOptions: ParsableArguments {
    @Option(help: "Seconds that an object has to end; -1 for its own default, 0 only with --force.")
    var gracePeriod: Int64 = -1
    @Flag(
        help: """
            Delete at once, without waiting for objects to end; with apply: delete and create objects that cannot be \
            changed as the file says.
            """)
    var force = false
    @Option(help: "What becomes of dependents: background, foreground or orphan.")
    var cascade = "background"
    @Option(help: "How long to wait for objects to be gone; 0 for as long as it takes.")
    var timeout = "0s"

    func propagationPolicy() throws(CommandError) -> DeletionPropagation {
        switch cascade {
        case "background", "true": return .background
        case "foreground": return .foreground
        case "orphan", "false": return .orphan
        default:
            throw CommandError(
                "invalid cascade value (\(cascade)). Must be \"background\", \"foreground\", or \"orphan\"")
        }
    }

    func timeLimit() throws(CommandError) -> Swift.Duration {
        guard let duration = DurationText.parse(timeout) else {
            throw CommandError("--timeout: \(quoted(timeout)) is no span of time such as 30s or 2m")
        }
        return duration
    }
}
