public import APIClient
public import APIMachinery
import ControlPlaneAPI
public import Logging
import Timing

/// Empties namespaces that are being deleted.
///
/// A namespace that is deleted stays as `Terminating` while it has the finalizer `kubernetes` in its spec. This controller
/// deletes what is in it (pods first, then the objects of all other namespaced resources that the server offers at that
/// moment), says in the namespace's status conditions what is left and why, looks again later and later while objects
/// wait for their finalizers, and takes the finalizer away once nothing is left.
public struct NamespaceController: Sendable {
    /// The controller under its name, `namespace-controller`, or `namespace` for short.
    public static let named = NamedController("namespace-controller", aliases: ["namespace"]) { context in
        await NamespaceController(client: context.client, logger: context.logger).run()
    }

    /// How the controller works.
    public struct Configuration: Sendable {
        /// How old a deletion must be before the namespace is emptied.
        ///
        /// A request that saw the namespace before its deletion may still be writing an object into it; what comes later is
        /// refused. Deletions carry their time in whole seconds, so that up to a second of this has passed unseen.
        public var settlingTime = Swift.Duration.seconds(2)
        /// How many namespaces are emptied at once.
        public var workers = 4
        /// How soon a namespace is looked at again while something is left in it.
        public var retry = QueueRateLimit(
            perKey: Backoff(initial: .milliseconds(100), maximum: .seconds(15)), rate: 50, burst: 100)

        /// The usual configuration.
        public init() {}
    }

    private let client: Clientset
    private let configuration: Configuration
    private let logger: Logger

    /// Makes a controller.
    public init(
        client: Clientset, configuration: Configuration = Configuration(),
        logger: Logger = Logger(label: "apus.controllers")
    ) {
        self.client = client
        self.configuration = configuration
        self.logger = logger
    }

    /// Runs until the task is cancelled.
    public func run() async {
        let emptier = NamespaceEmptier(client: client)
        let settlingTime = configuration.settlingTime
        let controller = Controller(
            "namespace-controller", for: client.coreV1.namespaces, workers: configuration.workers,
            limit: configuration.retry, logger: logger
        ) { [logger] key, namespace in
            guard let deletion = namespace?.metadata.deletionTimestamp else { return nil }
            let age = Swift.Duration.seconds(Time.now().secondsSinceEpoch - deletion.secondsSinceEpoch)
            // A deletion in the future, of a clock that was set back since, must not hold the namespace.
            if age >= .zero && age < settlingTime { return .after(settlingTime - age) }
            switch try await emptier.empty(key.name) {
            case .finished:
                logger.debug("the namespace is emptied", metadata: ["namespace": "\(key.name)"])
                return nil
            case .waiting: return .rateLimited
            }
        }
        await controller.run()
    }
}
