import APICompiler
import ArgumentParser

/// `apusgen explain`: describes a field.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Describe a kind or a field of it, and say where it is defined.",
        discussion:
            "The set is the directory two levels above the file: apusgen explain api-definitions/example.org/v1/Book.yaml spec.title"
    )

    @Argument(help: "The definition file of the kind.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Argument(help: "The field, such as spec.title; the kind itself when absent.")
    var path: String = ""

    @Option(
        name: .customLong("reference"),
        help: ArgumentHelp("A directory of definitions that the set refers to.", valueName: "[module=]directory"))
    var references: [ModuleReference] = []

    func run() throws {
        switch FieldExplanation.explain(file: file, path: path, references: references.map(\.directory)) {
        case .success(let text): Output.print(text)
        case .failure(let failure):
            Output.report(failure.diagnostics)
            throw ExitCode.failure
        }
    }
}
