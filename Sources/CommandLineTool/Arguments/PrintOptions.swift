internal import ArgumentParser
internal import JSON

/// The flags of commands that show whole objects.
struct PrintOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("o")],
        help: """
            Output format: json, yaml, kyaml, name, go-template=…, go-template-file=…, jsonpath=…, jsonpath-as-json=…, \
            jsonpath-file=…; where tables are shown also wide, custom-columns=… and custom-columns-file=…
            """)
    var output = ""
    @Option(help: "The template, or the path of its file, for output formats that take one.")
    var template = ""
    @Flag(inversion: .prefixedNo, help: "Let templates name fields and keys that are not there.")
    var allowMissingTemplateKeys = true
    @Flag(help: "Show who manages which fields.")
    var showManagedFields = false

    /// The format that the flags ask for.
    ///
    /// - Parameter fallback: The format where they ask for none.
    func format(_ choice: OutputFormat.Choice, fallback: String = "") throws(CommandError) -> OutputFormat {
        let name = output.isEmpty ? (template.isEmpty ? fallback : "go-template") : output
        return try OutputFormat(
            name, template: template, allowsMissingKeys: allowMissingTemplateKeys, choice: choice)
    }

    func printer(_ format: OutputFormat, _ output: OutputSink, keepsOrder: Bool = false) -> ObjectPrinter {
        ObjectPrinter(
            format: format, output: output, showsManagedFields: showManagedFields, keepsOrder: keepsOrder)
    }
}
