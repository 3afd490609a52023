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
    @OptionGroup var deletion: DeletionOptions
    @Option(help: "The name under which the fields are owned.")
    var fieldManager = FieldManagers.apply
    @Flag(inversion: .prefixedNo, help: "Set what the file says also where others have changed it since.")
    var overwrite = true
    @Flag(
        name: .customLong("openapi-patch"), inversion: .prefixedNo,
        help: """
            Ask the server how lists are merged, for kinds that are not compiled in; without, their lists are replaced \
            as a whole.
            """)
    var openAPIPatch = true
    @Flag(help: "Delete objects that were applied once and are not in the files; needs -l or --all.")
    var prune = false
    @Option(help: "A group/version/kind to prune, instead of the usual ones; may be given several times.")
    var pruneAllowlist: [String] = []
    @Flag(help: "Prune among all objects of the kinds.")
    var all = false
    @Flag(inversion: .prefixedNo, help: "Wait until objects that are pruned are gone.")
    var wait = false
    @Option(help: "The subresource to apply; the server has to apply it itself, which is not offered.")
    var subresource = ""

    func run(_ tool: ToolContext) async throws {
        let options = try manifests.parsed(tool, command: "apply")
        let replacement = try replacement(options.dryRun)
        let allowlist = try Pruner.Allowlist(prune ? pruneAllowlist : [])
        try await tool.withSession(global) { session in
            // A kind that was asked for by name and is not there is told of before anything is done.
            if case .kinds = allowlist { _ = try await allowlist.resources(session.finder) }
            let targets = try await manifests.targets(session, options, tool, command: "apply")
            let applier = Applier(
                session: session, tool: tool.name, dryRun: options.dryRun, validation: options.validation,
                fieldManager: fieldManager, overwrites: overwrite, asksForSchemas: openAPIPatch,
                replacement: deletion.force ? replacement : nil)
            var errors: [any Error] = targets.errors
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
            if let error = ErrorList.of(errors) { throw error }
            if options.format.needsObjects { try show(objects, options.format, session) }
            guard prune else { return }
            var deleter = Deleter(
                session: session, options: replacement.options, dryRun: options.dryRun, showsNames: false,
                isForced: deletion.force, ignoresNotFound: true)
            if options.dryRun == .server { deleter.options.dryRun = ["All"] }
            let pruner = Pruner(
                session: session, labelSelector: manifests.selector, deleter: deleter, waits: wait,
                timeout: replacement.timeout)
            var report = ChangeReport(manifests.print, format: options.format, output: session.environment.output)
            try await pruner.prune(
                try await allowlist.resources(session.finder), except: objects,
                namespaces: Set(targets.items.compactMap(\.namespace)), &report)
        }
    }

    /// How objects are deleted, and how long that may take.
    ///
    /// - Throws: `CommandError` for flags that do not go together.
    private func replacement(_ dryRun: DryRun) throws(CommandError) -> (options: DeleteOptions, timeout: Swift.Duration)
    {
        var options = DeleteOptions()
        options.propagationPolicy = try deletion.propagationPolicy()
        if deletion.gracePeriod >= 0 { options.gracePeriodSeconds = deletion.gracePeriod }
        guard subresource.isEmpty else { throw CommandError("--subresource can only be specified for --server-side") }
        guard dryRun != .server || !deletion.force else {
            throw CommandError("--dry-run=server cannot be used with --force")
        }
        guard !all || manifests.selector.isEmpty else {
            throw CommandError("cannot set --all and --selector at the same time")
        }
        guard !prune || all || !manifests.selector.isEmpty else {
            throw CommandError(
                """
                all resources selected for prune without explicitly passing --all. To prune all resources, pass the \
                --all flag. If you did not mean to prune all resources, specify a label selector
                """)
        }
        return (options, try deletion.timeLimit())
    }

    /// One object as it is, several as a list.
    private func show(_ objects: [JSONValue], _ format: OutputFormat, _ session: Session) throws(CommandError) {
        guard !objects.isEmpty else { return }
        // A template without -o is filled for each object.
        let isEach = manifests.print.output.isEmpty
        var printer = manifests.print.printer(format, session.environment.output)
        guard objects.count > 1, !isEach else {
            for object in objects { try printer.print(object) }
            return
        }
        try printer.print(["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]])
    }
}
