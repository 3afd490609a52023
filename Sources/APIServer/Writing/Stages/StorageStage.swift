import APIMachinery
import JSON
import Storage

/// Stores the object, or removes it: nothing where nothing has changed, and a removal where an update has taken away all
/// that a deletion waited for.
struct StorageStage: WriteStage {
    let registry: Registry

    func run(_ write: inout WriteRequest) async throws {
        guard let current = write.current else { return try await create(&write) }
        let key = registry.key(write.resource, write.namespace, write.name)
        guard let object = write.object, try write.operation == .delete || !isDone(object, write) else {
            return try await remove(key, current, &write)
        }
        let encoded = try registry.encoded(object, write.resource, revision: current.revision)
        guard !encoded.stored.hasSameText(as: current) else {
            write.outcome = WriteOutcome(object: encoded.stored, change: .nothing)
            return
        }
        write.outcome = WriteOutcome(object: encoded.stored, change: .updated)
        guard !write.isDryRun, write.isStored else { return }
        let revision = try await registry.storage.update(key, value: encoded.value, expecting: current.revision)
        write.outcome = WriteOutcome(object: encoded.stored.at(revision), change: .updated, revision: revision)
    }

    private func create(_ write: inout WriteRequest) async throws {
        guard let object = write.object else { return }
        let key = registry.key(write.resource, write.namespace, write.name)
        let encoded = try registry.encoded(object, write.resource, revision: .zero)
        write.outcome = WriteOutcome(object: encoded.stored, change: .created)
        guard write.isStored else { return }
        if write.isDryRun {
            if try await registry.cache.object(at: key) != nil { throw StorageError.keyExists(key) }
            return
        }
        let revision = try await registry.storage.create(key, value: encoded.value)
        write.outcome = WriteOutcome(object: encoded.stored.at(revision), change: .created, revision: revision)
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
        if let object = write.object {
            last = try registry.encoded(object, write.resource, revision: current.revision).stored
        }
        write.outcome = WriteOutcome(object: last, change: .deleted)
        guard !write.isDryRun else { return }
        let revision = try await registry.storage.delete(key, expecting: current.revision)
        write.outcome = WriteOutcome(object: last.at(revision), change: .deleted, revision: revision)
    }
}

/// After the write: reads that begin from here on see it, and what was set aside for the object is seen to be its own.
struct SettlingStage: WriteStage {
    let registry: Registry

    func run(_ write: inout WriteRequest) async throws {
        if let revision = write.outcome?.revision { await registry.cache.catchUp(to: revision) }
        write.reservation?.release()
        write.reservation = nil
    }
}
