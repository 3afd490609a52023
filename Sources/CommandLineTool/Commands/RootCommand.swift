internal import ArgumentParser

/// The tool itself.
struct RootCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: ToolName.current,
            abstract: "Controls servers of Kubernetes-style APIs.",
            subcommands: [
                GetCommand.self, CreateCommand.self, ApplyCommand.self, DeleteCommand.self, ExplainCommand.self,
                APIResourcesCommand.self, APIVersionsCommand.self, VersionCommand.self, ConfigCommand.self,
                CompletionCommand.self,
            ])
    }

    /// The names of the commands below a command; `nil` where there is no such command.
    static func subcommandNames(of path: [String]) -> [String]? {
        var command: any ParsableCommand.Type = RootCommand.self
        for name in path {
            guard let next = command.configuration.subcommands.first(where: { Self.names(of: $0).contains(name) })
            else { return nil }
            command = next
        }
        return command.configuration.subcommands.flatMap(names)
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
    }
}
