import APICompiler
import ArgumentParser

/// `apusgen shared-models`: writes APIMachinery's generated part.
struct SharedModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shared-models", abstract: "Write the Swift of the types that every group shares.",
        discussion: "It is for Apus itself, which commits these files.", shouldDisplay: false)

    @Option(help: "The directory to write to.", completion: .directory) var output: String

    func run() throws {
        let files = SharedModels.files()
        try Output.write(files, to: output)
        try Output.removeStale(in: ["Models"], of: output, keeping: files)
    }
}
