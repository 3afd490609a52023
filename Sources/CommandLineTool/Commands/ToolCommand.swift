internal import APIMachinery
internal import ArgumentParser

/// A command of the tool.
protocol ToolCommand: ParsableCommand {
    /// Does what the command line asks for.
    func run(_ tool: ToolContext) async throws
}

/// What the commands call the tool while a command line is read: ArgumentParser asks types, which have no instance to
/// keep a name in.
enum ToolName {
    @TaskLocal static var current = "apusctl"
}
