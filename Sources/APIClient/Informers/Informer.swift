public import APIMachinery
public import Logging
internal import Synchronization
internal import Timing

/// Keeps the objects of a resource at hand and tells of their changes.
///
/// It lists and watches while ``run()`` runs, for as long as that takes: what fails is logged and tried again. The
/// objects are in the ``store``, and each change goes to the handlers, in order:
///
/// ```swift
/// let pods = Informer(client.coreV1.pods, indexers: ["node": { [$0.spec?.nodeName].compactMap(\.self) }])
/// pods.onChange { change in queue.add(change.key) }
/// try await pods.run()
/// ```
public final class Informer<Object: APIObject>: Sendable {
    /// What is told of changes. It holds the informer up while it runs, so it only notes what there is to do; it may read
    /// the store, and may not add handlers.
    public typealias Handler = @Sendable (InformerChange<Object>) -> Void

    /// The objects, as far as the informer has come.
    public let store: ObjectStore<Object>

    private let source: ListWatch<Object>
    private let options: ListOptions
    private let policy: ResumingWatch<Object>.Policy
    private let transform: @Sendable (inout Object) -> Void
    private let clock: any Clock<Swift.Duration>
    private let logger: Logger
    private let synced = Gate()
    private let turn = Turn()
    /// Its lock is held while the store changes and the handlers hear of it, so that all hear of the same in the same
    /// order, also one that comes later.
    private let handlers = Mutex<[Handler]>([])

    /// Makes an informer; nothing is sent before it runs.
    ///
    /// - Parameters:
    ///   - source: What to list and watch.
    ///   - options: Which objects.
    ///   - indexers: What objects are found by in the store.
    ///   - transform: Changes each object before it is kept: what nobody needs can be dropped.
    ///   - policy: How the watch resumes.
    ///   - clock: What waits are measured by.
    ///   - logger: Where failures are logged.
    public init(
        _ source: ListWatch<Object>, options: ListOptions = ListOptions(),
        indexers: [String: ObjectStore<Object>.Indexer] = [:],
        transform: @escaping @Sendable (inout Object) -> Void = { _ in },
        policy: ResumingWatch<Object>.Policy = .init(), clock: any Clock<Swift.Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "apus.informer")
    ) {
        store = ObjectStore(indexers: indexers)
        self.source = source
        self.options = options
        self.transform = transform
        self.policy = policy
        self.clock = clock
        self.logger = logger
    }

    /// An informer of a client's objects; see ``init(_:options:indexers:transform:policy:clock:logger:)``.
    public convenience init(
        _ client: ResourceClient<Object>, options: ListOptions = ListOptions(),
        indexers: [String: ObjectStore<Object>.Indexer] = [:],
        transform: @escaping @Sendable (inout Object) -> Void = { _ in },
        policy: ResumingWatch<Object>.Policy = .init(), clock: any Clock<Swift.Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "apus.informer")
    ) where Object: Listable & Watchable {
        self.init(
            ListWatch(client), options: options, indexers: indexers, transform: transform, policy: policy,
            clock: clock, logger: logger)
    }

    // MARK: Telling

    /// Whether all objects that were there at the beginning are in the store and the handlers have heard of them.
    public var hasSynced: Bool { synced.isOpen }

    /// Returns once ``hasSynced``.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    public func waitUntilSynced() async throws {
        try await synced.wait()
    }

    /// Adds a handler. It hears of all objects that are there already, as added, and of each change from then on.
    public func onChange(_ handler: @escaping Handler) {
        handlers.withLock { handlers in
            for object in store.objects { handler(.added(object)) }
            handlers.append(handler)
        }
    }

    /// The changes from now on, as a sequence that begins with all objects that are there, as added.
    ///
    /// Changes of an object that the reader has not come to yet are told as one, so that a slow reader costs no more
    /// memory than the objects themselves. It ends when the task that reads is cancelled.
    public func changes() -> InformerChanges<Object> {
        let changes = PendingChanges<Object>()
        onChange { [weak changes] in changes?.add($0) }
        return InformerChanges(pending: changes)
    }

    // MARK: Running

    /// Lists and watches until the task is cancelled.
    ///
    /// Where the informer runs already, as one that several controllers share, it waits, and goes on when that run ends.
    public func run() async {
        do { try await turn.take() } catch { return }
        defer { turn.giveBack() }
        let time = Timekeeper(clock)
        var failures = 0
        while !Task.isCancelled {
            do {
                for try await event in ResumingWatch(source, options: options, policy: loggingPolicy, clock: clock) {
                    failures = 0
                    apply(event)
                }
            } catch is CancellationError {
                return
            } catch {
                // What cannot be watched now may be later, when it is served or allowed.
                log(error)
                let delay = policy.backoff.jitteredDelay(after: failures)
                failures = min(failures + 1, 1 << 20)
                do { try await time.sleep(for: delay) } catch { return }
            }
        }
    }

    private var loggingPolicy: ResumingWatch<Object>.Policy {
        var policy = policy
        policy.onRetry = { [self, tell = policy.onRetry] error in
            log(error)
            tell(error)
        }
        return policy
    }

    private func log(_ error: any Error) {
        logger.warning(
            "the objects cannot be watched, trying again",
            metadata: ["resource": "\(source.name)", "error": "\(error)"])
    }

    private func apply(_ event: ResumedEvent<Object>) {
        handlers.withLock { handlers in
            let changes: [InformerChange<Object>]
            switch event {
            case .listed(let objects, _): changes = store.replace(with: objects.map(transformed))
            case .changed(.added(let object)), .changed(.modified(let object)):
                changes = store.put(transformed(object))
            case .changed(.deleted(let object)): changes = store.remove(transformed(object))
            case .changed(.bookmark): changes = []
            }
            for change in changes {
                for handler in handlers { handler(change) }
            }
        }
        if case .listed = event { synced.open() }
    }

    private func transformed(_ object: Object) -> Object {
        var object = object
        transform(&object)
        return object
    }
}
