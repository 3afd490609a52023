public import APIMachinery
public import Logging
internal import Timing

/// Keeps the world as the objects of a resource say.
///
/// For each object that is new, changed or gone it calls `reconcile` with its key and the object as it is known, which
/// is `nil` when it is gone. Whatever is thrown is logged and tried again, later each time; an object is never worked
/// on twice at once. `reconcile` looks at what there is and does what is missing, and can be called at any time:
///
/// ```swift
/// let controller = Controller("lending", for: client.libraryV1.books) { key, book in
///     guard var book, book.status?.lent == nil else { return nil }
///     book.status = LibraryV1.BookStatus(lent: 0)
///     try await client.libraryV1.books.namespace(key.namespace).updateStatus(book)
///     return nil
/// }
/// .owning(client.libraryV1.loans)
/// await controller.run()
/// ```
///
/// The object may be older than what the controller itself has just written: an update then fails with a conflict,
/// which is tried again like any failure.
public struct Controller<Resource: APIObject>: Sendable {
    /// Brings one object's matters in order.
    public typealias Reconcile = @Sendable (_ key: ObjectKey, _ object: Resource?) async throws -> Requeue?

    /// The controller's name, for logs.
    public let name: String
    /// The objects.
    public let informer: Informer<Resource>
    /// The keys that wait for `reconcile`: more can be added at any time.
    public let queue: WorkQueue<ObjectKey>

    private let workers: Int
    private let resync: Swift.Duration?
    private let reconcile: Reconcile
    private let time: Timekeeper
    private let clock: any Clock<Swift.Duration>
    private let logger: Logger
    /// What must run beside: informers.
    private var services: [@Sendable () async -> Void] = []
    /// What must have happened before the first call.
    private var conditions: [@Sendable () async throws -> Void] = []

    /// A controller of the objects that an informer knows.
    ///
    /// - Parameters:
    ///   - name: The controller's name, for logs.
    ///   - informer: The objects. The controller lets it run, unless it runs already.
    ///   - workers: How many objects are worked on at once.
    ///   - resync: After how long all objects are looked at again though nothing changed; `nil` for never.
    ///   - limit: How fast objects come back that failed.
    ///   - clock: What waits are measured by.
    ///   - logger: Where failures are logged.
    ///   - reconcile: Brings one object's matters in order; says when to look at it again, `nil` for when it changes.
    public init(
        _ name: String, informer: Informer<Resource>, workers: Int = 1, resync: Swift.Duration? = nil,
        limit: QueueRateLimit = QueueRateLimit(), clock: any Clock<Swift.Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "apus.controller"), reconcile: @escaping Reconcile
    ) {
        self.name = name
        self.informer = informer
        self.workers = max(1, workers)
        self.resync = resync
        self.reconcile = reconcile
        self.clock = clock
        time = Timekeeper(clock)
        var logger = logger
        logger[metadataKey: "controller"] = "\(name)"
        self.logger = logger
        queue = WorkQueue(limit: limit, clock: clock)
        watch(informer, keys: { [ObjectKey($0)] })
    }

    /// A controller of a client's objects; see
    /// ``init(_:informer:workers:resync:limit:clock:logger:reconcile:)``.
    public init(
        _ name: String, for client: ResourceClient<Resource>, options: ListOptions = ListOptions(), workers: Int = 1,
        resync: Swift.Duration? = nil, limit: QueueRateLimit = QueueRateLimit(),
        clock: any Clock<Swift.Duration> = ContinuousClock(), logger: Logger = Logger(label: "apus.controller"),
        reconcile: @escaping Reconcile
    ) where Resource: Listable & Watchable {
        self.init(
            name, informer: Informer(client, options: options, clock: clock, logger: logger), workers: workers,
            resync: resync, limit: limit, clock: clock, logger: logger, reconcile: reconcile)
    }

    // MARK: More to watch

    /// The controller that also looks at an object when others change that have to do with it.
    ///
    /// - Parameters:
    ///   - others: The other objects. The controller lets the informer run, unless it runs already.
    ///   - keys: The keys of the objects that another one has to do with. An update is asked about as it was and as it is.
    public func watching<Other: APIObject>(
        _ others: Informer<Other>, keys: @escaping @Sendable (Other) -> [ObjectKey]
    ) -> Controller {
        var controller = self
        controller.watch(others, keys: keys)
        return controller
    }

    private mutating func watch<Other: APIObject>(
        _ others: Informer<Other>, keys: @escaping @Sendable (Other) -> [ObjectKey]
    ) {
        let queue = queue
        others.onChange { change in
            if case .updated(let old, _) = change {
                for key in keys(old) { queue.add(key) }
            }
            for key in keys(change.object) { queue.add(key) }
        }
        services.append { await others.run() }
        conditions.append { try await others.waitUntilSynced() }
    }

    /// The controller that also looks at an object when one changes that it owns as its controller
    /// (`metadata.ownerReferences`).
    public func owning<Owned: APIObject>(_ owned: Informer<Owned>) -> Controller where Resource: APIResource {
        let own = Resource.groupVersionKind
        let isNamespaced = Resource.scope == .namespaced
        return watching(owned) { object in
            let metadata = object.metadata
            guard let owner = metadata.controllingOwner, owner.kind == own.kind,
                APIVersion(owner.apiVersion)?.group == own.group
            else { return [] }
            return [ObjectKey(namespace: isNamespaced ? metadata.namespace ?? "" : "", name: owner.name)]
        }
    }

    /// The controller that also looks at an object when one of a client's objects changes that it owns; see
    /// ``owning(_:)-(Informer<Owned>)``.
    public func owning<Owned: Listable & Watchable>(_ client: ResourceClient<Owned>) -> Controller
    where Resource: APIResource {
        owning(Informer(client, clock: clock, logger: logger))
    }

    // MARK: Running

    /// Runs until the task is cancelled. A controller runs once.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { await service() } }
            group.addTask { await work() }
        }
        queue.shutDown()
    }

    private func work() async {
        do {
            for condition in conditions { try await condition() }
        } catch {
            // Cancelled before all objects were known.
            return
        }
        logger.debug("all objects are known", metadata: ["workers": "\(workers)"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    while let key = await queue.next() {
                        await handle(key)
                        queue.done(key)
                    }
                }
            }
            if let resync { group.addTask { await lookAgain(every: resync) } }
        }
    }

    private func handle(_ key: ObjectKey) async {
        do {
            let requeue = try await reconcile(key, informer.store[key])
            switch requeue {
            case nil: queue.forget(key)
            case .rateLimited: queue.addRateLimited(key)
            case .after(let delay):
                queue.forget(key)
                queue.add(key, after: delay)
            }
        } catch {
            if Task.isCancelled { return }
            queue.addRateLimited(key)
            // A conflict is the usual outcome of having read an object that is older than one's last write.
            let isConflict = (error as? APIError)?.isConflict ?? false
            logger.log(
                level: isConflict ? .debug : .warning, "an object cannot be reconciled, trying again",
                metadata: [
                    "object": "\(key)", "failures": "\(queue.failures(of: key))", "error": "\(error)",
                ])
        }
    }

    private func lookAgain(every period: Swift.Duration) async {
        while (try? await time.sleep(for: period)) != nil {
            for key in informer.store.keys { queue.add(key) }
        }
    }
}

extension ObjectMeta {
    /// The owner that manages the object, where one does.
    public var controllingOwner: OwnerReference? { ownerReferences?.first { $0.controller == true } }
}
