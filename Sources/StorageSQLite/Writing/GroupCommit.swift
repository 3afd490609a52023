import Foundation
import GRDB
import Storage
import Synchronization

/// Writes for all callers: what waits is written in one transaction, published in order, and then acknowledged.
///
/// It runs on the queue of the database's one writing connection, so that no thread that serves requests waits for the
/// disk. While a transaction is made durable the next writes gather, so the more callers there are, the more of them
/// share a synchronization of the disk.
final class GroupCommit: Sendable {
    private struct Queue {
        var waiting: [WaitingWrite] = []
        /// Whether the writer is at work, or about to be.
        var isDraining = false
        var isClosed = false
    }

    private let pool: DatabasePool
    private let publication: Publication
    private let queue = Mutex(Queue())
    /// Used on the writer's queue only; the lock is never waited for.
    private let compactor: Mutex<Compactor>

    init(pool: DatabasePool, publication: Publication, limits: SQLiteStorage.Limits) {
        self.pool = pool
        self.publication = publication
        compactor = Mutex(Compactor(limits: limits))
    }

    /// Makes a write; returns once it is durable and has been published.
    func perform(_ write: Write) async -> WaitingWrite.Outcome {
        await withCheckedContinuation { caller in
            let (isAccepted, starts) = queue.withLock { queue in
                guard !queue.isClosed else { return (false, false) }
                queue.waiting.append(WaitingWrite(write: write, caller: caller))
                defer { queue.isDraining = true }
                return (true, !queue.isDraining)
            }
            if !isAccepted { caller.resume(returning: .failure(.closed)) }
            // Outside of the lock, for which the writer would wait at once.
            if starts { pool.asyncWriteWithoutTransaction { self.drain($0) } }
        }
    }

    /// Refuses further writes and returns when those that were accepted have been made.
    func finish() async {
        queue.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                // What was accepted last may not have come to the writer's queue yet.
                self.drain(database)
                continuation.resume()
            }
        }
    }

    private func drain(_ database: Database) {
        while true {
            let batch = queue.withLock { queue in
                queue.isDraining = !queue.waiting.isEmpty
                defer { queue.waiting = [] }
                return queue.waiting
            }
            if batch.isEmpty { return }
            let outcomes = commit(batch, in: database)
            for (waiting, outcome) in zip(batch, outcomes) { waiting.caller.resume(returning: outcome) }
        }
    }

    /// Writes all of a batch or, if the database fails, nothing of it.
    private func commit(_ batch: [WaitingWrite], in database: Database) -> [WaitingWrite.Outcome] {
        do {
            let (published, compacted) = try publication.positionToWriteAfter()
            let time = Int64(Date().timeIntervalSince1970)
            try database.beginTransaction(.immediate)
            var transaction = WriteTransaction(in: database, after: published, time: time)
            let outcomes = try batch.map { try transaction.apply($0.write) }
            var forgotten = compacted
            if !transaction.events.isEmpty {
                forgotten = try compactor.withLock {
                    try $0.compact(
                        in: database, compacted: compacted, published: published, newest: transaction.revision,
                        time: time)
                }
            }
            try database.commit()
            publication.publish(transaction.events, revision: transaction.revision, compacted: forgotten)
            freeReserve(after: batch, in: database)
            return outcomes
        } catch {
            // A rollback fails where SQLite has rolled back already; a transaction left open would fail the next one.
            try? database.rollback()
            let reason = publication.failWriting(batch.reduce(0) { $0 + $1.write.byteCount }, error)
            return batch.map { _ in .failure(reason) }
        }
    }

    /// Gives the room that a trial took back to later writes.
    private func freeReserve(after batch: [WaitingWrite], in database: Database) {
        let hadTrial = batch.contains { if case .trial = $0.write { true } else { false } }
        // Should it fail, the room stays reserved until the next trial.
        if hadTrial { try? SQLStatement.run("UPDATE store SET reserve = NULL", [], in: database) }
    }
}
