import APICompiler
import ArgumentParser

/// `apusgen schema`: the JSON Schema of the language.
struct EditorSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of the definition language, for editors.")

    func run() throws {
        Output.print(LanguageSchema.render())
    }
}
