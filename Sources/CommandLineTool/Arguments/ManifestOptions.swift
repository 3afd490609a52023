internal import APIMachinery
internal import ArgumentParser
internal import JSON

/// What commands have in common that send the objects of manifests.
struct ManifestOptions: ParsableArguments {
    @OptionGroup var files: FileOptions
    @OptionGroup var print: PrintOptions
    @Option(help: "none, client (show what would be sent) or server (try it without keeping it).")
    var dryRun = "none"
    @Option(help: "What the server does with unknown fields: strict, warn or ignore.")
    var validate = "strict"
    @Option(name: [.long, .customShort("l")], help: "Only objects whose labels match.")
    var selector = ""
    @Argument(help: .hidden)
    var arguments: [String] = []

    /// The options in the form that commands work with.
    struct Parsed {
        var format: OutputFormat
        var dryRun: DryRun
        var validation: FieldValidation
        var labels: LabelQuery?
    }

    /// Looks whether there are files, and nothing else.
    ///
    /// - Throws: ``CommandError`` that names what is missing or too much.
    func check(_ tool: ToolContext, command: String) throws(CommandError) {
        guard arguments.isEmpty else {
            throw CommandError.usage("Unexpected args: [\(arguments.joined(separator: " "))]", tool.name, command)
        }
        try files.check()
        guard !files.isEmpty else { throw CommandError("must specify one of -f and -k") }
    }

    /// Reads the options' values.
    ///
    /// - Throws: ``CommandError`` that names what is wrong or missing.
    func parsed(_ tool: ToolContext, command: String) throws -> Parsed {
        try check(tool, command: command)
        return Parsed(
            format: try print.format(.writing), dryRun: try DryRun(dryRun),
            validation: try Validation.parse(validate), labels: try Selection.labels(selector))
    }

    /// The objects of the files that the selector lets through.
    ///
    /// - Throws: ``CommandError`` where there are none.
    func targets(
        _ session: Session, _ parsed: Parsed, _ tool: ToolContext, command: String
    ) async throws -> ResourceBuilder.Targets {
        var builder = ResourceBuilder(session)
        builder.files = files
        builder.tool = tool.name
        var targets = try await builder.targets()
        targets.items.removeAll { item in
            parsed.labels.map { !Selection.matches($0, item.object ?? JSONObject()) } ?? false
        }
        guard !targets.items.isEmpty || !targets.errors.isEmpty else {
            throw CommandError("no objects passed to \(command)")
        }
        return targets
    }
}
