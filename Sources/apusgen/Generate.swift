import APICompiler
import ArgumentParser

/// `apusgen generate`: what the build-tool plugin runs.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the Swift of a module from its definitions.",
        discussion: "Files are written only where their content changes. With errors nothing is written.")

    @Option(help: "The name of the module that the Swift is for.") var module: String
    @Option(help: "The directory of the module's definitions.", completion: .directory) var set: String
    @Option(
        name: .customLong("reference"),
        help: ArgumentHelp(
            "A module whose definitions may be referred to, each after those that it refers to itself.",
            valueName: "module=directory"))
    var references: [ModuleReference] = []
    @Option(help: "The directory to write to.", completion: .directory) var output: String

    func run() throws {
        let references = references.map { ModuleGenerator.Reference(module: $0.module, directory: $0.directory) }
        let (files, diagnostics) = ModuleGenerator(module: module, directory: set, references: references).generate()
        Output.report(diagnostics)
        if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
        try Output.write(files, to: output)
    }
}

/// `apusgen documents`: what the command plugin runs to write `generated/`.
struct Documents: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the documents of a set: OpenAPI, discovery, CRD manifests and reference pages.",
        discussion: "Documents of kinds that are defined no more are removed.")

    @Option(help: "The directory of the set.", completion: .directory) var set: String
    @Option(
        name: .customLong("reference"),
        help: ArgumentHelp("A directory of definitions that the set refers to.", valueName: "[module=]directory"))
    var references: [ModuleReference] = []
    @Option(help: "The directory to write to.", completion: .directory) var output: String

    func run() throws {
        let compiled = DefinitionCompiler.compile(directory: set, references: references.map(\.directory))
        Output.report(compiled.diagnostics)
        if compiled.hasErrors { throw ExitCode.failure }
        let files = DocumentGenerator(compiled.result).files()
        try Output.write(files, to: output)
        try Output.removeStale(in: ["openapi", "crds", "reference"], of: output, keeping: files)
    }
}

/// A directory of definitions, with the module that compiles them where that matters.
struct ModuleReference: ExpressibleByArgument {
    var module: String
    var directory: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else {
            (module, directory) = ("", argument)
            return
        }
        module = String(argument[..<equals])
        directory = String(argument[argument.index(after: equals)...])
        if directory.isEmpty { return nil }
    }
}
