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
    @OptionGroup var manifests: ManifestOptions
    @Option(help: "The name under which the fields are owned.")
    var fieldManager = FieldManagers.apply
    @Flag(help: "Delete and create objects that cannot be changed as the file says.")
    var force = false

    func run(_ tool: ToolContext) async throws {
        let options = try manifests.parsed(tool, command: "apply")
        try await tool.withSession(global) { session in
            let targets = try await manifests.targets(session, options, tool, command: "apply")
            let applier = Applier(
                session: session, tool: tool.name, dryRun: options.dryRun, validation: options.validation,
                fieldManager: fieldManager,
                isForced: force)
            var errors: [any Error] = []
            var objects: [JSONValue] = []
            for item in targets.items {
                do {
                    let (object, outcome) = try await applier.apply(item)
                    objects.append(object)
                    if !options.format.needsObjects {
                        session.environment.output.line(
                            "\(item.displayName()) \(outcome.rawValue)\(options.dryRun.suffix)")
                    }
                } catch let error as CancellationError {
                    throw error
                } catch {
                    errors.append(error)
                }
            }
            if options.format.needsObjects { try show(objects, options.format, session) }
            if let error = ErrorList.of(errors + targets.errors) { throw error }
        }
    }

    /// One object as it is, several as a list.
    private func show(_ objects: [JSONValue], _ format: OutputFormat, _ session: Session) throws(CommandError) {
        guard let first = objects.first else { return }
        var printer = ObjectPrinter(
            format: format, output: session.environment.output, showsManagedFields: manifests.showManagedFields)
        guard objects.count > 1 else { return try printer.print(first) }
        try printer.print(["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]])
    }
}
