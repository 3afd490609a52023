import APIMachinery
import APISchema
import JSON
import Storage

/// The one generic store of objects: every resource's reads and writes go through it.
///
/// Writes work on trees and schemas, so that kinds compiled in and kinds added at run time take the same path. Reads
/// pass on encoded bytes.
struct Registry: Sendable {
    let storage: any Storage
    let table: ResourceTable

    /// How often an update begins anew because the object was changed meanwhile.
    static let attempts = 10

    // MARK: Reading

    func key(_ resource: ServedResource, _ namespace: String, _ name: String) -> StorageKey {
        StorageKey(collection: resource.collection, namespace: namespace, name: name)
    }

    func get(_ resource: ServedResource, namespace: String, name: String) async throws -> StoredObject {
        let record: StorageRecord?
        do {
            record = try await storage.get(key(resource, namespace, name))
        } catch {
            throw APIError(error, resource.groupResource, name: name)
        }
        guard let record else { throw APIError.notFound(resource.groupResource, name: name) }
        return try object(record, resource)
    }

    /// A page of objects.
    struct Page: Sendable {
        var objects: [StoredObject]
        var revision: Revision
        /// Where the list goes on; `nil` at its end.
        var continuation: ContinueToken?
        /// How many objects follow; `nil` where that is not known.
        var remaining: Int?
    }

    func list(_ resource: ServedResource, namespace: String?, _ request: ListRequest) async throws -> Page {
        let scope = StorageScope(collection: resource.collection, namespace: namespace)
        var after = request.continuation.map { key(resource, $0.namespace, $0.name) }
        var at = request.continuation?.revision
        if at == nil, let wanted = request.resourceVersion, wanted != .zero {
            // A list at "not older than" is answered from the newest snapshot, which is never too old.
            if request.match == .exact || (request.match == nil && request.limit != nil) {
                at = wanted
            } else {
                let current = try await currentRevision()
                if wanted > current {
                    throw APIError.resourceVersionTooLarge(asked: wanted.description, current: current.description)
                }
            }
        }
        var objects: [StoredObject] = []
        while true {
            let page = try await page(resource, scope, after: after, limit: request.limit, at: at)
            at = page.revision
            for (index, record) in page.records.enumerated() {
                after = record.key
                let object = try object(record, resource)
                guard try request.selection.contains(record.key, object) else { continue }
                objects.append(object)
                let left = page.records.count - index - 1 + page.remaining
                if let limit = request.limit, objects.count >= limit, left > 0 {
                    return Page(
                        objects: objects, revision: page.revision,
                        continuation: ContinueToken(revision: page.revision, after: record.key),
                        // What a selector leaves of the rest is not known.
                        remaining: request.selection.isEverything ? left : nil)
                }
            }
            if page.remaining == 0 { return Page(objects: objects, revision: page.revision) }
        }
    }

    private func page(
        _ resource: ServedResource, _ scope: StorageScope, after: StorageKey?, limit: Int?, at: Revision?
    ) async throws -> StoragePage {
        do {
            return try await storage.list(scope, after: after, limit: limit.map { max($0, 100) }, at: at)
        } catch .compacted {
            throw APIError.expired(
                after == nil
                    ? "The resourceVersion for the provided list is too old."
                    : "The provided continue parameter is too old to display a consistent list result. "
                        + "You must start a new list without the continue parameter.")
        } catch {
            throw APIError(error, resource.groupResource, name: "")
        }
    }

    func currentRevision() async throws -> Revision {
        do {
            return try await storage.currentRevision()
        } catch {
            throw APIError(error, GroupResource(group: "", resource: ""), name: "")
        }
    }

    func object(_ record: StorageRecord, _ resource: ServedResource) throws -> StoredObject {
        guard let object = StoredObject(record) else {
            throw APIError(
                code: 500, reason: .storeReadError, message: "the stored object \(record.key) cannot be read",
                details: StatusDetails(kind: resource.definition.plural))
        }
        return try resource.isStorageVersion ? object : convertFromStorage(object, resource)
    }

    // MARK: Versions

    /// An object of the storage version in the version of the resource that was asked for.
    private func convertFromStorage(_ object: StoredObject, _ resource: ServedResource) throws -> StoredObject {
        var tree = try object.tree()
        tree = try resource.fromStorageVersion(tree)
        guard let converted = StoredObject(value: StoredObject.encode(tree), revision: object.revision) else {
            throw APIError.internalError("an object cannot be converted")
        }
        return converted
    }

    /// What is stored of an object.
    func storedValue(_ object: JSONObject, _ resource: ServedResource) throws -> [UInt8] {
        StoredObject.encode(resource.isStorageVersion ? object : try resource.toStorageVersion(object))
    }
}

extension APIError {
    /// What a client is told of a failure of the store.
    init(_ error: StorageError, _ resource: GroupResource, name: String) {
        switch error {
        case .keyExists: self = .alreadyExists(resource, name: name)
        case .keyNotFound: self = .notFound(resource, name: name)
        case .conflict: self = .modified(resource, name: name)
        case .compacted(let oldest): self = .expired("too old resource version: the oldest that is kept is \(oldest)")
        case .futureRevision(let current): self = .resourceVersionTooLarge(asked: "", current: current.description)
        case .watcherTooSlow: self = .expired("the watch did not keep up")
        case .closed: self = .serviceUnavailable("the server is shutting down")
        case .unavailable: self = .serviceUnavailable("the storage is not available")
        }
    }
}
