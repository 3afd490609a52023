import GRDB
import Storage

/// Forgets the oldest writes, a few within each transaction that writes.
struct Compactor {
    private let limits: SQLiteStorage.Limits
    /// No write is old enough before then, in seconds since 1970.
    private var nextExpiry: Int64 = .min

    /// So many writes are looked at within one transaction, or twice as many as it makes.
    private static var step: Int64 { 128 }

    init(limits: SQLiteStorage.Limits) {
        self.limits = limits
    }

    /// Forgets some writes, if there are enough that need not be kept.
    ///
    /// - Parameters:
    ///   - published: What watches have been told; later writes are not forgotten, so that whoever has seen a revision
    ///     of a snapshot can go on from it.
    ///   - newest: The revision of the transaction's last write, which has made all since `published`.
    ///   - time: Seconds since 1970.
    /// - Returns: the revision up to which history is forgotten now.
    mutating func compact(
        in database: Database, compacted: Revision, published: Revision, newest: Revision, time: Int64
    ) throws -> Revision {
        // Beyond this, a write may be forgotten if it is old; beyond the other, it is forgotten.
        let removable = min(newest.rawValue - Int64(limits.history), published.rawValue)
        let excessive = min(newest.rawValue - Int64(limits.maximumHistory), published.rawValue)
        // Rarely and then several is cheaper than each time a few.
        let isDue =
            removable - compacted.rawValue >= Self.step / 2
            && (time >= nextExpiry || excessive - compacted.rawValue >= Self.step / 2)
        guard isDue else { return compacted }
        let count = max(Self.step, (newest.rawValue - published.rawValue) * 2)
        let latest = time - limits.historySeconds
        var forgotten = compacted
        var dead: [Int64] = []
        do {
            let writes = try SQLStatement(
                """
                SELECT revision, time, replaced, typeof(value) = 'null' FROM writes
                WHERE revision > ? AND revision <= ? ORDER BY revision LIMIT ?
                """, in: database)
            try writes.start([.integer(compacted.rawValue), .integer(removable), .integer(count)])
            defer { writes.reset() }
            while try writes.step() {
                let revision = writes.integer(0)
                if writes.integer(1) > latest, revision > excessive {
                    // The clock may have been set back: look again before long.
                    nextExpiry = min(writes.integer(1) + limits.historySeconds, time + 60)
                    break
                }
                // Nobody can ask any more for what the write replaced, nor for what a deletion left.
                if !writes.isNull(2) { dead.append(writes.integer(2)) }
                if writes.integer(3) != 0 { dead.append(revision) }
                forgotten = Revision(revision)
            }
        }
        guard forgotten > compacted else { return compacted }
        for revision in dead {
            try SQLStatement.run("DELETE FROM writes WHERE revision = ?", [.integer(revision)], in: database)
        }
        try SQLStatement.run("UPDATE store SET compacted = ?", [.integer(forgotten.rawValue)], in: database)
        return forgotten
    }
}
