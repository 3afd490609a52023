import APIMachinery
import APIServer
import CommandLineTool
import ControlPlaneAPI
import ControlPlaneBehaviors
import HTTPClientTransport
import HTTPTypes
import JSON
import KubernetesAPI
import KubernetesBehaviors
import Logging
import Storage

/// A command line and a server in this process, with files of its own.
final class ToolFixture: Sendable {
    /// What a command did.
    struct Result: Equatable {
        var code: Int32
        var output: String
        var errors: String
    }

    let server: APIServer
    let directory: TemporaryDirectory
    let tool: APICommandLine
    let requests = RequestLog()

    private init(_ registrations: [GroupVersionRegistration]) async throws {
        var configuration = APIServer.Configuration()
        configuration.behaviors = .controlPlane + .kubernetes()
        configuration.logger.logLevel = .critical
        server = try APIServer(
            storage: MemoryStorage(), registrations: ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all,
            configuration: configuration)
        try await server.prepare()
        directory = try TemporaryDirectory()
        tool = APICommandLine(name: "apusctl", registrations: registrations)
    }

    /// A fixture.
    ///
    /// - Parameter isCompiled: Whether the tool knows the resources without asking the server.
    static func make(isCompiled: Bool = true) async throws -> ToolFixture {
        try await ToolFixture(isCompiled ? ControlPlaneAPIRegistrations.all + KubernetesAPIRegistrations.all : [])
    }

    /// Runs a command line, words separated by spaces.
    @discardableResult
    func run(
        _ line: String, input: String = "", output: OutputBuffer? = nil, programs: ChildPrograms = .none
    ) async -> Result {
        await run(line.split(separator: " ").map(String.init), input: input, output: output, programs: programs)
    }

    /// Runs a command.
    @discardableResult
    func run(
        _ arguments: [String], input: String = "", output: OutputBuffer? = nil, programs: ChildPrograms = .none
    ) async -> Result {
        let output = output ?? OutputBuffer()
        let errors = OutputBuffer()
        let environment = CommandEnvironment(
            variables: ["HOME": directory.path], readInput: { Array(input.utf8) }, output: output.sink,
            errors: errors.sink,
            download: { url in throw CommandError("no network in tests: \(url)") }, programs: programs,
            connect: { [server, requests] options, _ in
                ServerConnection(
                    sender: LoggingSender(base: server, log: requests), address: "https://test.invalid:6443",
                    namespace: options.overrides.namespace)
            })
        let code = await tool.run(arguments, in: environment)
        return Result(code: code, output: output.text, errors: errors.text)
    }

    /// Runs a command line that has to go well, and returns what it wrote.
    @discardableResult
    func output(_ line: String, input: String = "") async throws -> String {
        let result = await run(line, input: input)
        guard result.code == 0 else { throw UnexpectedFailure(line: line, result: result) }
        return result.output
    }

    struct UnexpectedFailure: Error {
        let line: String
        let result: Result
    }
}
