internal import APIMachinery
internal import ArgumentParser
internal import JSON

/// `delete`
struct DeleteCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete objects by files, by type and name, or by type and selector.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var files: FileOptions
    @Option(name: [.long, .customShort("o")], help: "Output format: name.")
    var output = ""
    @Option(name: [.long, .customShort("l")], help: "Only objects whose labels match.")
    var selector = ""
    @Option(help: "Only objects whose fields match.")
    var fieldSelector = ""
    @Flag(help: "All objects of the types.")
    var all = false
    @Flag(name: [.long, .customShort("A")], help: "Objects of all namespaces.")
    var allNamespaces = false
    @Option(help: "Seconds that an object has to end; -1 for its own default, 0 only with --force.")
    var gracePeriod: Int64 = -1
    @Flag(help: "Give objects one second to end.")
    var now = false
    @Flag(help: "Delete at once, without waiting for objects to end.")
    var force = false
    @Option(help: "What becomes of dependents: background, foreground or orphan.")
    var cascade = "background"
    @Flag(inversion: .prefixedNo, help: "Wait until the objects are gone.")
    var wait = true
    @Option(help: "How long to wait for objects to be gone; 0 for as long as it takes.")
    var timeout = "0s"
    @Flag(help: "Say nothing of objects that are not there.")
    var ignoreNotFound = false
    @Option(help: "none, client (show what would be sent) or server (try it without keeping it).")
    var dryRun = ""
    @Argument(help: "TYPE NAME…, TYPE/NAME… or TYPE")
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        let dryRun = try DryRun(dryRun)
        let (options, warning) = try deleteOptions(dryRun)
        guard let timeout = DurationText.parse(timeout) else {
            throw CommandError("--timeout: \(quoted(timeout)) is no span of time such as 30s or 2m")
        }
        try check()
        try await tool.withSession(global) { session in
            var builder = ResourceBuilder(session)
            builder.filenames = files.names
            builder.isRecursive = files.recursive
            builder.arguments = arguments
            builder.labelSelector = selector
            builder.fieldSelector = fieldSelector
            builder.selectsAll = all
            builder.allNamespaces = allNamespaces
            builder.tool = tool.name
            let targets = try await builder.targets()
            if let warning { tool.environment.errors.line(warning) }
            var deleter = Deleter(
                session: session, options: options, dryRun: dryRun, showsNames: output == "name", isForced: force,
                ignoresNotFound: ignoreNotFound || (all || !selector.isEmpty || !fieldSelector.isEmpty))
            deleter.labelSelector = selector
            deleter.fieldSelector = fieldSelector
            try await deleter.run(targets, waits: wait && dryRun == .none, timeout: timeout)
        }
    }

    private func check() throws(CommandError) {
        guard !arguments.isEmpty || !files.names.isEmpty else {
            throw CommandError(
                """
                You must provide one or more resources by argument or filename.
                Example resource specifications include:
                   '-f rsrc.yaml'
                   '--filename=rsrc.json'
                   '<resource> <name>'
                   '<resource>'
                """)
        }
        guard !all || selector.isEmpty else {
            throw CommandError("setting 'all' parameter but found a non empty selector. ")
        }
        guard output.isEmpty || output == "name" else {
            throw CommandError("unexpected -o output mode: \(output). We only support '-o name'")
        }
    }

    /// What the server is told, and what the user is.
    private func deleteOptions(_ dryRun: DryRun) throws(CommandError) -> (DeleteOptions, String?) {
        guard !now || gracePeriod < 0 else {
            throw CommandError("--now and --grace-period cannot be specified together")
        }
        guard !force || gracePeriod <= 0 else {
            throw CommandError("--force and --grace-period greater than 0 cannot be specified together")
        }
        var options = DeleteOptions()
        switch cascade {
        case "background", "true": options.propagationPolicy = .background
        case "foreground": options.propagationPolicy = .foreground
        case "orphan", "false": options.propagationPolicy = .orphan
        default:
            throw CommandError(
                "invalid cascade value (\(cascade)). Must be \"background\", \"foreground\", or \"orphan\"")
        }
        var warning: String?
        if force {
            options.gracePeriodSeconds = 0
            warning = """
                Warning: Immediate deletion does not wait for confirmation that the running resource has been \
                terminated. The resource may continue to run on the cluster indefinitely.
                """
        } else if now || gracePeriod == 0 {
            // Nothing is killed by a slip: without --force, 0 means as fast as the object can.
            options.gracePeriodSeconds = 1
        } else if gracePeriod > 0 {
            options.gracePeriodSeconds = gracePeriod
        }
        if dryRun == .server { options.dryRun = ["All"] }
        return (options, warning)
    }
}
