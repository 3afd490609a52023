import APISchema
import Storage

/// A field of stored objects by whose values watchers are found.
struct WatchedField: Hashable, Sendable {
    var path: FieldPath
    /// That of the schema: what an object that was completed by another one shows is not known before.
    var fingerprint: UInt64

    /// The values that an event's object had and has; `nil` where they are not known.
    func values(of event: CacheEvent) -> [ByteText]? {
        var values: [ByteText] = []
        for object in [event.previous, event.object] {
            guard let object else { continue }
            guard object.fingerprint == fingerprint, let text = try? object.text(at: path) ?? "" else { return nil }
            if values.first?.text.hasSameBytes(as: text) != true { values.append(ByteText(text)) }
        }
        return values
    }
}

private typealias Watchers = [Int: CacheWatcher]

/// The watchers of the cache, by what they watch: an event finds those that may see it without asking the others.
struct WatcherIndex: Sendable {
    private struct Collection: Sendable {
        var all: Watchers = [:]
        var byNamespace: [ByteText: Watchers] = [:]
        var byPlace: [ObjectName: Watchers] = [:]
        /// Those of a name in all namespaces.
        var byName: [ByteText: Watchers] = [:]
        /// By the value that they want in a field; some are of one namespace.
        var byField: [WatchedField: [ByteText: Watchers]] = [:]

        var isEmpty: Bool {
            all.isEmpty && byNamespace.isEmpty && byPlace.isEmpty && byName.isEmpty && byField.isEmpty
        }
    }

    /// What came of offering events.
    struct Outcome {
        /// What is to be resumed.
        var waiters: [CheckedContinuation<Void, Never>] = []
        /// The watchers that need no more.
        var ended: [CacheWatcher] = []
        /// How often a watcher was asked what an event is to it.
        var questions = 0

        fileprivate mutating func offer(_ events: [CacheEvent], to watchers: Watchers?) {
            for watcher in (watchers ?? [:]).values { offer(events, to: watcher) }
        }

        fileprivate mutating func offer(_ events: [CacheEvent], to watcher: CacheWatcher) {
            questions += events.count
            let (waiter, goesOn) = watcher.offer(events)
            if let waiter { waiters.append(waiter) }
            if !goesOn { ended.append(watcher) }
        }
    }

    private var collections: [String: Collection] = [:]

    mutating func insert(_ watcher: CacheWatcher) {
        change(watcher) { $0[watcher.number] = watcher }
    }

    mutating func remove(_ watcher: CacheWatcher) {
        change(watcher) { $0[watcher.number] = nil }
    }

    private mutating func change(_ watcher: CacheWatcher, _ body: (inout Watchers) -> Void) {
        let scope = watcher.scope
        var collection = collections[scope.collection] ?? Collection()
        // No second reference, so that nothing is copied.
        collections[scope.collection] = nil
        if let name = scope.name {
            if let namespace = scope.namespace {
                Self.change(&collection.byPlace, ObjectName(namespace: namespace, name: name), body)
            } else {
                Self.change(&collection.byName, ByteText(name), body)
            }
        } else if let (field, value) = scope.field {
            Self.change(&collection.byField[field, default: [:]], ByteText(value), body)
            if collection.byField[field]?.isEmpty == true { collection.byField[field] = nil }
        } else if let namespace = scope.namespace {
            Self.change(&collection.byNamespace, ByteText(namespace), body)
        } else {
            body(&collection.all)
        }
        if !collection.isEmpty { collections[scope.collection] = collection }
    }

    private static func change<Key>(_ watchers: inout [Key: Watchers], _ key: Key, _ body: (inout Watchers) -> Void) {
        body(&watchers[key, default: [:]])
        if watchers[key]?.isEmpty == true { watchers[key] = nil }
    }

    /// All watchers.
    var watchers: [CacheWatcher] {
        collections.values.flatMap { collection -> [CacheWatcher] in
            var found: [Watchers] = [collection.all]
            found += collection.byNamespace.values
            found += collection.byPlace.values
            found += collection.byName.values
            for watchers in collection.byField.values { found += watchers.values }
            return found.flatMap(\.values)
        }
    }

    /// Offers events to the watchers whose scope they are in.
    func offer(_ events: [CacheEvent]) -> Outcome {
        var outcome = Outcome()
        for (name, events) in Dictionary(grouping: events, by: \.key.collection) {
            guard let collection = collections[name] else { continue }
            outcome.offer(events, to: collection.all)
            if !collection.byNamespace.isEmpty {
                for (namespace, events) in Dictionary(grouping: events, by: { ByteText($0.key.namespace) }) {
                    outcome.offer(events, to: collection.byNamespace[namespace])
                }
            }
            if !collection.byPlace.isEmpty {
                for (place, events) in Dictionary(grouping: events, by: { ObjectName($0.key) }) {
                    outcome.offer(events, to: collection.byPlace[place])
                }
            }
            if !collection.byName.isEmpty {
                for (name, events) in Dictionary(grouping: events, by: { ByteText($0.key.name) }) {
                    outcome.offer(events, to: collection.byName[name])
                }
            }
            for (field, watchers) in collection.byField { Self.offer(events, by: field, watchers, &outcome) }
        }
        return outcome
    }

    /// Offers events to those who want a value that an object has or had.
    private static func offer(
        _ events: [CacheEvent], by field: WatchedField, _ watchers: [ByteText: Watchers], _ outcome: inout Outcome
    ) {
        var eventsOfValue: [ByteText: [CacheEvent]] = [:]
        for event in events {
            for value in field.values(of: event) ?? Array(watchers.keys) where watchers[value] != nil {
                eventsOfValue[value, default: []].append(event)
            }
        }
        for (value, events) in eventsOfValue {
            for watcher in (watchers[value] ?? [:]).values {
                let inScope = events.filter { watcher.scope.contains($0.key) }
                if !inScope.isEmpty { outcome.offer(inScope, to: watcher) }
            }
        }
    }
}
