import ArgumentParser

/// The definition compiler's command line. The build-tool plugin runs it; authors run it by hand.
@main
struct ApusGen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apusgen",
        abstract: "Checks and compiles API definitions.",
        subcommands: [
            Check.self, Generate.self, Documents.self, Dump.self, Explain.self, EditorSchema.self,
            SharedModelsCommand.self,
        ])
}
