internal import ArgumentParser
internal import HTTPClientTransport

/// The flags that every command has.
struct GlobalOptions: ParsableArguments {
    @Option(help: "Path to the kubeconfig file to use.")
    var kubeconfig: String?
    @Option(help: "The name of the kubeconfig context to use.")
    var context: String?
    @Option(help: "The name of the kubeconfig cluster to use.")
    var cluster: String?
    @Option(help: "The name of the kubeconfig user to use.")
    var user: String?
    @Option(name: [.long, .customShort("n")], help: "The namespace to work in.")
    var namespace: String?
    @Option(name: [.long, .customShort("s")], help: "The address and port of the API server.")
    var server: String?
    @Option(help: "Bearer token for authentication to the API server.")
    var token: String?
    @Option(help: "Username for basic authentication to the API server.")
    var username: String?
    @Option(help: "Password for basic authentication to the API server.")
    var password: String?
    @Option(help: "Path to a file of certificates of authorities, for checking the server's.")
    var certificateAuthority: String?
    @Option(help: "Path to a client certificate file for TLS.")
    var clientCertificate: String?
    @Option(help: "Path to a client key file for TLS.")
    var clientKey: String?
    @Flag(
        name: .customLong("insecure-skip-tls-verify"),
        help: "Do not check the server's certificate. This makes your connections insecure.")
    var insecureSkipTLSVerify = false
    @Option(name: .customLong("tls-server-name"), help: "The name that the server's certificate has to bear.")
    var tlsServerName: String?
    @Option(name: .customLong("proxy-url"), help: "The URL of the proxy through which requests are sent.")
    var proxyURL: String?
    @Flag(help: "Ask the server for answers without compression.")
    var disableCompression = false
    @Option(help: "How long to wait for a single request, such as 1s, 2m or 3h; 0 for as long as it takes.")
    var requestTimeout = "0"
    @Option(help: "The user to act as.")
    var `as`: String?
    @Option(help: "A group to act as; may be given several times.")
    var asGroup: [String] = []
    @Option(name: .customLong("as-uid"), help: "The uid to act as.")
    var asUID: String?
    @Option(help: "Extra information on the user to act as, key=value; may be given several times.")
    var asUserExtra: [String] = []
    @Flag(help: "Go on only where the server's version is the tool's own.")
    var matchServerVersion = false
    @Flag(help: "Take warnings of the server for errors: end with status 1.")
    var warningsAsErrors = false
    @Option(help: "The directory in which what is known of servers is kept.")
    var cacheDir: String?
    @Option(name: [.customLong("v"), .customShort("v")], help: "How much is logged: 6 and more for each request.")
    var verbosity = 0

    /// What the flags say of the server.
    func connectionOptions() throws(CommandError) -> ConnectionOptions {
        var options = ConnectionOptions()
        // A flag without a value, such as a script's empty variable, is none.
        options.kubeconfig = kubeconfig?.isEmpty == true ? nil : kubeconfig
        options.overrides.context = context
        options.overrides.cluster = cluster
        options.overrides.user = user
        options.overrides.namespace = namespace
        options.overrides.server = server
        options.overrides.token = token
        options.overrides.username = username
        options.overrides.password = password
        options.overrides.proxyURL = proxyURL
        options.overrides.disableCompression = disableCompression ? true : nil
        options.overrides.impersonatedExtra = extra()
        options.overrides.certificateAuthority = certificateAuthority
        options.overrides.clientCertificate = clientCertificate
        options.overrides.clientKey = clientKey
        options.overrides.insecureSkipTLSVerify = insecureSkipTLSVerify ? true : nil
        options.overrides.tlsServerName = tlsServerName
        options.overrides.impersonatedUser = self.as
        options.overrides.impersonatedGroups = asGroup
        options.overrides.impersonatedUID = asUID
        options.overrides.dropEmptyValues()
        options.requestTimeout = try timeout()
        options.verbosity = verbosity
        return options
    }

    /// The values of each key; what has no equals sign says nothing, as with kubectl.
    private func extra() -> [String: [String]] {
        var extra: [String: [String]] = [:]
        for text in asUserExtra {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 { extra[parts[0], default: []].append(parts[1]) }
        }
        return extra
    }

    private func timeout() throws(CommandError) -> Swift.Duration? {
        guard let duration = requestTimeout.isEmpty ? .zero : DurationText.parse(requestTimeout) else {
            throw CommandError(
                "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a "
                    + "corresponding time unit (e.g. 1s | 2m | 3h)")
        }
        return duration == .zero ? nil : duration
    }
}
