public import APIMachinery
public import Timing

/// The objects that there are and their changes, without end.
///
/// It lists, watches from the revision of the list on, and resumes where it was when the watch ends or breaks, with
/// growing waits between attempts. Where the server no longer keeps that revision, it lists again, which is an event of
/// its own: ``ResumedEvent/listed(_:resourceVersion:)``. Bookmarks are asked for, so that a watch of what seldom
/// changes need not list again.
///
/// It throws `CancellationError` when the task is cancelled, and an `APIError` where trying again is of no use: the
/// request is not allowed, not understood, or about a resource that is not served. It can be gone through several
/// times; each begins anew.
public struct ResumingWatch<Object: APIObject>: AsyncSequence, Sendable {
    /// An event.
    public typealias Element = ResumedEvent<Object>
    /// What may be thrown.
    public typealias Failure = any Error

    /// How a watch resumes.
    public struct Policy: Sendable {
        /// The waits between attempts.
        public var backoff = Backoff.watching
        /// How long a watch may take at least before it is asked for anew, in seconds; each takes up to twice as long,
        /// by chance. The server ends it then, so that a connection that is dead unnoticed does not go on for ever.
        public var minimumSeconds: Int64 = 300
        /// What is told of each failure that is tried again.
        public var onRetry: @Sendable (any Error) -> Void = { _ in }

        /// The usual policy.
        public init() {}
    }

    let source: ListWatch<Object>
    let options: ListOptions
    let policy: Policy
    let time: Timekeeper

    /// Makes a watch; nothing is sent before it is read.
    ///
    /// - Parameters:
    ///   - source: What to list and watch.
    ///   - options: Which objects. Where there is a `resourceVersion`, the watch begins after that revision and lists
    ///     only if it is no longer kept; `limit` is the size of the pages.
    ///   - policy: How to resume.
    ///   - clock: What waits are measured by.
    public init(
        _ source: ListWatch<Object>, options: ListOptions = ListOptions(), policy: Policy = Policy(),
        clock: any Clock<Swift.Duration> = ContinuousClock()
    ) {
        self.source = source
        self.options = options
        self.policy = policy
        time = Timekeeper(clock)
    }

    /// Begins to watch.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(watch: self)
    }

    /// Lists, watches and resumes.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private enum Position {
            /// To list what there is, not older than a revision; any revision where it is empty.
            case listing(String)
            /// To watch from a revision on.
            case watching(String)
            case ended
        }

        private let watch: ResumingWatch
        private var position: Position
        private var reader: ResourceWatch<Object>.AsyncIterator?
        private var readingSince = Swift.Duration.zero
        private var failures = 0

        /// Below this a watch that ends without an event counts as failed.
        private static var shortestWatch: Swift.Duration { .seconds(1) }

        fileprivate init(watch: ResumingWatch) {
            self.watch = watch
            // Any revision that the server has at hand will do to begin with.
            position = watch.options.resourceVersion.map { .watching($0) } ?? .listing("0")
        }

        /// The next event; it comes to an end only by throwing.
        public mutating func next() async throws -> ResumedEvent<Object>? {
            while true {
                do {
                    try Task.checkCancellation()
                    switch position {
                    case .ended: return nil
                    case .listing(let revision): return try await list(notOlderThan: revision)
                    case .watching(let revision):
                        if let event = try await read(from: revision) { return .changed(event) }
                    }
                } catch {
                    reader = nil
                    try await recover(from: error)
                }
            }
        }

        private mutating func list(notOlderThan revision: String) async throws -> ResumedEvent<Object> {
            var options = watch.options
            options.resourceVersion = revision.isEmpty ? nil : revision
            options.resourceVersionMatch = nil
            let snapshot = try await watch.source.list(options)
            position = .watching(snapshot.resourceVersion)
            return .listed(snapshot.objects, resourceVersion: snapshot.resourceVersion)
        }

        /// The next event of the watch in hand or a new one; `nil` when it has ended.
        private mutating func read(from revision: String) async throws -> ResourceEvent<Object>? {
            if reader == nil {
                var options = watch.options
                options.limit = nil
                options.continue = nil
                options.resourceVersionMatch = nil
                options.sendInitialEvents = nil
                options.resourceVersion = revision
                options.allowWatchBookmarks = true
                if options.timeoutSeconds == nil {
                    let least = Swift.min(Swift.max(watch.policy.minimumSeconds, 1), 1 << 31)
                    options.timeoutSeconds = Int64.random(in: least...(2 * least))
                }
                reader = try await watch.source.watch(options).makeAsyncIterator()
                readingSince = watch.time.now
            }
            guard let event = try await reader?.next() else {
                reader = nil
                try Task.checkCancellation()
                // A server that ends watches at once is not asked again at once.
                if watch.time.now - readingSince < Self.shortestWatch {
                    try await pause(atLeast: nil)
                } else {
                    failures = 0
                }
                return nil
            }
            failures = 0
            // So that a short watch is one without events.
            readingSince = .zero - Self.shortestWatch
            if !event.resourceVersion.isEmpty { position = .watching(event.resourceVersion) }
            return event
        }

        private mutating func recover(from error: any Error) async throws {
            if error is CancellationError || Task.isCancelled {
                position = .ended
                throw CancellationError()
            }
            let failure = error as? APIError
            if let failure, failure.isExpired || failure.isRevisionUnknown {
                // What the list cannot go back to, or not yet on to, is read as it is.
                if case .listing(let revision) = position, !revision.isEmpty {
                    position = .listing("")
                    return
                }
                if case .watching(let revision) = position {
                    position = .listing(failure.isExpired ? revision : "")
                    return
                }
            }
            if let failure, failure.isFinal {
                position = .ended
                throw failure
            }
            watch.policy.onRetry(error)
            try await pause(atLeast: failure?.retryAfterSeconds)
        }

        private mutating func pause(atLeast seconds: Int?) async throws {
            let delay = watch.policy.backoff.jitteredDelay(after: failures)
            failures = Swift.min(failures + 1, 1 << 20)
            try await watch.time.sleep(for: Swift.max(delay, .seconds(Swift.min(seconds ?? 0, 3600))))
        }
    }
}

extension APIError {
    /// Whether the same request would fail in the same way again.
    var isFinal: Bool {
        switch code {
        case 408, 409, 410, 425, 429: false
        case 400..<500: true
        default: false
        }
    }

    /// Whether the server has not come to the revision that was asked for: it was set back, perhaps.
    var isRevisionUnknown: Bool { causes.contains { $0.reason == .resourceVersionTooLarge } }
}

extension ResourceClient where Resource: Listable & Watchable {
    /// The objects and their changes, without end; see ``ResumingWatch``.
    public func watching(
        _ options: ListOptions = ListOptions(), policy: ResumingWatch<Resource>.Policy = .init()
    ) -> ResumingWatch<Resource> {
        ResumingWatch(ListWatch(self), options: options, policy: policy)
    }
}
