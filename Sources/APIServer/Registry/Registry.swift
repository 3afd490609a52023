import APIMachinery
import APISchema
import JSON
import Storage

/// The one generic store of objects: every resource's reads go through it. They pass on encoded bytes.
///
/// Writes (``WritePipeline``) work on trees and schemas, so that kinds compiled in and kinds added at run time take the
/// same path.
struct Registry: Sendable {
    let storage: any Storage
    let cache: WatchCache
    let table: ResourceTable

    // MARK: Reading

    func key(_ resource: ServedResource, _ namespace: String, _ name: String) -> StorageKey {
        StorageKey(collection: resource.collection, namespace: namespace, name: name)
    }

    /// An object as the version of a resource shows it.
    func get(_ resource: ServedResource, namespace: String, name: String) async throws -> StoredObject {
        try object(try await stored(resource, namespace: namespace, name: name), resource)
    }

    /// An object as it is stored.
    func stored(_ resource: ServedResource, namespace: String, name: String) async throws -> StoredObject {
        let key = key(resource, namespace, name)
        let object: StoredObject?
        do {
            object = try await cache.object(at: key)
        } catch {
            throw APIError(error, resource.groupResource, name: name)
        }
        guard let object else { throw APIError.notFound(resource.groupResource, name: name) }
        return object
    }

    /// A page of objects.
    struct Page: Sendable {
        /// As they are stored.
        var objects: [StoredObject]
        var revision: Revision
        /// Where the list goes on; `nil` at its end.
        var continuation: ContinueToken?
        /// How many objects follow; `nil` where that is not known.
        var remaining: Int?
    }

    func list(_ resource: ServedResource, namespace: String?, _ request: ListRequest) async throws -> Page {
        var at = request.continuation?.revision
        if at == nil, let wanted = request.resourceVersion, wanted != .zero {
            // A list at "not older than" is answered from the newest snapshot, which is never too old.
            if request.match == .exact || (request.match == nil && request.limit != nil) {
                at = wanted
            } else {
                try await checkRevision(wanted)
            }
        }
        let snapshot = try await snapshot(resource, namespace, at: at, isContinued: request.continuation != nil)
        let page = try await page(of: snapshot, resource, namespace, request)
        if page.continuation != nil && request.continuation == nil && !snapshot.isStored {
            cache.pin(snapshot, resource.collection)
        }
        return page
    }

    /// A page of the objects of a snapshot.
    func page(
        of snapshot: WatchCache.Snapshot, _ resource: ServedResource, _ namespace: String?, _ request: ListRequest
    ) async throws -> Page {
        let all = snapshot.objects
        let selection = request.selection
        var position = namespace.map { all.position(notBefore: ObjectName(namespace: $0, name: "")) } ?? all.start
        // The least string that comes after the namespace.
        let end = namespace.map { all.rank(of: all.position(notBefore: ObjectName(namespace: $0 + "\0", name: ""))) }
        var left = (end ?? all.count) - all.rank(of: position)
        if let token = request.continuation {
            let last = ObjectName(namespace: token.namespace, name: token.name)
            let following = all.position(notBefore: last)
            let passed = all.rank(of: following) - all.rank(of: position)
            if passed >= 0 {
                position = following
                left -= passed
                if all[last] != nil, all.next(&position) != nil { left -= 1 }
            }
        }
        var page = Page(objects: [], revision: snapshot.revision)
        if request.limit == nil && selection.isEverything { page.objects.reserveCapacity(max(0, left)) }
        // A look costs next to nothing, and others have their turn between; but for one that has to convert.
        try await Work.run(size: selection.needsFields && !resource.isStorageVersion ? Work.mediumSize : 0) {
            try await fill(&page, from: all, at: position, left: left, resource, request)
        }
        return page
    }

    private func fill(
        _ page: inout Page, from all: WatchCache.Objects, at start: WatchCache.Objects.Position, left: Int,
        _ resource: ServedResource, _ request: ListRequest
    ) async throws {
        let selection = request.selection
        var (position, left) = (start, left)
        var memory = Selection.LabelMemory()
        var pace = Work.Pace()
        while left > 0, let entry = all.next(&position) {
            left -= 1
            let object = entry.value
            try await pace.step(selection.needsFields ? object.size : 0)
            guard object.isReadable else { throw unreadable(resource) }
            // Labels are the same in every version.
            let shown = selection.needsFields ? try self.object(object, resource) : object
            guard try selection.contains(entry.key, shown, &memory) else { continue }
            page.objects.append(object)
            if let limit = request.limit, page.objects.count >= limit, left > 0 {
                page.continuation = ContinueToken(
                    revision: page.revision, after: key(resource, entry.key.namespace, entry.key.name))
                // What a selector leaves of the rest is not known.
                page.remaining = selection.isEverything ? left : nil
                break
            }
        }
    }

