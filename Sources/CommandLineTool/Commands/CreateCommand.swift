internal import APIMachinery
internal import ArgumentParser
internal import HTTPTypes
internal import JSON

/// `create -f`
struct CreateCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create objects from files or standard input.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var files: FileOptions
    @Option(name: [.long, .customShort("o")], help: "Output format: json, yaml, name, jsonpath=…")
    var output = ""
    @Option(help: "none, client (show what would be sent) or server (try it without keeping it).")
    var dryRun = ""
    @Option(help: "What the server does with unknown fields: strict, warn or ignore.")
    var validate = "strict"
    @Option(help: "The name under which the fields are owned.")
    var fieldManager = FieldManagers.create
    @Flag(help: "Keep the manifest in an annotation, as apply does.")
    var saveConfig = false
    @Flag(help: "Show who manages which fields.")
    var showManagedFields = false
    @Option(name: [.long, .customShort("l")], help: "Only objects whose labels match.")
    var selector = ""
    @Argument(help: .hidden)
    var arguments: [String] = []

    func run(_ tool: ToolContext) async throws {
        guard arguments.isEmpty else {
            throw CommandError.usage("Unexpected args: [\(arguments.joined(separator: " "))]", tool.name, "create")
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
                throw CommandError("no objects passed to create")
            }
            var report = ChangeReport(
                format: format, output: tool.environment.output, showsManagedFields: showManagedFields)
            var errors: [any Error] = []
            for item in targets.items {
                do {
                    let object = try await describing("creating", item.source) {
                        try await create(item, session, dryRun, validation)
                    }
                    try report.add(item, object, "created\(dryRun.suffix)")
                } catch let error as CancellationError {
                    throw error
                } catch {
                    errors.append(error)
                }
            }
            if let error = ErrorList.of(errors + targets.errors) { throw error }
        }
    }

    private func create(
        _ item: ResourceItem, _ session: Session, _ dryRun: DryRun, _ validation: FieldValidation
    ) async throws -> JSONValue {
        var object = item.object ?? JSONObject()
        if saveConfig { object = LastApplied.annotated(object) }
        if dryRun == .client { return .object(object) }
        let options = CreateOptions(
            dryRun: dryRun == .server ? ["All"] : [], fieldManager: fieldManager, fieldValidation: validation)
        return try await session.requests.value(
            .post, session.requests.path(item.resource, item.namespace), query: options.query,
            body: JSONValue.object(object).serialized())
    }
}
