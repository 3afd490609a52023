import Logging
import Storage
import Synchronization
import Timing

extension WatchCache {
    private static let pageSize = 1_000
    /// How much later than they are reported the writes of others may be seen.
    private static let foreignDelay = Duration.milliseconds(5)
    /// The waits before a store is followed again that could not be.
    private static let following = Backoff(initial: .milliseconds(50), maximum: .seconds(5))

    /// Begins to follow the store, unless that has begun, and returns once reads can be answered.
    ///
    /// - Throws: why the store cannot be read.
    func ready() async throws(StorageError) {
        while true {
            let phase = state.withLock { state in
                if case .idle = state.phase {
                    state.phase = .loading
                    state.follower = follow()
                }
                return state.phase
            }
            switch phase {
            case .current: return
            case .failed(let error): throw error
            case .closed: throw .closed
            case .idle, .loading:
                await withCheckedContinuation { continuation in
                    let waits = state.withLock { state in
                        guard case .loading = state.phase else { return false }
                        state.waiting.append(continuation)
                        return true
                    }
                    if !waits { continuation.resume() }
                }
            }
        }
    }

    /// Why reads cannot be answered; `nil` where they can.
    var problem: String? {
        state.withLock { state in
            switch state.phase {
            case .current: nil
            case .idle, .loading: "the store is being read"
            case .failed(let error): "\(error)"
            case .closed: "the store is closed"
            }
        }
    }

    /// Ends to follow the store, and all watches.
    func close() {
        let (follower, watchers) = state.withLock { state in
            defer { state.index = WatcherIndex() }
            return (state.follower.take(), state.index.watchers)
        }
        follower?.cancel()
        enter(.closed)
        for watcher in watchers { watcher.end()?.resume() }
    }

    private func enter(_ phase: Phase) {
        let resumed = state.withLock { state in
            if case .closed = state.phase { return [] as [CheckedContinuation<Void, Never>] }
            state.phase = phase
            // While the store cannot be followed nobody learns whether it got somewhere.
            let resumed = state.waiting + state.awaiting.map(\.continuation)
            state.waiting = []
            state.awaiting = []
            return resumed
        }
        for continuation in resumed { continuation.resume() }
    }

    /// Whether a writer waits for an event.
    private var isAwaited: Bool { state.withLock { !$0.awaiting.isEmpty } }

    // MARK: Following

    /// Follows the store until the cache is no more, and finds the way back whenever the store fails.
    private func follow() -> Task<Void, Never> {
        Task { [weak self, logger, time] in
            var failures = 0
            while !Task.isCancelled {
                do throws(StorageError) {
                    guard let watch = try await self?.connect() else { return }
                    failures = 0
                    while true {
                        await watch.waitForReport()
                        guard let self, !Task.isCancelled else { return }
                        // Who writes here takes what was written. Only what others have written is left for this task,
                        // which would else be woken in vain by every write.
                        if !self.isAwaited { try? await time.sleep(for: Self.foreignDelay) }
                        try self.drain()
                    }
                } catch {
                    guard let self, !Task.isCancelled else { return }
                    self.enter(error == .closed ? .closed : .failed(.unavailable("\(error)")))
                    if error == .closed { return self.close() }
                    logger.error("the store cannot be followed", metadata: ["error": "\(error)"])
                }
                do {
                    try await time.sleep(for: Self.following.delay(after: failures))
                } catch {
                    return
                }
                failures += 1
            }
        }
    }

    /// Begins to read the store, or goes on where that ended.
    private func connect() async throws(StorageError) -> StorageWatch {
        let last = state.withLock { $0.revision }
        if last != .zero {
            do {
                let watch = try await storage.watch(.everything, after: last)
                pump.withLock { $0.watch = watch }
                // What was written meanwhile is there before anybody reads, or is given what must be unique.
                try drain()
                for index in claims.values { index.releaseStored() }
                enter(.current)
                return watch
            } catch .compacted, .futureRevision {
                logger.warning("the store is read anew", metadata: ["lastRevision": "\(last)"])
            }
        }
        return try await load()
    }

