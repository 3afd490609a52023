public import APIMachinery
import ControlPlaneAPI
import HTTPTypes
import JSON
public import Logging
public import Storage
import Synchronization

/// A server of Kubernetes-style APIs: everything but the sockets.
///
/// It answers requests through ``send(_:)``, whether they come from a transport or from within the process.
public final class APIServer: RequestSender {
    /// What a server is made of.
    public struct Configuration: Sendable {
        /// What requests may cost.
        public var limits = RequestLimits()
        /// What `/version` answers.
        public var version = VersionInfo.apus
        /// What Swift code adds to resources.
        public var behaviors: ResourceBehaviors = [:]
        /// How much the watch cache keeps beside the objects.
        public var cache = CacheLimits()
        /// Where the server logs.
        public var logger = Logger(label: "apus.server")

        /// The configuration of a server without behaviors of its own.
        public init() {}
    }

    /// The resources that are served. They can be added to and removed from while the server runs.
    public let resources: ResourceTable
    /// Questions about the server's health, to be added to.
    public let health = HealthChecks()

    private let storage: any Storage
    private let cache: WatchCache
    private let handler: RequestHandler
    private let drain = RequestDrain()
    private let watches = WatchRegistry()
    private let isStopping = Mutex(false)
    private let logger: Logger

    /// A server that keeps its objects in a store.
    ///
    /// - Parameter registrations: What generated code registers; of those for one group and version the last has the
    ///   documents.
    /// - Throws: `CompactFormError` for definitions that this program cannot read.
    public init(
        storage: any Storage, registrations: [GroupVersionRegistration] = [],
        configuration: Configuration = Configuration()
    ) throws {
        self.storage = storage
        logger = configuration.logger
        let behaviors = StandardBehaviors.all.merging(configuration.behaviors) { _, given in given }
        resources = ResourceTable(behaviors: behaviors)
        // Every server answers with Statuses and lists, whatever it serves, so the types of those are always there.
        try resources.add([ControlPlaneAPIRegistrations.sharedTypes] + registrations)
        let errors = ErrorAnswer(table: resources)
        cache = WatchCache(storage: storage, limits: configuration.cache, logger: configuration.logger)
        let registry = Registry(storage: storage, cache: cache, table: resources)
        let router = Router(
            table: resources,
            resources: ResourceEndpoints(registry: registry, watches: watches, limits: configuration.limits),
            pages: SystemPages(table: resources, version: configuration.version, health: health), errors: errors)
        handler = FilterChain.filters(
            errors: errors, limits: configuration.limits, drain: drain, logger: configuration.logger
        )
        .around { try await router.answer($0, $1) }
        addOwnChecks()
    }

    private func addOwnChecks() {
        let storage = storage
        health.add("storage") {
            do {
                _ = try await storage.currentRevision()
                return nil
            } catch {
                return "\(error)"
            }
        }
        let cache = cache
        health.add("watch-cache", isReadinessOnly: true) { cache.problem }
        health.add("shutdown") { [weak self] in
            self?.isStopping.withLock { $0 } ?? true ? "the server is stopping" : nil
        }
    }

    /// Answers a request. Failures are answers too; nothing is thrown but what the system throws.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        try await handler(request, RequestContext())
    }

    /// Reads the store, and makes what every server has: the namespaces that are there from the start.
    ///
    /// - Throws: `APIError` or `StorageError` where the store fails.
    public func prepare() async throws {
        try await cache.ready()
        guard resources.snapshot.resource("", "v1", "namespaces") != nil else { return }
        for name in StandardNamespaces.all {
            let body: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
            let response = try await send(
                APIRequest(
                    method: .post, path: "/api/v1/namespaces", headerFields: [.contentType: "application/json"],
                    body: .bytes(body.serialized())))
            guard response.head.status == .created || response.head.status == .conflict else {
                throw APIError.internalError("the namespace \(name) cannot be made: \(response.head.status)")
            }
        }
    }

    /// Lets readiness fail, so that no new clients are sent here.
    public func beginShutdown() {
        isStopping.withLock { $0 = true }
    }

    /// Ends all watches and returns once every other request is answered; new ones are refused from now on.
    public func shutDown() async {
        beginShutdown()
        watches.endAll()
        await drain.drain()
        cache.close()
        logger.info("all requests are answered")
    }
}
