import APICompiler
import ArgumentParser

/// `apusgen check`: reports every mistake of a set.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Report every mistake in a directory of definitions.")

    @OptionGroup var input: InputOptions
    @Flag(help: "Fail on warnings, too.") var strict = false

    func run() throws {
        let output = input.compile()
        Output.report(output.diagnostics)
        let errors = output.diagnostics.count { $0.severity == .error }
        if errors > 0 || (strict && !output.diagnostics.isEmpty) { throw ExitCode.failure }
        Output.print(output.result.summary + "\n")
    }
}

/// The directories that most commands read.
struct InputOptions: ParsableArguments {
    @Argument(help: "The directory of the set: <group or core>/<version>/<Kind>.yaml below it.", completion: .directory)
    var directory: String

    @Option(
        name: .customLong("reference"),
        help: ArgumentHelp("A directory of definitions that the set refers to.", valueName: "[module=]directory"))
    var references: [ModuleReference] = []

    func compile() -> DefinitionCompiler.Output {
        DefinitionCompiler.compile(directory: directory, references: references.map(\.directory))
    }
}
