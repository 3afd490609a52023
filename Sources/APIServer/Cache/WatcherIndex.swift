import Storage

/// The watchers of the cache, by what they watch: an event finds those that may see it without asking the others.
struct WatcherIndex: Sendable {
    private struct Collection: Sendable {
        var all: [Int: CacheWatcher] = [:]
        var byNamespace: [String: [Int: CacheWatcher]] = [:]
        var byName: [ObjectName: [Int: CacheWatcher]] = [:]

        var isEmpty: Bool { all.isEmpty && byNamespace.isEmpty && byName.isEmpty }
    }

    private var collections: [String: Collection] = [:]

    mutating func insert(_ watcher: CacheWatcher) {
        change(watcher) { $0[watcher.number] = watcher }
    }

    mutating func remove(_ watcher: CacheWatcher) {
        change(watcher) { $0[watcher.number] = nil }
    }

    private mutating func change(_ watcher: CacheWatcher, _ body: (inout [Int: CacheWatcher]) -> Void) {
        let scope = watcher.scope
        var collection = collections[scope.collection] ?? Collection()
        // No second reference, so that nothing is copied.
        collections[scope.collection] = nil
        if let namespace = scope.namespace, let name = scope.name {
            let key = ObjectName(namespace: namespace, name: name)
            body(&collection.byName[key, default: [:]])
            if collection.byName[key]?.isEmpty == true { collection.byName[key] = nil }
        } else if let namespace = scope.namespace {
            body(&collection.byNamespace[namespace, default: [:]])
            if collection.byNamespace[namespace]?.isEmpty == true { collection.byNamespace[namespace] = nil }
        } else {
            body(&collection.all)
        }
        if !collection.isEmpty { collections[scope.collection] = collection }
    }

    /// All watchers.
    var watchers: [CacheWatcher] {
        collections.values.flatMap { collection in
            Array(collection.all.values) + collection.byNamespace.values.flatMap(\.values)
                + collection.byName.values.flatMap(\.values)
        }
    }

    /// Offers events to the watchers whose scope they are in.
    ///
    /// - Returns: what is to be resumed, and the watchers that need no more.
    func offer(_ events: [CacheEvent]) -> (waiters: [CheckedContinuation<Void, Never>], ended: [CacheWatcher]) {
        var waiters: [CheckedContinuation<Void, Never>] = []
        var ended: [CacheWatcher] = []
        func offer(_ events: [CacheEvent], to watchers: [Int: CacheWatcher]) {
            for watcher in watchers.values {
                let (waiter, goesOn) = watcher.offer(events)
                if let waiter { waiters.append(waiter) }
                if !goesOn { ended.append(watcher) }
            }
        }
        for (name, events) in Dictionary(grouping: events, by: \.key.collection) {
            guard let collection = collections[name] else { continue }
            offer(events, to: collection.all)
            if !collection.byNamespace.isEmpty {
                for (namespace, events) in Dictionary(grouping: events, by: \.key.namespace) {
                    if let watchers = collection.byNamespace[namespace] { offer(events, to: watchers) }
                }
            }
            if !collection.byName.isEmpty {
                for (name, events) in Dictionary(grouping: events, by: { ObjectName($0.key) }) {
                    if let watchers = collection.byName[name] { offer(events, to: watchers) }
                }
            }
        }
        return (waiters, ended)
    }
}

/// Where an object stands in its collection.
struct ObjectName: Hashable, Comparable, Sendable {
    var namespace: String
    var name: String

    init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    init(_ key: StorageKey) {
        self.init(namespace: key.namespace, name: key.name)
    }

    static func < (a: Self, b: Self) -> Bool {
        a.namespace == b.namespace ? a.name < b.name : a.namespace < b.namespace
    }
}
