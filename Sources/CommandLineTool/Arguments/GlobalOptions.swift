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
    @Option(help: "How long to wait for a single request, such as 1s, 2m or 3h; 0 for as long as it takes.")
    var requestTimeout = "0"
    @Option(help: "The user to act as.")
    var `as`: String?
    @Option(help: "A group to act as; may be given several times.")
    var asGroup: [String] = []
    @Option(name: .customLong("as-uid"), help: "The uid to act as.")
    var asUID: String?
    @Option(help: "The directory in which what is known of servers is kept.")
    var cacheDir: String?
    @Option(name: [.customLong("v"), .customShort("v")], help: "How much is logged: 6 and more for each request.")
    var verbosity = 0

    /// What the flags say of the server.
    func connectionOptions() throws(CommandError) -> ConnectionOptions {
        var options = ConnectionOptions()
        options.kubeconfig = kubeconfig
        options.overrides.context = context
        options.overrides.cluster = cluster
        options.overrides.user = user
        options.overrides.namespace = namespace
        options.overrides.server = server
        options.overrides.token = token
        options.overrides.certificateAuthority = certificateAuthority
        options.overrides.clientCertificate = clientCertificate
        options.overrides.clientKey = clientKey
        options.overrides.insecureSkipTLSVerify = insecureSkipTLSVerify ? true : nil
        options.overrides.tlsServerName = tlsServerName
        options.overrides.impersonatedUser = self.as
        options.overrides.impersonatedGroups = asGroup
        options.overrides.impersonatedUID = asUID
        options.requestTimeout = try timeout()
        options.verbosity = verbosity
        return options
    }

    private func timeout() throws(CommandError) -> Swift.Duration? {
        guard let duration = DurationText.parse(requestTimeout) else {
            throw CommandError(
                "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a "
                    + "corresponding time unit (e.g. 1s | 2m | 3h)")
        }
        return duration == .zero ? nil : duration
    }
}
