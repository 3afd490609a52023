public import APIMachinery
public import Logging

/// What a controller works with.
public struct ControllerContext: Sendable {
    /// The server, in this process or elsewhere.
    public var client: Clientset
    /// Where the controller logs.
    public var logger: Logger

    /// Makes a context.
    public init(client: Clientset, logger: Logger) {
        self.client = client
        self.logger = logger
    }
}