    private func snapshot(
        _ resource: ServedResource, _ namespace: String?, at revision: Revision?, isContinued: Bool
    ) async throws -> WatchCache.Snapshot {
        do {
            do {
                return try await cache.snapshot(resource.collection, namespace: namespace, at: revision)
            } catch .compacted {
                // The store keeps more of the past than the cache, from before the server started too.
                let snapshot = try await storedSnapshot(resource.collection, namespace: namespace, at: revision)
                cache.pin(snapshot, resource.collection, namespace: namespace)
                return snapshot
            }
        } catch .compacted {
            throw APIError.expired(
                isContinued
                    ? "The provided continue parameter is too old to display a consistent list result. "
                        + "You must start a new list without the continue parameter."
                    : "The resourceVersion for the provided list is too old.")
        } catch {
            throw APIError(error, resource.groupResource, name: "", asked: revision)
        }
    }

    private func storedSnapshot(
        _ collection: String, namespace: String?, at revision: Revision?
    ) async throws(StorageError) -> WatchCache.Snapshot {
        // What has not been written since is there already, and is not to be there once more for each who asks.
        let current = try await cache.snapshot(collection).objects
        let scope = StorageScope(collection: collection, namespace: namespace)
        let pageSize = 100
        var objects = WatchCache.Objects()
        var page = try await storage.list(scope, after: nil, limit: pageSize, at: revision)
        let revision = page.revision
        while true {
            for record in page.records {
                let name = ObjectName(record.key)
                let known = current[name].flatMap { $0.revision == record.revision ? $0 : nil }
                objects[name] = known ?? cache.object(record)
            }
            guard page.remaining > 0, let last = page.records.last else { break }
            page = try await storage.list(scope, after: last.key, limit: pageSize, at: revision)
        }
        return WatchCache.Snapshot(objects: objects, revision: revision, isStored: true)
    }

    func currentRevision() async throws -> Revision {
        do {
            return try await cache.currentRevision()
        } catch {
            throw APIError(error, GroupResource(group: "", resource: ""), name: "")
        }
    }

    /// Refuses a revision that is yet to come.
    func checkRevision(_ revision: Revision) async throws {
        let current = try await currentRevision()
        guard revision > current else { return }
        throw APIError.resourceVersionTooLarge(asked: revision.description, current: current.description)
    }

    /// What events of a resource are to a watch.
    func filter(_ resource: ServedResource, _ selection: Selection) -> CacheWatcher.Filter {
        if selection.isEverything {
            return { event in CacheEvent.type(was: event.previous != nil, isSelected: event.object != nil) }
        }
        return { event in
            let name = ObjectName(event.key)
            // Labels are the same in every version.
            let (object, previous) =
                selection.needsFields
                ? try event.shown(as: resource) { try self.object($0, resource) } : (event.object, event.previous)
            return CacheEvent.type(
                was: try previous.map { try selection.contains(name, $0) } ?? false,
                isSelected: try object.map { try selection.contains(name, $0) } ?? false)
        }
    }

    // MARK: Versions

    /// Whether an object is shown as it is stored.
    func showsAsStored(_ object: StoredObject, _ resource: ServedResource) -> Bool {
        resource.isStorageVersion && object.fingerprint == resource.fingerprint
    }

    /// A stored object as the version of a resource shows it.
    func object(_ object: StoredObject, _ resource: ServedResource) throws -> StoredObject {
        if showsAsStored(object, resource) { return object }
        var tree = try storedTree(object, resource)
        if !resource.isStorageVersion { tree = try resource.fromStorageVersion(tree) }
        return try encoded(tree, resource).object.at(object.revision)
    }

    /// A stored object in the version of the store, to be edited.
    func storedTree(_ object: StoredObject, _ resource: ServedResource) throws -> JSONObject {
        guard object.isReadable else { throw unreadable(resource) }
        let tree = try object.tree()
        return object.fingerprint == resource.fingerprint ? tree : try resource.renewed(tree)
    }

    private func unreadable(_ resource: ServedResource) -> APIError {
        APIError(
            code: 500, reason: .storeReadError, message: "a stored object cannot be read",
            details: StatusDetails(kind: resource.definition.plural))
    }

    /// An object, encoded for the store and as it is kept and answered.
    ///
    /// - Throws: `APIError` 413 for one that is larger than what is kept.
    func encoded(_ object: JSONObject, _ resource: ServedResource) throws -> EncodedObject {
        let encoded = cache.encode(object, fingerprint: resource.fingerprint)
        guard encoded.value.count <= RequestLimits.maximumObjectBytes else {
            throw APIError.requestEntityTooLarge(limit: RequestLimits.maximumObjectBytes)
        }
        return encoded
    }
}

extension APIError {
    /// What a client is told of a failure of the store.
    ///
    /// - Parameter asked: The revision that was asked for, where one was.
    init(_ error: StorageError, _ resource: GroupResource, name: String, asked: Revision? = nil) {
        switch error {
        case .keyExists: self = .alreadyExists(resource, name: name)
        case .keyNotFound: self = .notFound(resource, name: name)
        case .conflict: self = .modified(resource, name: name)
        case .compacted(let oldest): self = .expired("too old resource version: the oldest that is kept is \(oldest)")
        case .futureRevision(let current):
            self = .resourceVersionTooLarge(asked: asked?.description ?? "", current: current.description)
        case .watcherTooSlow: self = .expired("the watch did not keep up")
        case .closed: self = .serviceUnavailable("the server is shutting down")
        case .unavailable: self = .serviceUnavailable("the storage is not available")
        }
    }
}
