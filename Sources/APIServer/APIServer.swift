public import APIMachinery
import APISchema
import ControlPlaneAPI
import HTTPTypes
import JSON
public import Logging
public import Storage
import Synchronization
import Timing

/// A server of Kubernetes-style APIs: everything but the sockets.
///
/// It answers requests through ``send(_:)``, whether they come from a transport or from within the process.
public final class APIServer: RequestSender {
    /// What a server is made of.
    public struct Configuration: Sendable {
        /// What requests may cost.
        public var limits = RequestLimits()
        /// What `/version` answers.
        public var version = VersionInfo.apusServer
        /// What Swift code adds to resources, and the objects that the server makes at its start; `.controlPlane` of
        /// `ControlPlaneBehaviors` for the kinds that every server has, the namespace `default` among them.
        public var behaviors: ResourceBehaviors = [:]
        /// What is asked about every write, in order.
        public var admission: [any AdmissionPlugin] = []
        /// How much the watch cache keeps beside the objects.
        public var cache = CacheLimits()
        /// Where the server logs: failures and notices unless a logger of another level is given; at `info` each request.
        public var logger = Configuration.quietLogger
        /// What finds out who makes a request, in order; callers within the process are known without.
        public var authenticators: [any Authenticator] = [CertificateAuthenticator(), TokenAuthenticator()]
        /// What requests without a credential may ask for.
        public var anonymousAccess = AnonymousAccess.healthAndVersion
        /// What decides what users may do, in order; the group `system:masters` may do everything, and everybody may
        /// read health and version, without asking these.
        public var authorizers: [any Authorizer] = [AlwaysDenyAuthorizer()]
        /// The origins whose pages may read answers; `nil` for none.
        public var allowedOrigins: AllowedOrigins?
        /// Where the server's metrics are kept, which `/metrics` shows.
        public var metrics = PrometheusRegistry()
        /// How long the server still takes new connections when it is told to stop, with readiness failing.
        public var shutdownDelay: Swift.Duration = .zero
        /// How long requests may take to end when the server stops.
        public var drainTimeout: Swift.Duration = .seconds(60)

        /// What all waits are measured by; tests set another one.
        var clock: any Clock<Swift.Duration> = ContinuousClock()

        /// The configuration of a server without behaviors of its own.
        public init() {}

        private static var quietLogger: Logger {
            var logger = Logger(label: "apus.server")
            logger.logLevel = .notice
            return logger
        }
    }

    /// The resources that are served. They can be added to and removed from while the server runs.
    public let resources: ResourceTable
    /// Questions about the server's health, to be added to.
    public let health: HealthChecks

    let hooks = LifecycleHooks()
    let watches: WatchRegistry
    let shutdownDelay: Swift.Duration
    let drainTimeout: Swift.Duration
    let time: Timekeeper
    let logger: Logger
    let registry: Registry
    private let storage: any Storage
    private let initialObjects: [JSONObject]
    let cache: WatchCache
    private let handler: RequestHandler
    private let drain = RequestDrain()
    private let isStopping = Mutex(false)

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
        logger = configuration.logger.limitingRepetition()
        time = Timekeeper(configuration.clock)
        watches = WatchRegistry(metrics: configuration.metrics, time: time)
        shutdownDelay = configuration.shutdownDelay
        drainTimeout = configuration.drainTimeout
        health = HealthChecks(logger: logger)
        resources = ResourceTable(behaviors: configuration.behaviors)
        initialObjects = configuration.behaviors.objects
        // Every server answers with Statuses and lists, whatever it serves, so the types of those are always there.
        try resources.add([ControlPlaneAPIRegistrations.sharedTypes] + registrations)
        let errors = ErrorAnswer(table: resources)
        cache = WatchCache(
            storage: storage, limits: configuration.cache, logger: configuration.logger,
            claims: configuration.behaviors.claimIndexes, time: time)
        registry = Registry(storage: storage, cache: cache, table: resources)
        let router = Router(
            table: resources,
            server: EndpointCall.ServerParts(
                registry: registry,
                pipeline: WritePipeline(
                    registry: registry, admission: configuration.admission,
                    authorizer: AuthorizerChain(configuration.authorizers)), watches: watches,
                limits: configuration.limits),
            pages: SystemPages(
                table: resources, version: configuration.version, health: health, metrics: configuration.metrics),
            errors: errors)
        let inFlight = InFlightFilter(
            errors: errors, reading: configuration.limits.readingInFlight, writing: configuration.limits.writingInFlight
        )
        let filters = FilterChain.filters(
            FilterChain.Parts(
                errors: errors, table: resources, configuration: configuration, drain: drain, inFlight: inFlight,
                metrics: RequestMetrics(configuration.metrics)))
        handler = filters.around { try await router.answer($0, $1) }
        ProcessMetrics.add(to: configuration.metrics)
        ServerMetrics.add(
            to: configuration.metrics, version: configuration.version, inFlight: inFlight, cache: cache,
            table: resources)
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

    /// Reads the store, and makes the objects that a server has from the start (``ResourceBehaviors/objects``): those of
    /// resources that are served and that are not there. One that is refused is logged.
    ///
    /// - Throws: `APIError` or `StorageError` where the store fails.
    public func prepare() async throws {
        try await cache.ready()
        // What is in a namespace comes after the namespaces.
        let inNamespaces = initialObjects.filter { !$0.metadataString("namespace").isEmpty }
        for object in initialObjects.filter({ $0.metadataString("namespace").isEmpty }) + inNamespaces {
            guard let resource = resources.snapshot.resource(of: object) else { continue }
            let namespace = object.metadataString("namespace")
            let key = registry.key(resource, namespace, object.metadataString("name"))
            guard try await cache.object(at: key) == nil else { continue }
            let path = try ResourcePath(
                resource: GroupVersionResource(
                    group: resource.definition.group, version: resource.definition.version,
                    resource: resource.definition.plural), namespace: namespace.isEmpty ? nil : namespace
            ).encoded()
            let response = try await send(
                APIRequest(
                    method: .post, path: path, headerFields: [.contentType: "application/json"],
                    body: .bytes(JSONValue.object(object).serialized())))
            guard response.head.status != .created, response.head.status != .conflict else { continue }
            let text = String(decoding: try await response.body.collect(), as: UTF8.self)
            let what = "\(path)/\(object.metadataString("name"))"
            // What is refused is something that people have made so; they need the server to mend it.
            guard response.head.status.kind == .clientError else {
                throw APIError.internalError("\(what) cannot be made: \(text)")
            }
            logger.error(
                "an object of the server's own cannot be made", metadata: ["object": "\(what)", "answer": "\(text)"])
        }
    }

    /// Lets readiness fail, so that no new clients are sent here.
    public func beginShutdown() {
        isStopping.withLock { $0 = true }
    }

    /// Ends all watches and returns once every other request is answered, or the time for that is over; new ones are
    /// refused from now on.
    public func shutDown() async {
        beginShutdown()
        watches.endAll()
        // What is not answered in time is given up, as it is where this task is cancelled.
        _ = try? await time.within(drainTimeout) { [drain] in await drain.drain() }
        cache.close()
        let left = drain.count
        if left > 0 {
            logger.warning("requests are given up: their time is over", metadata: ["requests": "\(left)"])
        } else {
            logger.info("all requests are answered")
        }
    }
}
