import Logging
import Storage
import Synchronization
import Timing

/// What the store holds, in memory: what all reads and watches are answered from.
///
/// It loads everything, then follows the store's one watch of everything and applies its events in order, so that it
/// is the store as of one revision at any time. Reads take a snapshot, which costs nothing and never changes. A write
/// is answered once the cache has it: who wrote finds it in every read that begins afterwards.
final class WatchCache: Sendable {
    typealias Objects = SortedMap<ObjectName, StoredObject>

    /// A collection as of one revision.
    struct Snapshot: Sendable {
        var objects: Objects
        var revision: Revision
        /// Whether it was read from the store for one request: it may be restricted to a namespace, and shares nothing
        /// with other snapshots.
        var isStored = false
    }

    enum Phase: Sendable {
        case idle
        /// The store is being read, at first or again.
        case loading
        case current
        /// The store cannot be followed for now; what the cache holds may be old.
        case failed(StorageError)
        case closed
    }

    struct State: ~Copyable {
        var phase = Phase.idle
        var collections: [String: Objects] = [:]
        var revision = Revision.zero
        var history: EventHistory
        var index = WatcherIndex()
        var nextWatcher = 0
        var pins = PinnedSnapshots()
        /// Those who wait for a phase in which reads can be answered or refused.
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Those who wait for a revision.
        var awaiting: [(revision: Revision, continuation: CheckedContinuation<Void, Never>)] = []
        var follower: Task<Void, Never>?
    }

    /// What follows the store; its lock keeps events in their order from the store's queue to the watchers' queues.
    struct Pump: ~Copyable {
        var watch: StorageWatch?
    }

    let storage: any Storage
    let limits: CacheLimits
    let logger: Logger
    let time: Timekeeper
    let sharing = ObjectSharing()
    /// What objects hold that must be unique, by the collections in which there is such.
    let claims: [String: ClaimIndex]
    let expected = Mutex(ExpectedObjects())
    /// How many objects have been read from the store's bytes.
    let readObjects = Atomic<Int>(0)
    /// How often a watcher was asked what an event is to it.
    let questions = Atomic<Int>(0)
    let state: Mutex<State>
    let pump = Mutex(Pump())

    init(
        storage: any Storage, limits: CacheLimits, logger: Logger, claims: [String: ClaimIndex] = [:],
        time: Timekeeper = Timekeeper()
    ) {
        self.storage = storage
        self.claims = claims
        self.limits = limits
        self.logger = logger
        self.time = time
        state = Mutex(State(history: EventHistory(begin: .zero, limits: limits)))
    }

    deinit {
        state.withLock { $0.follower?.cancel() }
    }

    // MARK: Reading

    /// How many objects each collection has.
    var counts: [String: Int] { state.withLock { $0.collections.mapValues(\.count) } }

    /// The object at a key; `nil` where there is none.
    func object(at key: StorageKey) async throws(StorageError) -> StoredObject? {
        try await ready()
        return state.withLock { $0.collections[key.collection]?[ObjectName(key)] }
    }

    /// A collection as it is, or was at a revision.
    ///
    /// - Throws: `StorageError.compacted` for a revision that is not kept, `.futureRevision` for one that is yet to come.
    func snapshot(
        _ collection: String, namespace: String? = nil, at revision: Revision? = nil
    ) async throws(StorageError) -> Snapshot {
        try await ready()
        let now = time.now
        if let revision,
            let pinned = state.withLock({ $0.pins.snapshot(collection, namespace: namespace, at: revision, now: now) })
        {
            return pinned
        }
        var (objects, undone, current) = try state.withLock {
            state throws(StorageError) -> (Objects, ArraySlice<CacheEvent>, Revision) in
            let objects = state.collections[collection] ?? Objects()
            guard let revision, revision != state.revision else { return (objects, [], state.revision) }
            if revision > state.revision { throw .futureRevision(state.revision) }
            if revision < state.history.begin { throw .compacted(state.history.begin) }
            return (objects, state.history.after(revision), revision)
        }
        // An older snapshot is the newest with the writes since then undone.
        for event in undone.reversed() where event.key.collection == collection {
            objects[ObjectName(event.key)] = event.previous
        }
        if let revision { current = revision }
        return Snapshot(objects: objects, revision: current)
    }

