internal import ArgumentParser

/// `completion`
struct CompletionCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Write a script by which a shell completes command lines.")

    @Argument(help: "bash, zsh or fish")
    var shell: String

    func run(_ tool: ToolContext) async throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw CommandError("Unsupported shell type \(quoted(shell)).")
        }
        tool.environment.output.line(RootCommand.completionScript(for: shell))
    }
}
