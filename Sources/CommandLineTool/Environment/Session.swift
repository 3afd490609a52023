internal import APIClient
internal import APIMachinery
internal import HTTPClientTransport
internal import JSON

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
            let warnings = WarningSender(base: connection.sender, errors: environment.errors)
            var sender: any RequestSender = warnings
            if choice.verbosity >= 6 {
                sender = TracingSender(base: sender, address: connection.address, errors: environment.errors)
            }
            if options.matchServerVersion { try await checkVersion(of: sender) }
            result = try await body(
                Session(
                    environment: environment, sender: sender, compiled: compiled,
                    finder: ResourceFinder(
                        compiled: compiled, sender: sender,
                        cache: DiscoveryCache(directory: cacheDirectory(options), address: connection.address)),
                    namespace: choice.overrides.namespace ?? connection.namespace ?? "default",
                    isNamespaceEnforced: choice.overrides.namespace != nil))
            if options.warningsAsErrors, warnings.count > 0 {
                throw CommandError("\(warnings.count) warning\(warnings.count == 1 ? "" : "s") received")
            }
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return result
    }

    private func checkVersion(of sender: any RequestSender) async throws {
        let server = try await serverVersion(ResourceRequests(sender: sender))
        guard server.gitVersion == version.gitVersion else {
            throw CommandError(
                "server version (\(server.gitVersion)) differs from client version (\(version.gitVersion))")
        }
    }

    /// What the server says of its version.
    func serverVersion(_ requests: ResourceRequests) async throws -> VersionInfo {
        let bytes = try await requests.bytes("/version")
        do {
            return try VersionInfo(parsing: bytes)
        } catch {
            throw CommandError("the server's version cannot be read: \(error)")
        }
    }

    private func cacheDirectory(_ options: GlobalOptions) -> String? {
        if let directory = options.cacheDir { return directory }
        if let directory = environment.variables["XDG_CACHE_HOME"], directory.hasPrefix("/") {
            return "\(directory)/\(name)"
        }
        return environment.variables["HOME"].map { "\($0)/.cache/\(name)" }
    }
}
