import APIClient
public import APIMachinery
import HTTPTypes
public import Logging

/// A connection to a server, as a kubeconfig describes it.
///
/// ```swift
/// let connection = try ClusterConnection()
/// let pod = try await connection.client.coreV1.pods.namespace("default").get("web")
/// await connection.close()
/// ```
public final class ClusterConnection: Sendable {
    /// How the server is reached, and as whom.
    public let settings: ConnectionSettings
    /// The way to all resources, with the settings' rate, retries and time limits.
    public let client: Clientset

    private let transport: HTTPRequestSender

    /// Connects as settings say; it connects when the first request is sent.
    ///
    /// - Throws: ``KubeconfigError`` where something is wrong with them.
    public init(_ settings: ConnectionSettings, logger: Logger? = nil) throws(KubeconfigError) {
        self.settings = settings
        transport = try HTTPRequestSender(settings, logger: logger)
        var sender: any RequestSender = transport
        let user = settings.user
        if let name = user.impersonatedUser {
            sender = sender.impersonating(
                Impersonation(
                    user: name, groups: user.impersonatedGroups, uid: user.impersonatedUID,
                    extra: user.impersonatedExtra))
        } else if user.impersonatedUID != nil || !user.impersonatedGroups.isEmpty || !user.impersonatedExtra.isEmpty {
            throw KubeconfigError("whom to act as needs a user name (--as) beside groups, a uid and the like")
        }
        // Each attempt is counted by the rate; the time limit is for all attempts together.
        sender = sender.limited(rate: settings.requestsPerSecond, burst: settings.burst)
        var policy = RetryingSender.Policy()
        policy.attempts = settings.attempts
        if let logger {
            policy.onRetry = { request, reason in
                logger.debug(
                    "sending a request again",
                    metadata: [
                        "method": "\(request.method)", "path": "\(request.path ?? "")", "reason": "\(reason)",
                    ])
            }
        }
        sender = sender.retrying(policy)
        if let limit = settings.requestTimeout { sender = sender.timeLimited(limit) }
        client = Clientset(sender: sender)
    }

    /// Connects as a kubeconfig says, or a pod's files where there is none.
    ///
    /// - Parameters:
    ///   - kubeconfig: Where the kubeconfig is.
    ///   - context: The context; `nil` for the one that the kubeconfig names.
    ///   - logger: Where connections and retries are logged, at the levels debug and trace.
    /// - Throws: ``KubeconfigError`` where something is wrong with it.
    public convenience init(
        kubeconfig: KubeconfigLocation = .standard, context: String? = nil, logger: Logger? = nil
    ) throws(KubeconfigError) {
        try self.init(
            ConnectionSettings(kubeconfig, overrides: ConnectionOverrides(context: context)), logger: logger)
    }

    /// The namespace to work in where nothing else is said.
    public var namespace: String { settings.namespace ?? "default" }

    /// Closes all connections; what is under way fails.
    public func close() async {
        await transport.close()
    }
}
