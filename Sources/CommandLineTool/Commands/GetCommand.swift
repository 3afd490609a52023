internal import APIClient
internal import APIMachinery
internal import ArgumentParser
internal import HTTPTypes
internal import JSON

/// `get`
struct GetCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one or many objects.",
        discussion: """
            TYPE, TYPE NAME…, TYPE/NAME…, TYPE,TYPE or -f say which. Types are plural or singular names, short names or \
            categories; with group (deployments.apps) or version and group (deployments.v1.apps) where that matters.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var files: FileOptions
    @OptionGroup var print: PrintOptions
    @Option(help: "A path of the server, which is asked for as it is; the answer is shown as it is.")
    var raw = ""
    @Option(name: [.long, .customShort("l")], help: "Only objects whose labels match.")
    var selector = ""
    @Option(help: "Only objects whose fields match.")
    var fieldSelector = ""
    @Flag(name: [.long, .customShort("A")], help: "Objects of all namespaces.")
    var allNamespaces = false
    @Flag(name: [.long, .customShort("w")], help: "After showing what is there, show changes as they happen.")
    var watch = false
    @Flag(help: "Show changes alone.")
    var watchOnly = false
    @Flag(help: "Show what kind of change it was.")
    var outputWatchEvents = false
    @Flag(help: "Leave out the headings.")
    var noHeaders = false
    @Flag(help: "Show labels in the last column.")
    var showLabels = false
    @Option(name: [.long, .customShort("L")], help: "Labels to show as columns, separated by commas.")
    var labelColumns: [String] = []
    @Flag(help: "Show the kind before each name.")
    var showKind = false
    @Option(help: "A JSON path by whose value objects are sorted.")
    var sortBy = ""
    @Flag(help: "Say nothing of objects that are not there.")
    var ignoreNotFound = false
    @Option(help: "How many objects are fetched at once; 0 for all.")
    var chunkSize: Int64 = 500
    @Option(help: "The subresource to show: status, scale …")
    var subresource = ""
    @Flag(inversion: .prefixedNo, help: "Let the server make the table.")
    var serverPrint = true
    @Argument(help: "TYPE, TYPE NAME… or TYPE/NAME…")
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        if !raw.isEmpty { return try await runRaw(tool) }
        guard watch || watchOnly || !outputWatchEvents else {
            throw CommandError("--output-watch-events option can only be used with --watch or --watch-only")
        }
        let format = try print.format(.reading)
        try files.check()
        guard !arguments.isEmpty || !files.isEmpty else {
            throw CommandError(
                """
                You must specify the type of resource to get. Use "\(tool.name) api-resources" for a complete list of \
                supported resources.

                error: Required resource not specified.
                Use "\(tool.name) explain <resource>" for a detailed description of that resource \
                (e.g. \(tool.name) explain pods).
                See '\(tool.name) get -h' for help and examples
                """, isComplete: true)
        }
        guard chunkSize >= 0 else { throw CommandError("--chunk-size: \(chunkSize) is no number of objects") }
        try await tool.withSession(global) { session in
            var builder = ResourceBuilder(session)
            builder.files = files
            builder.arguments = arguments
            builder.labelSelector = selector
            builder.fieldSelector = fieldSelector
            builder.allNamespaces = allNamespaces
            builder.tool = tool.name
            // A type alone means all its objects, but a name goes with no selector.
            builder.selectsAll = arguments.count == 1 && !(arguments[0].contains("/"))
            let targets = try await builder.targets()
            let getter = Getter(
                session: session, format: format,
                table: tableOptions(format, targets), selection: selection(), subresource: subresource,
                sortPath: try sortPath(), ignoresNotFound: ignoreNotFound, showsManagedFields: print.showManagedFields,
                allNamespaces: allNamespaces, servesTables: serverPrint)
            if watch || watchOnly {
                try await Watcher(
                    getter: getter, isWatchOnly: watchOnly, showsEvents: outputWatchEvents,
                    limit: try global.connectionOptions().requestTimeout
                ).run(targets)
            } else {
                try await getter.run(targets)
            }
        }
    }

    private func runRaw(_ tool: ToolContext) async throws {
        guard arguments.isEmpty else { throw CommandError("arguments may not be passed when --raw is specified") }
        guard !watch, !watchOnly, selector.isEmpty else {
            throw CommandError(
                "--raw may not be specified with other flags that filter the server request or alter the output")
        }
        guard print.output.isEmpty else { throw CommandError("--raw and --output are mutually exclusive") }
        let request = try RawRequest(.get, raw)
        try await tool.withSession(global) { try await request.run($0) }
    }

    private func tableOptions(_ format: OutputFormat, _ targets: ResourceBuilder.Targets) -> TableOptions {
        TableOptions(
            isWide: format == .table(isWide: true), hidesHeaders: noHeaders,
            showsKind: showKind || targets.namesSeveralTypes || namesCategory(targets), showsNamespace: allNamespaces,
            showsLabels: showLabels, labelColumns: labelColumns.flatMap { $0.split(separator: ",").map(String.init) })
    }

    /// Whether a category stands for one resource only: what is shown should still say which.
    private func namesCategory(_ targets: ResourceBuilder.Targets) -> Bool {
        guard let first = arguments.first, let item = targets.items.first, !first.contains("/") else { return false }
        return item.resource.categories.contains(first)
    }

    private func selection() -> ListOptions {
        var options = ListOptions()
        options.labelSelector = selector.isEmpty ? nil : selector
        options.fieldSelector = fieldSelector.isEmpty ? nil : fieldSelector
        options.limit = chunkSize == 0 ? nil : chunkSize
        return options
    }

    private func sortPath() throws(CommandError) -> JSONPathTemplate? {
        guard !sortBy.isEmpty else { return nil }
        do {
            return try JSONPathTemplate(parsing: JSONPathTemplate.relaxed(sortBy))
        } catch {
            throw CommandError("error parsing jsonpath \(sortBy), \(error.reason)")
        }
    }
}
