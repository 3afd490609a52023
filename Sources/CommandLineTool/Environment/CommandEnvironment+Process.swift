internal import APIMachinery
internal import HTTPClientTransport
internal import HTTPTypes

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

extension CommandEnvironment {
    /// The environment of this process: its streams and variables, and servers over HTTP.
    public static var process: CommandEnvironment {
        CommandEnvironment(
            variables: processVariables(), readInput: { try LocalFiles.readStandardInput() },
            readLine: { try LocalFiles.readLineOfStandardInput() }, output: .standardOutput, errors: .standardError,
            download: download, programs: .installed, connect: connectOverHTTP)
    }

    /// The variables that commands look at.
    private static func processVariables() -> [String: String] {
        var variables: [String: String] = [:]
        for name in ["HOME", "KUBECONFIG", "XDG_CACHE_HOME", "KUBE_EDITOR", "EDITOR", "SHELL", "TMPDIR"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }

    /// Connects as the flags and the kubeconfig say.
    @Sendable
    public static func connectOverHTTP(
        _ options: ConnectionOptions, _ environment: CommandEnvironment
    ) async throws -> ServerConnection {
        let location = options.location(in: environment.variables)
        var settings = try ConnectionSettings(location, overrides: options.overrides)
        try check(settings, try Kubeconfig(location), options.overrides)
        if !options.userAgent.isEmpty { settings.userAgent = options.userAgent }
        settings.requestTimeout = options.requestTimeout
        // As kubectl: one person's commands need no holding back, and a failure is better seen than waited for.
        settings.requestsPerSecond = 50
        settings.burst = 300
        let connection = try ClusterConnection(settings)
        return ServerConnection(
            sender: connection.client.sender, address: settings.cluster.server, namespace: settings.namespace,
            close: { await connection.close() })
    }

    /// Looks for settings that contradict each other, with kubectl's words.
    private static func check(
        _ settings: ConnectionSettings, _ kubeconfig: Kubeconfig, _ overrides: ConnectionOverrides
    ) throws(CommandError) {
        let context = (overrides.context ?? kubeconfig.currentContext).flatMap { kubeconfig.context($0)?.value }
        let user = settings.user
        let name = overrides.user ?? context?.user ?? ""
        if user.token != nil, user.username != nil || user.password != nil {
            throw CommandError(
                "more than one authentication method found for \(name); found [token basicAuth], only one is allowed")
        }
        if user.impersonatedUser == nil,
            user.impersonatedUID != nil || !user.impersonatedGroups.isEmpty || !user.impersonatedExtra.isEmpty
        {
            throw CommandError("requesting uid, groups or user-extra for \(name) without impersonating a user")
        }
        if let proxy = settings.cluster.proxyURL {
            let scheme = proxy.firstRange(of: "://").map { proxy[..<$0.lowerBound] } ?? ""
            guard ["http", "https", "socks5", "socks5h"].contains(scheme) else {
                let cluster = overrides.cluster ?? context?.cluster ?? ""
                throw CommandError(
                    "invalid 'proxy-url' \(quoted(proxy)) for cluster \(quoted(cluster)): unsupported scheme "
                        + "\(quoted(String(scheme))), must be http, https, or socks5")
            }
        }
    }

    /// The size beyond which what a URL names is not read.
    private static let maximumDownload = 64 << 20

    /// Fetches a manifest.
    @Sendable
    private static func download(_ url: String) async throws -> [UInt8] {
        let schemeEnd = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let pathStart = url[schemeEnd...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
        var cluster = Kubeconfig.Cluster()
        cluster.server = String(url[..<pathStart])
        let path = url[pathStart...].prefix { $0 != "#" }
        let sender = try HTTPRequestSender(ConnectionSettings(cluster: cluster))
        let result: Result<[UInt8], any Error>
        do {
            let target = path.hasPrefix("/") ? String(path) : "/\(path)"
            let response = try await sender.send(
                APIRequest(method: .get, path: target, headerFields: [.accept: "*/*"]))
            guard response.head.status == .ok else {
                throw CommandError(
                    "unable to read URL \(quoted(url)), server reported \(response.head.status.code) "
                        + "\(response.head.status.reasonPhrase), status code=\(response.head.status.code)")
            }
            result = .success(try await response.body.collect(upTo: maximumDownload))
        } catch {
            result = .failure(error)
        }
        await sender.close()
        return try result.get()
    }
}
