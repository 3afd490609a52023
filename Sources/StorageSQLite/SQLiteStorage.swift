import Dispatch
import GRDB
public import Logging
public import Storage
import Synchronization

/// Keeps everything in an SQLite database, where it outlasts the process and the power.
///
/// A write is acknowledged once it has been synchronized to the disk, together with the writes of others that waited at
/// the same time, and after the watches have been offered it. Values are not kept in memory. Watches and lists at an
/// older revision reach back as far as ``Limits`` says, also beyond a restart.
///
/// The store has a directory of its own, which one process at a time can use. Files are readable by their owner only.
///
/// What goes wrong with the disk or the files is ``StorageError/unavailable(_:)`` with the path and the reason. A write
/// that fails so has no revision and is not published. From then on ``currentRevision()`` fails until a write succeeds;
/// it tries by itself whether there is room again. A damaged file makes it fail for good.
public final class SQLiteStorage: Storage {
    /// The name of the database's file within the directory.
    public static let fileName = "apus.db"

    /// How the database was found to write when it was opened.
    public let settings: Settings

    private let pool: DatabasePool
    private let directory: DataDirectory
    private let publication: Publication
    private let writer: GroupCommit
    private let limits: Limits

    /// Opens the store in a directory, which is made if it does not exist.
    ///
    /// It does little but open files; how much the store holds does not matter.
    ///
    /// - Throws: ``StorageError/unavailable(_:)`` with the path and the reason: the directory is in use by another
    ///   process or cannot be written, the file is damaged, of another program, or of a newer version.
    public init(
        directory path: String, limits: Limits = Limits(), logger: Logger = Logger(label: "apus.storage")
    ) throws(StorageError) {
        directory = try DataDirectory(preparing: path)
        let databasePath = directory.databasePath
        let published: Revision
        let compacted: Revision
        do {
            pool = try DatabasePool(path: databasePath, configuration: Self.configuration)
            settings = try pool.writeWithoutTransaction { try Settings(applyingTo: $0) }
            (published, compacted) = try pool.writeWithoutTransaction { database in
                try Schema.prepare(database)
                return try Schema.revisions(in: database)
            }
        } catch {
            throw StorageFailure(error, path: databasePath).error
        }
        publication = Publication(published: published, compacted: compacted, path: databasePath, logger: logger)
        writer = GroupCommit(pool: pool, publication: publication, limits: limits)
        self.limits = limits
        logger.debug(
            "opened the store",
            metadata: [
                "path": "\(databasePath)", "revision": "\(published)", "history": "after \(compacted)",
                "sqlite": "\(settings.libraryVersion)", "synchronous": "\(settings.synchronous)",
            ])
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "apus.storage"
        // Reads are rare and short: the server reads from its cache.
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { database in
            // What is deleted is overwritten where that costs no further pages.
            try database.execute(sql: "PRAGMA secure_delete = FAST")
        }
        return configuration
    }

    /// The revision of the newest write that has been published.
    ///
    /// After a write that failed, tries whether the disk takes as much again, and fails if it does not.
    public func currentRevision() async throws(StorageError) -> Revision {
        switch try publication.readiness() {
        case .ready(let revision): return revision
        case .failed(let byteCount): return try await writer.perform(.trial(byteCount: byteCount)).get()
        }
    }

    /// The value at a key.
    public func get(_ key: StorageKey) async throws(StorageError) -> StorageRecord? {
        try await read(at: nil) { try $0.records(KeyRange(key), limit: 1).first }
    }

    /// Writes a value where there is none.
    public func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision {
        try await writer.perform(.create(key, value)).get()
    }

    /// Replaces the value that is at the expected revision.
    public func update(
        _ key: StorageKey, value: [UInt8], expecting: Revision
    ) async throws(StorageError) -> Revision {
        try await writer.perform(.update(key, value, expecting: expecting)).get()
    }

    /// Removes the value that is at the expected revision.
    public func delete(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision {
        try await writer.perform(.delete(key, expecting: expecting)).get()
    }

    /// What a scope holds, now or at an older revision.
    public func list(
        _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws(StorageError) -> StoragePage {
        try await read(at: at) { snapshot in
            let records = try snapshot.records(KeyRange(scope, after: after), limit: limit)
            // Only a page that is full can have something after it.
            let isFull = limit.map { records.count >= $0 } ?? false
            let remaining = isFull ? try snapshot.count(KeyRange(scope, after: records.last?.key ?? after)) : 0
            return StoragePage(records: records, revision: snapshot.revision, remaining: remaining)
        }
    }

    /// Reports the writes in a scope that come after a revision.
    public func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch {
        let (queue, number, published) = try publication.addWatch(
            scope, after: after, capacity: limits.watcherQueue)
        // Meanwhile the queue gathers what is written.
        if after < published {
            do {
                queue.prepend(
                    try await read(at: published, reachingBackTo: after) {
                        try $0.events(KeyRange(scope), after: after)
                    })
            } catch {
                publication.removeWatch(number)
                throw error
            }
        }
        return StorageWatch(queue)
    }

    /// Makes the writes that have been accepted, ends every watch, closes the files, and refuses what comes later.
    public func close() async {
        guard publication.close() else { return }
        await writer.finish()
        publication.endWatches()
        let pool = pool
        await withCheckedContinuation { continuation in
            // It waits for reads, which no thread that serves requests should do.
            pool.asyncWriteWithoutTransaction { _ in
                Self.closing.async {
                    try? pool.close()
                    continuation.resume()
                }
            }
        }
        directory.unlock()
    }

    private static let closing = DispatchQueue(label: "apus.storage.close")

    /// Reads a snapshot.
    ///
    /// - Parameters:
    ///   - revision: Of the snapshot; `nil` for the newest that has been published when the read begins.
    ///   - oldest: How far back history is needed, where that is further than the snapshot.
    private func read<Result: Sendable>(
        at revision: Revision?, reachingBackTo oldest: Revision? = nil,
        _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws(StorageError) -> Result {
        try publication.checkOpen()
        let publication = publication
        let outcome = await withCheckedContinuation {
            (continuation: CheckedContinuation<Swift.Result<Result, StorageError>, Never>) in
            pool.asyncRead { database in
                do {
                    let database = try database.get()
                    // This is the transaction's first read, with which it sees what it sees. Some of that may not have
                    // been published yet, and is left out: nobody sees a revision before the watches are told of it.
                    let (newest, compacted) = try Schema.revisions(in: database)
                    let published = publication.published
                    if let revision, revision > published { throw StorageError.futureRevision(published) }
                    let snapshot = Snapshot(of: database, at: revision ?? min(newest, published), newest: newest)
                    if min(oldest ?? snapshot.revision, snapshot.revision) < compacted {
                        throw StorageError.compacted(compacted)
                    }
                    continuation.resume(returning: .success(try body(snapshot)))
                } catch let error as StorageError {
                    continuation.resume(returning: .failure(error))
                } catch {
                    continuation.resume(returning: .failure(publication.failReading(error)))
                }
            }
        }
        return try outcome.get()
    }
}
