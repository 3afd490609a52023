internal import APIMachinery
internal import ArgumentParser
internal import HTTPTypes
internal import JSON

/// `create -f`
struct CreateCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create objects from files or standard input.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var manifests: ManifestOptions
    @Option(help: "The name under which the fields are owned.")
    var fieldManager = FieldManagers.create
    @Flag(help: "Keep the manifest in an annotation, as apply does.")
    var saveConfig = false
    @Flag(help: "Change the objects in an editor before they are created.")
    var edit = false
    @Option(help: "A path of the server, to which the file is sent as it is; the answer is shown as it is.")
    var raw = ""

    func run(_ tool: ToolContext) async throws {
        if !raw.isEmpty { return try await runRaw(tool) }
        let options = try manifests.parsed(tool, command: "create")
        if edit { return try await runEditor(options, tool) }
        try await tool.withSession(global) { session in
            let targets = try await manifests.targets(session, options, tool, command: "create")
            var report = ChangeReport(
                manifests.print, format: options.format, output: tool.environment.output)
            var errors: [any Error] = []
            for item in targets.items {
                do {
                    let object = try await describing("creating", item.source) {
                        try await create(item, session, options.dryRun, options.validation)
                    }
                    try report.add(item, object, "created\(options.dryRun.suffix)")
                } catch let error as CancellationError {
                    throw error
                } catch {
                    errors.append(error)
                }
            }
            if let error = ErrorList.of(errors + targets.errors) { throw error }
        }
    }

    private func runEditor(_ options: ManifestOptions.Parsed, _ tool: ToolContext) async throws {
        try await tool.withSession(global) { session in
            let targets = try await manifests.targets(session, options, tool, command: "create")
            if let error = ErrorList.of(targets.errors) { throw error }
            let editor = ObjectEditor(session: session, tool: tool.name)
            let builder = ResourceBuilder(session)
            var report = ChangeReport(manifests.print, format: options.format, output: tool.environment.output)
            var errors: [any Error] = []
            for item in targets.items {
                do {
                    guard let edited = try await editor.edit(item) else { continue }
                    do {
                        for object in edited.objects {
                            let item = try await builder.item(object, "edited-file")
                            let created = try await create(item, session, options.dryRun, options.validation)
                            try report.add(item, created, "created\(options.dryRun.suffix)")
                        }
                        editor.discard(edited)
                    } catch {
                        editor.keep(edited)
                        throw error
                    }
                } catch let error as CancellationError {
                    throw error
                } catch {
                    errors.append(error)
                }
            }
            if let error = ErrorList.of(errors) { throw error }
        }
    }

    private func runRaw(_ tool: ToolContext) async throws {
        try manifests.check(tool, command: "create")
        let file = try RawRequest.file(manifests.files)
        guard manifests.selector.isEmpty else {
            throw CommandError("--raw and --selector (-l) are mutually exclusive")
        }
        guard manifests.print.output.isEmpty else { throw CommandError("--raw and --output are mutually exclusive") }
        let request = try RawRequest(.post, raw, file: file)
        try await tool.withSession(global) { try await request.run($0) }
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