    /// Keeps a snapshot for a while, so that further pages of a list can be read from it.
    ///
    /// - Parameter namespace: What the snapshot is restricted to; `nil` where it is of the whole collection.
    func pin(_ snapshot: Snapshot, _ collection: String, namespace: String? = nil) {
        let now = time.now
        state.withLock { $0.pins.insert(snapshot, collection, namespace: namespace, now: now) }
    }

    /// The revision of the newest write.
    func currentRevision() async throws(StorageError) -> Revision {
        try await ready()
        return state.withLock { $0.revision }
    }

    // MARK: Watching

    /// A watch that has begun.
    struct Beginning: Sendable {
        var watcher: CacheWatcher
        /// Events that come before those of the watcher; they are in its scope, and not filtered.
        var backlog: [CacheEvent]
        /// The collection when the watcher began.
        var snapshot: Snapshot
    }

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - after: The revision after which events are reported; `nil` for the one of the snapshot.
    ///   - filter: Called for every event of the scope, in their order.
    /// - Throws: as ``snapshot(_:at:)``.
    func watch(
        _ scope: CacheWatcher.Scope, after: Revision?, filter: @escaping CacheWatcher.Filter
    ) async throws(StorageError) -> Beginning {
        try await ready()
        let (beginning, isComplete) = try state.withLock { state throws(StorageError) -> (Beginning, Bool) in
            if let after, after > state.revision { throw .futureRevision(state.revision) }
            state.nextWatcher += 1
            let watcher = CacheWatcher(
                number: state.nextWatcher, scope, capacity: limits.watcherQueue, filter: filter,
                cache: { [weak self] in self })
            state.index.insert(watcher)
            let isComplete = after.map { $0 >= state.history.begin } ?? true
            let backlog =
                after.map { isComplete ? state.history.after($0).filter { scope.contains($0.key) } : [] } ?? []
            return (
                Beginning(
                    watcher: watcher, backlog: backlog,
                    snapshot: Snapshot(
                        objects: state.collections[scope.collection] ?? Objects(), revision: state.revision)),
                isComplete
            )
        }
        guard !isComplete, let after else { return beginning }
        var result = beginning
        do {
            result.backlog = try await storedEvents(scope, after: after, through: beginning.snapshot.revision)
        } catch {
            beginning.watcher.cancel()
            throw error
        }
        return result
    }

    /// Events that the store keeps and the cache does not: no more bytes than the cache keeps of the past itself, as they
    /// are held for one client. Who wants more has to begin anew.
    private func storedEvents(
        _ scope: CacheWatcher.Scope, after: Revision, through end: Revision
    ) async throws(StorageError) -> [CacheEvent] {
        let watch = try await storage.watch(
            StorageScope(collection: scope.collection, namespace: scope.namespace), after: after)
        defer { watch.cancel() }
        var events: [CacheEvent] = []
        var size = 0
        watch.requestProgress()
        var batches = watch.makeAsyncIterator()
        while let batch = try await batches.next() {
            for event in batch.events where event.revision <= end && scope.contains(event.key) {
                size += (event.value?.count ?? 0) + (event.previous?.value.count ?? 0)
                if size > limits.historyBytes { throw .compacted(event.revision) }
                events.append(self.event(event, previous: event.previous.flatMap(object)))
            }
            if batch.revision >= end { return events }
            watch.requestProgress()
        }
        throw .closed
    }

    func forget(_ watcher: CacheWatcher) {
        state.withLock { $0.index.remove(watcher) }
    }

    /// Tells a watcher how far it is.
    func reportProgress(to watcher: CacheWatcher) {
        // Under the pump's lock, so that no event is on its way that the revision covers.
        let waiter = pump.withLock { _ in watcher.progress(state.withLock { $0.revision }) }
        waiter?.resume()
    }

    // MARK: Objects

    /// An object as the cache keeps it. One that cannot be read is kept too: only who asks for it is told.
    func object(_ record: StorageRecord) -> StoredObject {
        readObjects.add(1, ordering: .relaxed)
        return StoredObject(record, sharing: sharing) ?? StoredObject(unreadable: record)
    }

    func event(_ event: StorageEvent, previous: StoredObject?) -> CacheEvent {
        CacheEvent(
            key: event.key, revision: event.revision,
            object: event.value.map {
                object(StorageRecord(key: event.key, value: $0, revision: event.revision))
            }, previous: previous)
    }
}
