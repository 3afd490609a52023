internal import APIMachinery
internal import ArgumentParser
internal import HTTPTypes
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
    @Flag(help: "Give objects one second to end.")
    var now = false
    @OptionGroup var deletion: DeletionOptions
    @Flag(inversion: .prefixedNo, help: "Wait until the objects are gone.")
    var wait = true
    @Flag(help: "Say nothing of objects that are not there.")
    var ignoreNotFound = false
    @Option(help: "none, client (show what would be sent) or server (try it without keeping it).")
    var dryRun = "none"
    @Flag(name: [.long, .customShort("i")], help: "Show what is to be deleted, and ask.")
    var interactive = false
    @Option(help: "A path of the server to delete, with the file as options; the answer is shown as it is.")
    var raw = ""
    @Argument(help: "TYPE NAME…, TYPE/NAME… or TYPE")
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        if !raw.isEmpty { return try await runRaw(tool) }
        let dryRun = try DryRun(dryRun)
        let (options, warning) = try deleteOptions(dryRun)
        let timeout = try deletion.timeLimit()
        try check()
        try await tool.withSession(global) { session in
            var builder = ResourceBuilder(session)
            builder.files = files
            builder.arguments = arguments
            builder.labelSelector = selector
            builder.fieldSelector = fieldSelector
            builder.selectsAll = all
            builder.allNamespaces = allNamespaces
            builder.tool = tool.name
            let targets = try await builder.targets()
            if let warning { tool.environment.errors.line(warning) }
            var deleter = Deleter(
                session: session, options: options, dryRun: dryRun, showsNames: output == "name",
                isForced: deletion.force,
                ignoresNotFound: ignoreNotFound || (all || !selector.isEmpty || !fieldSelector.isEmpty))
            deleter.labelSelector = selector
            deleter.fieldSelector = fieldSelector
            if interactive, targets.errors.isEmpty {
                let items = try await deleter.objects(of: targets)
                if !items.isEmpty, try await !Self.confirms(items, session) {
                    return session.environment.output.line("deletion is cancelled")
                }
            }
            try await deleter.run(targets, waits: wait && dryRun == .none, timeout: timeout)
        }
    }

    /// Shows the objects and asks whether to go on. Only a clear yes is one.
    private static func confirms(_ items: [ResourceItem], _ session: Session) async throws -> Bool {
        let output = session.environment.output
        output.line("You are about to delete the following \(items.count) resource(s):")
        for item in items { output.line(item.displayName()) }
        output.write("Do you want to continue? (y/N): ")
        let answer = String(decoding: try await session.environment.readLine(), as: UTF8.self)
        return ["y", "Y"].contains(answer.prefix { !$0.isWhitespace })
    }

    private func check() throws(CommandError) {
        try files.check()
        guard !arguments.isEmpty || !files.isEmpty else {
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

    private func runRaw(_ tool: ToolContext) async throws {
        let file = try RawRequest.file(files)
        guard output.isEmpty else { throw CommandError("--raw and --output are mutually exclusive") }
        let request = try RawRequest(.delete, raw, file: file)
        try await tool.withSession(global) { try await request.run($0) }
    }

    /// What the server is told, and what the user is.
    private func deleteOptions(_ dryRun: DryRun) throws(CommandError) -> (DeleteOptions, String?) {
        guard !now || deletion.gracePeriod < 0 else {
            throw CommandError("--now and --grace-period cannot be specified together")
        }
        guard !deletion.force || deletion.gracePeriod <= 0 else {
            throw CommandError("--force and --grace-period greater than 0 cannot be specified together")
        }
        var options = DeleteOptions()
        options.propagationPolicy = try deletion.propagationPolicy()
        var warning: String?
        if deletion.force {
            options.gracePeriodSeconds = 0
            warning = """
                Warning: Immediate deletion does not wait for confirmation that the running resource has been \
                terminated. The resource may continue to run on the cluster indefinitely.
                """
        } else if now || deletion.gracePeriod == 0 {
            // Nothing is killed by a slip: without --force, 0 means as fast as the object can.
            options.gracePeriodSeconds = 1
        } else if deletion.gracePeriod > 0 {
            options.gracePeriodSeconds = deletion.gracePeriod
        }
        if dryRun == .server { options.dryRun = ["All"] }
        return (options, warning)
    }
}
