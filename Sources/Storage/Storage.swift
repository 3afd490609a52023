/// Keeps values at keys, in one global order of writes, and tells watchers of each write.
///
/// Every backend passes one conformance suite. What it demands:
///
/// - A write that has been acknowledged is seen by every read that begins afterwards, and is durable where the backend
///   is.
/// - Writes are compare-and-swap: there is no unconditional one.
/// - A list is a snapshot at one revision, and its further pages can be read at that same revision while history is
///   kept.
/// - A watch reports every write in its scope after its revision, once, in order, with what it replaced.
/// - A write is offered to the watches before it is acknowledged. So a copy of the store that is kept by a watch has the
///   caller's own write once it has taken in what was in the watch's queue when the write returned, for which
///   ``StorageWatch/requestProgress()`` is the mark.
/// - A write that failed with ``StorageError/unavailable(_:)`` has not been published and has no revision. Whether it
///   is there after a crash that follows is not known.
public protocol Storage: Sendable {
    /// The revision of the newest write that watches have been told of.
    ///
    /// Throws ``StorageError/unavailable(_:)`` while the store cannot take writes, so it serves as the readiness check.
    func currentRevision() async throws(StorageError) -> Revision

    /// The value at a key; `nil` where there is none.
    func get(_ key: StorageKey) async throws(StorageError) -> StorageRecord?

    /// Writes a value where there is none; throws ``StorageError/keyExists(_:)`` where there is one.
    ///
    /// - Returns: the new value's revision.
    func create(_ key: StorageKey, value: [UInt8]) async throws(StorageError) -> Revision

    /// Replaces the value that is at the expected revision.
    ///
    /// Throws ``StorageError/keyNotFound(_:)`` or ``StorageError/conflict(_:)``.
    /// - Returns: the new value's revision.
    func update(_ key: StorageKey, value: [UInt8], expecting: Revision) async throws(StorageError) -> Revision

    /// Removes the value that is at the expected revision.
    ///
    /// Throws ``StorageError/keyNotFound(_:)`` or ``StorageError/conflict(_:)``.
    /// - Returns: the deletion's own revision.
    func delete(_ key: StorageKey, expecting: Revision) async throws(StorageError) -> Revision

    /// What a scope holds, in the order of keys.
    ///
    /// - Parameters:
    ///   - after: Only what follows this key.
    ///   - limit: At most as many; `nil` for all.
    ///   - at: The revision of the snapshot to read; `nil` for the newest. Throws ``StorageError/compacted(_:)`` or
    ///     ``StorageError/futureRevision(_:)`` where it cannot be had.
    func list(
        _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws(StorageError) -> StoragePage

    /// Reports the writes in a scope that come after a revision, from history first.
    ///
    /// Throws ``StorageError/compacted(_:)`` where history does not reach back so far, and
    /// ``StorageError/futureRevision(_:)`` where the revision is yet to come.
    func watch(_ scope: StorageScope, after: Revision) async throws(StorageError) -> StorageWatch

    /// Ends every watch and refuses what comes later with ``StorageError/closed``.
    func close() async
}
