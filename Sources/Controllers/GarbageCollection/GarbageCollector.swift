public import APIClient
public import APIMachinery
public import Logging
public import Timing

/// Deletes objects whose owners are gone, and carries out what a deletion says of dependents.
///
/// Owners are those of `metadata.ownerReferences`, known by their uid. The collector watches the metadata of all objects that
/// can be deleted and looks after them as kube-controller-manager's does:
///
/// - An object none of whose owners is there any more is deleted. One that has others left loses the references to those
///   that are gone. No owner is believed to be gone before it was looked for.
/// - An object that is deleted in the *foreground* (`foregroundDeletion` among its finalizers) has its dependents deleted,
///   and goes when none is left that blocks it (`blockOwnerDeletion`).
/// - An object that is deleted and *orphans* its dependents (`orphan` among its finalizers) goes when no dependent names it.
///
/// Owners are looked for in the dependent's own namespace, or among cluster-scoped objects. An owner in another
/// namespace counts as absent, and a cluster-scoped object that names a namespaced kind is never deleted; both are logged.
public struct GarbageCollector: Sendable {
    /// The controller under its name, `garbage-collector-controller`, or `garbagecollector` for short.
    public static let named = NamedController(
        "garbage-collector-controller", aliases: ["garbagecollector"]
    ) { context in
        await GarbageCollector(client: context.client, logger: context.logger).run()
    }

    /// How the collector works.
    public struct Configuration: Sendable {
        /// How many objects are looked at at once.
        public var workers = 20
        /// How soon an object is looked at again after a failure, or while nobody tells whether its owner is there.
        public var retry = QueueRateLimit(
            perKey: Backoff(initial: .milliseconds(5), maximum: .seconds(60)), rate: 50, burst: 100)
        /// The waits before a resource is listed or watched again that could not be.
        public var watching = Backoff.watching
        /// How often the server is asked for resources that are new or gone.
        public var discoveryPeriod = Swift.Duration.seconds(10)

        /// The usual configuration.
        public init() {}
    }

    private let sender: any RequestSender
    private let configuration: Configuration
    private let clock: any Clock<Swift.Duration>
    private let logger: Logger

    /// Makes a collector.
    ///
    /// - Parameter clock: What waits are measured by.
    public init(
        client: Clientset, configuration: Configuration = Configuration(),
        clock: any Clock<Swift.Duration> = ContinuousClock(), logger: Logger = Logger(label: "apus.controllers")
    ) {
        sender = client.sender
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
    }

    /// Runs until the task is cancelled.
    public func run() async {
        let queue = WorkQueue<OwnershipGraph.Work>(limit: configuration.retry, clock: clock)
        let resources = CollectedResources(sender: sender)
        let dependents = DependentCollector(
            graph: SharedGraph(queue: queue, logger: logger), resources: resources,
            client: MetadataClient(sender: sender), logger: logger)
        let monitors = ResourceMonitors(
            resources: resources, client: dependents.client, configuration: configuration,
            time: Timekeeper(clock), logger: logger
        ) { change, source in dependents.graph.apply(change, source) }
        let (synced, hasSynced) = AsyncStream<Never>.makeStream()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await monitors.run { hasSynced.finish() } }
            group.addTask {
                // Before all is known, much would look as if it had no owner, and be looked for in vain.
                for await _ in synced {}
                await work(queue, dependents)
            }
        }
        queue.shutDown()
    }

    private func work(_ queue: WorkQueue<OwnershipGraph.Work>, _ dependents: DependentCollector) async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<max(1, configuration.workers) {
                group.addTask {
                    while let work = await queue.next() {
                        await handle(work, queue, dependents)
                        queue.done(work)
                    }
                }
            }
        }
    }

    private func handle(
        _ work: OwnershipGraph.Work, _ queue: WorkQueue<OwnershipGraph.Work>, _ dependents: DependentCollector
    ) async {
        do {
            switch try await dependents.handle(work) {
            case .finished: queue.forget(work)
            case .undecided: queue.addRateLimited(work)
            }
        } catch {
            if Task.isCancelled { return }
            queue.addRateLimited(work)
            // Conflicts come of reading what another one is writing; an unknown kind may be one that is about to be served.
            let isUsual = (error as? APIError)?.isConflict ?? (error is UnknownKind)
            logger.log(
                level: isUsual ? .debug : .warning, "an object cannot be collected, trying again",
                metadata: ["work": "\(work)", "failures": "\(queue.failures(of: work))", "error": "\(error)"])
        }
    }
}
