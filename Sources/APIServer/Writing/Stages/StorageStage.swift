import APIMachinery
import APISchema
import JSON
import Storage

/// Stores the object, or removes it, and goes on once reads see it: nothing where nothing has changed, and a removal where
/// an update has taken away all that a deletion waited for.
struct StorageStage: WriteStage {
    let registry: Registry

    func run(_ write: inout WriteRequest) async throws {
        guard let current = write.current else { return try await create(&write) }
        let key = registry.key(write.resource, write.namespace, write.name)
        guard let object = write.object, try write.operation == .delete || !isDone(object, write) else {
            return try await remove(key, current, &write)
        }
        let encoded = try registry.encoded(object, write.resource)
        let isChanged = !encoded.object.hasSameText(as: current) && !isSame(object, write)
        write.outcome = WriteOutcome(
            object: encoded.object.at(current.revision), change: isChanged ? .updated : .nothing)
        guard isChanged, !write.isDryRun, write.isStored else { return }
        let storage = registry.storage
        let revision = try await registry.cache.write(encoded, at: key) { value throws(StorageError) in
            try await storage.update(key, value: value, expecting: current.revision)
        }
        write.outcome = WriteOutcome(object: encoded.object.at(revision), change: .updated)
    }

    private func create(_ write: inout WriteRequest) async throws {
        guard let object = write.object else { return }
        let key = registry.key(write.resource, write.namespace, write.name)
        let encoded = try registry.encoded(object, write.resource)
        write.outcome = WriteOutcome(object: encoded.object, change: .created)
        guard write.isStored else { return }
        if write.isDryRun {
            if try await registry.cache.object(at: key) != nil { throw StorageError.keyExists(key) }
            return
        }
        let storage = registry.storage
        let revision = try await registry.cache.write(encoded, at: key) { value throws(StorageError) in
            try await storage.create(key, value: value)
        }
        write.outcome = WriteOutcome(object: encoded.object.at(revision), change: .created)
    }

    /// Whether an object that is kept in the order in which it came is the same in another order.
    private func isSame(_ object: JSONObject, _ write: WriteRequest) -> Bool {
        guard !write.resource.storageDefinition.isNormalized, var old = write.old else { return false }
        old.setMetadata("resourceVersion", nil)
        return object == old
    }

    /// Whether an object that is being deleted waits for nothing any more.
    private func isDone(_ object: JSONObject, _ write: WriteRequest) throws -> Bool {
        guard object.isBeingDeleted && object.finalizers.isEmpty && object.deletionGracePeriodSeconds == 0 else {
            return false
        }
        do {
            return try !write.resource.behavior.deletion.mustStay(object)
        } catch {
            throw APIError.internalError("\(error)")
        }
    }

    private func remove(_ key: StorageKey, _ current: StoredObject, _ write: inout WriteRequest) async throws {
        var last = current
        // An update's last state is answered; nobody will read it.
        if let object = write.object { last = try registry.encoded(object, write.resource).object.at(current.revision) }
        write.outcome = WriteOutcome(object: last, change: .deleted)
        guard !write.isDryRun else { return }
        let revision = try await registry.storage.delete(key, expecting: current.revision)
        await registry.cache.catchUp(to: revision)
        write.outcome = WriteOutcome(object: last.at(revision), change: .deleted)
    }
}
