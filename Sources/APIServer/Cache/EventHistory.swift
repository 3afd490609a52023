import Storage

/// The last events, in their order, as many as fit some limits.
struct EventHistory: Sendable {
    private var events: [CacheEvent] = []
    /// Where the oldest event stands in `events`: forgetting moves no events but now and then.
    private var start = 0
    private var size = 0
    /// Where the events begin whose encodings are kept.
    private var framesStart = 0
    /// Every event after this revision is there.
    private(set) var begin: Revision
    private let limits: CacheLimits

    init(begin: Revision, limits: CacheLimits) {
        self.begin = begin
        self.limits = limits
    }

    mutating func append(_ event: CacheEvent) {
        events.append(event)
        size += event.size
        while events.count - start > limits.history || (size > limits.historyBytes && events.count - start > 1) {
            size -= events[start].size
            begin = events[start].revision
            start += 1
        }
        // Watchers take an event within moments; encoding it again for one that lags costs less than the memory.
        while events.count - framesStart > limits.encodedEvents {
            events[framesStart].dropFrames()
            framesStart += 1
        }
        if start > 64 && start > events.count / 4 {
            events.removeFirst(start)
            framesStart = max(0, framesStart - start)
            start = 0
        }
    }

    /// The events after a revision, which must not be before `begin`.
    func after(_ revision: Revision) -> ArraySlice<CacheEvent> {
        var low = start
        var high = events.count
        while low < high {
            let middle = low + (high - low) / 2
            if events[middle].revision <= revision { low = middle + 1 } else { high = middle }
        }
        return events[low...]
    }
}

/// How much the cache keeps beside the objects.
public struct CacheLimits: Sendable {
    /// How many events are kept for watches that begin in the past and for further pages of lists.
    public var history: Int
    /// How many bytes of replaced and deleted objects they may keep.
    public var historyBytes: Int
    /// For how many of the last events their encodings are kept.
    public var encodedEvents: Int
    /// How many events may wait for a watcher before it is ended.
    public var watcherQueue: Int

    /// Limits; less than one is one.
    public init(
        history: Int = 10_000, historyBytes: Int = 32 << 20, encodedEvents: Int = 256, watcherQueue: Int = 1_000
    ) {
        self.history = max(1, history)
        self.historyBytes = max(1, historyBytes)
        self.encodedEvents = max(1, encodedEvents)
        self.watcherQueue = max(1, watcherQueue)
    }
}
