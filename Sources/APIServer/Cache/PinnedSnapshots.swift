import Storage

/// Snapshots of which further pages may be asked for. One shares with the newest all that has not changed since.
///
/// Times are given by the caller, so that it has no clock of its own.
struct PinnedSnapshots: Sendable {
    private struct Pin: Sendable {
        var collection: String
        var namespace: String?
        var snapshot: WatchCache.Snapshot
        var end: Duration
    }

    /// In the order in which they were last asked for.
    private var pins: [Pin] = []

    private static let capacity = 16
    private static let storedCapacity = 2
    private static let age = Duration.seconds(300)

    /// Keeps a snapshot for further pages.
    ///
    /// - Parameter namespace: What the snapshot is restricted to; `nil` where it is of the whole collection.
    mutating func insert(
        _ snapshot: WatchCache.Snapshot, _ collection: String, namespace: String? = nil, now: Duration
    ) {
        pins.removeAll {
            $0.end < now
                || ($0.collection == collection && $0.snapshot.revision == snapshot.revision
                    && $0.namespace.map(ByteText.init) == namespace.map(ByteText.init))
        }
        if snapshot.isStored, pins.count(where: \.snapshot.isStored) >= Self.storedCapacity,
            let oldest = pins.firstIndex(where: \.snapshot.isStored)
        {
            pins.remove(at: oldest)
        }
        if pins.count >= Self.capacity { pins.removeFirst() }
        pins.append(
            Pin(collection: collection, namespace: namespace, snapshot: snapshot, end: now + Self.age))
    }

    /// The snapshot of a collection, or of a namespace in it, at a revision; `nil` where it is not kept.
    mutating func snapshot(
        _ collection: String, namespace: String?, at revision: Revision, now: Duration
    ) -> WatchCache.Snapshot? {
        pins.removeAll { $0.end < now }
        let position = pins.lastIndex {
            $0.collection == collection && $0.snapshot.revision == revision
                && ($0.namespace == nil || $0.namespace.map(ByteText.init) == namespace.map(ByteText.init))
        }
        guard let position else { return nil }
        let pin = pins.remove(at: position)
        pins.append(pin)
        return pin.snapshot
    }
}