    /// Reads everything. What was watched ends: nobody knows what happened meanwhile.
    private func load() async throws(StorageError) -> StorageWatch {
        var collections: [String: Objects] = [:]
        var page = try await storage.list(.everything, after: nil, limit: Self.pageSize, at: nil)
        let revision = page.revision
        while true {
            for record in page.records {
                collections[record.key.collection, default: Objects()][ObjectName(record.key)] = object(record)
            }
            guard page.remaining > 0, let last = page.records.last else { break }
            page = try await storage.list(.everything, after: last.key, limit: Self.pageSize, at: revision)
        }
        let watch = try await storage.watch(.everything, after: revision)
        let watchers = pump.withLock { pump in
            pump.watch = watch
            for (collection, index) in claims { index.reset(collections[collection]?.values ?? []) }
            return state.withLock { state in
                state.collections = collections
                state.revision = revision
                state.history = EventHistory(begin: revision, limits: limits)
                state.pins = PinnedSnapshots()
                defer { state.index = WatcherIndex() }
                return state.index.watchers
            }
        }
        for watcher in watchers { watcher.end()?.resume() }
        enter(.current)
        return watch
    }

    // MARK: Applying

    /// Returns once the cache has a write, which the store has acknowledged; or at once where the store cannot be
    /// followed, since reads are refused then.
    func catchUp(to revision: Revision) async {
        // The store has offered the event before it returned, so this finds it. Doing it here saves the way through
        // another task.
        try? drain()
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                guard case .current = state.phase, state.revision < revision else { return false }
                state.awaiting.append((revision, continuation))
                return true
            }
            if !waits { continuation.resume() }
        }
    }

    /// Whether the cache has all writes up to a revision.
    func hasReached(_ revision: Revision) -> Bool { state.withLock { $0.revision >= revision } }

    /// Catches up with what a refused write has met.
    func catchUp(with refusal: StorageError) async {
        if case .conflict(let record) = refusal { await catchUp(to: record.revision) } else { try? drain() }
    }

    /// Applies what the store has reported.
    private func drain() throws(StorageError) {
        let (resumed, failure) = pump.withLock { pump -> ([CheckedContinuation<Void, Never>], StorageError?) in
            var resumed: [CheckedContinuation<Void, Never>] = []
            do throws(StorageError) {
                while let batch = try pump.watch?.takeReported() { resumed += apply(batch) }
                return (resumed, nil)
            } catch {
                return (resumed, error)
            }
        }
        for continuation in resumed { continuation.resume() }
        if let failure { throw failure }
    }

    /// - Returns: what is to be resumed.
    private func apply(_ batch: StorageWatch.Batch) -> [CheckedContinuation<Void, Never>] {
        let objects = batch.events.map { event in
            event.value.map { reported(StorageRecord(key: event.key, value: $0, revision: event.revision)) }
        }
        let (events, index, reached) = state.withLock { state in
            var events: [CacheEvent] = []
            events.reserveCapacity(objects.count)
            for (event, object) in zip(batch.events, objects) {
                let name = ObjectName(event.key)
                let previous = state.collections[event.key.collection]?[name]
                state.collections[event.key.collection, default: Objects()][name] = object
                let cached = CacheEvent(key: event.key, revision: event.revision, object: object, previous: previous)
                state.history.append(cached)
                events.append(cached)
            }
            state.revision = max(state.revision, batch.revision)
            var reached: [CheckedContinuation<Void, Never>] = []
            let current = state.revision
            state.awaiting.removeAll { waiter in
                if waiter.revision <= current { reached.append(waiter.continuation) }
                return waiter.revision <= current
            }
            return (events, state.index, reached)
        }
        // Before the writers are told, who release what had been set aside.
        for event in events { claims[event.key.collection]?.replace(event.previous, with: event.object) }
        let outcome = index.offer(events)
        questions.add(outcome.questions, ordering: .relaxed)
        if !outcome.ended.isEmpty {
            state.withLock { state in for watcher in outcome.ended { state.index.remove(watcher) } }
        }
        return reached + outcome.waiters
    }
}
