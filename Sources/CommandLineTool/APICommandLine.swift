public import APIMachinery
internal import ArgumentParser

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// A command line for an API: kubectl's commands, flags and output, for the resources that are compiled in and for all
/// others that a server has.
///
/// An author ships one for an API of their own in a line:
///
/// ```swift
/// await APICommandLine(name: "bookctl", registrations: LibraryAPIRegistrations.all).main()
/// ```
///
/// Resources that are compiled in are known without asking the server what it has.
public struct APICommandLine: Sendable {
    private let name: String
    private let compiled: CompiledResources
    private let version: VersionInfo

    /// A command line.
    ///
    /// - Parameters:
    ///   - name: What it is called, in messages and for its cache.
    ///   - registrations: What generated code registers.
    ///   - version: What `version` says of the tool.
    public init(name: String, registrations: [GroupVersionRegistration] = [], version: VersionInfo = .apus) {
        self.name = name
        compiled = CompiledResources(registrations: registrations)
        self.version = version
    }

    /// Runs the command that the process was started with, and ends the process.
    public func main() async -> Never {
        let code = await run(Array(CommandLine.arguments.dropFirst()), in: .process)
        exit(code)
    }

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - arguments: The command line without the tool's name.
    ///   - environment: All that the command has from outside.
    /// - Returns: 0 where all went well, else 1.
    public func run(_ arguments: [String], in environment: CommandEnvironment) async -> Int32 {
        let tool = ToolContext(name: name, version: version, compiled: compiled, environment: environment)
        return await ToolName.$current.withValue(name) {
            do {
                guard let command = try parse(arguments, tool) else { return 0 }
                try await command.run(tool)
                return 0
            } catch is CancellationError {
                return 1
            } catch {
                environment.errors.write(ErrorText.text(for: error))
                return 1
            }
        }
    }

    /// The command that a command line means; `nil` where it asks for help, which is then shown.
    private func parse(_ arguments: [String], _ tool: ToolContext) throws -> (any ToolCommand)? {
        let normalizer = ArgumentNormalizer(tool: name, subcommands: RootCommand.subcommandNames)
        let line = try normalizer.normalize(arguments)
        do {
            var command = try RootCommand.parseAsRoot(line.arguments)
            if let command = command as? any ToolCommand { return command }
            // Help, or a command that only has others below it: it ends in the text to show.
            try command.run()
            return nil
        } catch {
            guard RootCommand.exitCode(for: error) != .success else {
                tool.environment.output.line(RootCommand.fullMessage(for: error))
                return nil
            }
            throw Self.usageError(RootCommand.message(for: error), [name] + line.command)
        }
    }

    /// What ArgumentParser says of a command line, in kubectl's words.
    private static func usageError(_ message: String, _ path: [String]) -> CommandError {
        var text = message
        if let option = message.split(separator: "'").dropFirst().first, message.hasPrefix("Unknown option") {
            text = "unknown flag: \(option.prefix { $0 != "=" })"
        }
        return CommandError("\(text)\nSee '\(path.joined(separator: " ")) --help' for usage.")
    }
}
