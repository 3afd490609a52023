import JSON
import Storage
import Synchronization

/// What is being written here, by where it goes: the cache takes it from here when the store reports it, rather than
/// read it again.
struct ExpectedObjects: Sendable {
    private var objects: [StorageKey: [(number: Int, encoded: EncodedObject)]] = [:]
    private var last = 0

    var isEmpty: Bool { objects.isEmpty }

    /// - Returns: what ``forget(_:at:)`` takes when the write has ended.
    mutating func insert(_ encoded: EncodedObject, at key: StorageKey) -> Int {
        last += 1
        objects[key, default: []].append((last, encoded))
        return last
    }

    mutating func forget(_ number: Int, at key: StorageKey) {
        objects[key]?.removeAll { $0.number == number }
        if objects[key]?.isEmpty == true { objects[key] = nil }
    }

    /// The object that was to be written as these very bytes.
    func object(_ record: StorageRecord) -> StoredObject? {
        objects[record.key]?.first { $0.encoded.value.hasSameBytes(as: record.value[...]) }?.encoded.object
            .at(record.revision)
    }
}

extension WatchCache {
    /// Encodes an object that is to be written, as the cache will keep it.
    ///
    /// - Parameter fingerprint: That of the schema by which the object was completed and normalised.
    func encode(_ object: JSONObject, fingerprint: UInt64) -> EncodedObject {
        StoredObject.encode(object, fingerprint: fingerprint, sharing: sharing)
    }

    /// Writes an encoded object to the store, and returns once reads see it. The cache takes the object as it is.
    ///
    /// - Parameter store: Writes the value that it is given.
    func write(
        _ encoded: EncodedObject, at key: StorageKey,
        _ store: ([UInt8]) async throws(StorageError) -> Revision
    ) async throws(StorageError) -> Revision {
        let number = expected.withLock { $0.insert(encoded, at: key) }
        // Whether it came, failed or was overtaken.
        defer { expected.withLock { $0.forget(number, at: key) } }
        let revision = try await store(encoded.value)
        await catchUp(to: revision)
        return revision
    }

    /// The object that the store reports at a key.
    func reported(_ record: StorageRecord) -> StoredObject {
        expected.withLock { $0.object(record) } ?? object(record)
    }
}
