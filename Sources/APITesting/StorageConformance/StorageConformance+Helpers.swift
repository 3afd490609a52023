import Storage

extension StorageConformance {
    static func key(_ name: String, in namespace: String = "ns", of collection: String = "things") -> StorageKey {
        StorageKey(collection: collection, namespace: namespace, name: name)
    }

    static let things = StorageScope(collection: "things")

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func record(_ key: StorageKey, _ text: String, _ revision: Revision) -> StorageRecord {
        StorageRecord(key: key, value: bytes(text), revision: revision)
    }

    /// The events of a watch until there are as many as asked for.
    static func read(_ count: Int, from watch: StorageWatch) async throws -> [StorageEvent] {
        var events: [StorageEvent] = []
        guard count > 0 else { return [] }
        for try await batch in watch {
            events += batch.events
            if events.count >= count { break }
        }
        return events
    }

    /// What is at a key, which must be there.
    static func present(_ key: StorageKey, in store: any Storage) async throws -> StorageRecord {
        try require("a value at \(key)", try await store.get(key))
    }

    /// What events do to records, by key.
    static func applying(_ events: [StorageEvent], to records: [StorageRecord]) -> [StorageKey: StorageRecord] {
        var state = Dictionary(records.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        for event in events {
            state[event.key] = event.value.map {
                StorageRecord(key: event.key, value: $0, revision: event.revision)
            }
        }
        return state
    }
}
