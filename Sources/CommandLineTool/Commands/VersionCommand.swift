internal import APIMachinery
internal import ArgumentParser
internal import JSON

/// `version`
struct VersionCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Show the versions of this tool and of the server.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Show the tool's version alone.")
    var client = false
    @Option(name: [.long, .customShort("o")], help: "Output format: json or yaml.")
    var output = ""

    func run(_ tool: ToolContext) async throws {
        guard ["", "json", "yaml"].contains(output) else { throw CommandError("--output must be 'yaml' or 'json'") }
        var server: VersionInfo?
        var failure: (any Error)?
        if !client {
            do {
                server = try await tool.withSession(global) { try await tool.serverVersion($0.requests) }
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = error
            }
        }
        show(tool, server)
        if let failure { throw failure }
        if let server, let warning = Self.skewWarning(tool.version, server) { tool.environment.errors.line(warning) }
    }

    private func show(_ tool: ToolContext, _ server: VersionInfo?) {
        let sink = tool.environment.output
        guard !output.isEmpty else {
            sink.line("Client Version: \(tool.version.gitVersion)")
            if let server { sink.line("Server Version: \(server.gitVersion)") }
            return
        }
        var object = JSONObject()
        for (name, version) in [("clientVersion", tool.version), ("serverVersion", server)] {
            if let version { object[name] = try? JSONValue(parsing: version.encodedJSON()) }
        }
        let value = JSONValue.object(object)
        if output == "json" {
            sink.line(String(decoding: value.serialized(indent: 2), as: UTF8.self))
        } else {
            sink.line(value.sortedYAML)
        }
    }

    /// What is said of versions that are too far apart to be sure of each other.
    static func skewWarning(_ client: VersionInfo, _ server: VersionInfo) -> String? {
        func numbers(_ version: VersionInfo) -> (Int, Int)? {
            let minor = version.minor.prefix { $0.isASCII && $0.isNumber }
            guard let major = Int(version.major), let minor = Int(minor) else { return nil }
            return (major, minor)
        }
        guard let (clientMajor, clientMinor) = numbers(client), let (serverMajor, serverMinor) = numbers(server) else {
            return nil
        }
        guard clientMajor != serverMajor || abs(clientMinor - serverMinor) > 1 else { return nil }
        return "WARNING: version difference between client (\(clientMajor).\(clientMinor)) and server "
            + "(\(serverMajor).\(serverMinor)) exceeds the supported minor version skew of +/-1"
    }
}
