internal import APIMachinery
internal import ArgumentParser
internal import JSON

/// `apply -f`
struct ApplyCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Make objects be as files or standard input say.",
        discussion: """
            Objects that are not there are created. Of others, what the file says is set, what an earlier file said and \
            this one does not is removed, and what others have set stays.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var files: FileOptions
    @Option(name: [.long, .customShort("o")], help: "Output format: json, yaml, name, jsonpath=…")
    var output = ""
    @Option(help: "none, client (show what would be sent) or server (try it without keeping it).")
    var dryRun = ""
    @Option(help: "What the server does with unknown fields: strict, warn or ignore.")
    var validate = "strict"
    @Option(help: "The name under which the fields are owned.")
    var fieldManager = FieldManagers.apply
    @Flag(help: "Delete and create objects that cannot be changed as the file says.")
    var force = false
    @Flag(help: "Show who manages which fields.")
    var showManagedFields = false
    @Option(name: [.long, .customShort("l")], help: "Only objects whose labels match.")
    var selector = ""
    @Argument(help: .hidden)
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        guard arguments.isEmpty else {
            throw CommandError.usage("Unexpected args: [\(arguments.joined(separator: " "))]", tool.name, "apply")
        }
        guard !files.names.isEmpty else { throw CommandError("must specify one of -f and -k") }
        let format = try OutputFormat(output, choice: .writing)
        let dryRun = try DryRun(dryRun)
        let validation = try Validation.parse(validate)
        let labels = try Selection.labels(selector)
        try await tool.withSession(global) { session in
            var builder = ResourceBuilder(session)
            builder.filenames = files.names
            builder.isRecursive = files.recursive
            builder.tool = tool.name
            var targets = try await builder.targets()
            targets.items.removeAll { item in
                labels.map { !Selection.matches($0, item.object ?? JSONObject()) } ?? false
            }
            guard !targets.items.isEmpty || !targets.errors.isEmpty else {
                throw CommandError("no objects passed to apply")
            }
            let applier = Applier(
                session: session, tool: tool.name, dryRun: dryRun, validation: validation, fieldManager: fieldManager,
                isForced: force)
            var errors: [any Error] = []
            var objects: [JSONValue] = []
            for item in targets.items {
                do {
                    let (object, outcome) = try await applier.apply(item)
                    objects.append(object)
                    if !format.needsObjects {
                        session.environment.output.line("\(item.displayName()) \(outcome.rawValue)\(dryRun.suffix)")
                    }
                } catch let error as CancellationError {
                    throw error
                } catch {
                    errors.append(error)
                }
            }
            if format.needsObjects { try show(objects, format, session) }
            if let error = ErrorList.of(errors + targets.errors) { throw error }
        }
    }

    /// One object as it is, several as a list.
    private func show(_ objects: [JSONValue], _ format: OutputFormat, _ session: Session) throws(CommandError) {
        guard let first = objects.first else { return }
        var printer = ObjectPrinter(
            format: format, output: session.environment.output, showsManagedFields: showManagedFields)
        guard objects.count > 1 else { return try printer.print(first) }
        try printer.print(["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]])
    }
}
