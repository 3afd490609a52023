internal import APIClient
internal import APIMachinery
internal import HTTPClientTransport

/// A command's dealings with one server.
struct Session: Sendable {
    let environment: CommandEnvironment
    let sender: any RequestSender
    let compiled: CompiledResources
    let finder: ResourceFinder
    /// The namespace to work in.
    let namespace: String
    /// Whether a flag says the namespace, so that objects in others are refused.
    let isNamespaceEnforced: Bool

    var requests: ResourceRequests { ResourceRequests(sender: sender) }
}

/// What commands are run with.
struct ToolContext: Sendable {
    /// The tool's name.
    let name: String
    let version: VersionInfo
    let compiled: CompiledResources
    let environment: CommandEnvironment

    /// Connects as the flags say, does something, and ends the connection. Errors name the server that they came from.
    func withSession<Result>(
        _ options: GlobalOptions, _ body: (Session) async throws -> Result
    ) async throws -> Result {
        var choice = try options.connectionOptions()
        choice.userAgent = "\(name)/\(version.gitVersion) (\(version.platform))"
        let connection = try await environment.connect(choice, environment)
        let result: Result
        do {
            var sender: any RequestSender = WarningSender(base: connection.sender, errors: environment.errors)
            if choice.verbosity >= 6 {
                sender = TracingSender(base: sender, address: connection.address, errors: environment.errors)
            }
            result = try await body(
                Session(
                    environment: environment, sender: sender, compiled: compiled,
                    finder: ResourceFinder(
                        compiled: compiled, sender: sender,
                        cache: DiscoveryCache(directory: cacheDirectory(options), address: connection.address)),
                    namespace: choice.overrides.namespace ?? connection.namespace ?? "default",
                    isNamespaceEnforced: choice.overrides.namespace != nil))
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return result
    }

    private func cacheDirectory(_ options: GlobalOptions) -> String? {
        if let directory = options.cacheDir { return directory }
        if let directory = environment.variables["XDG_CACHE_HOME"], directory.hasPrefix("/") {
            return "\(directory)/\(name)"
        }
        return environment.variables["HOME"].map { "\($0)/.cache/\(name)" }
    }
}
