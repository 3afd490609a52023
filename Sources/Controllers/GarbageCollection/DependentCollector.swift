import APIClient
import APIMachinery
import JSON
import Logging

/// Decides what becomes of one object after the other, and sees to it.
struct DependentCollector: Sendable {
    enum Outcome: Sendable {
        /// There is nothing left to do before something changes.
        case finished
        /// It cannot be told yet: to be looked at again in a while.
        case undecided
    }

    /// An object's owners, by what is known of them.
    private struct Owners {
        /// Those that keep it.
        var solid = 0
        /// Those that are gone.
        var absent: [OwnerReference] = []
        /// Those that are being deleted and wait until it is gone.
        var waiting: [OwnerReference] = []
    }

    let graph: SharedGraph
    let resources: CollectedResources
    let client: MetadataClient
    let logger: Logger

    func handle(_ work: OwnershipGraph.Work) async throws -> Outcome {
        switch work {
        case .examine(let uid): try await examine(uid)
        case .orphan(let uid): try await DependentOrphaner(collector: self).orphan(uid)
        }
    }

    private func examine(_ uid: String) async throws -> Outcome {
        guard let node = graph.read({ $0[uid] }) else { return .finished }
        guard let coordinates = node.coordinates else { return try await look(for: uid, node) }
        if node.isDeletingDependents {
            // It is looked at again when the last one that blocks it is gone.
            if node.isUnblocked { try await remove(ObjectMeta.foregroundFinalizer, from: uid, coordinates) }
            return .finished
        }
        // It is gone soon, and whatever depends on it is looked at then.
        if node.isBeingDeleted { return .finished }
        guard let path = try resources.path(of: coordinates), let object = try await client.get(path), object.uid == uid
        else { return .finished }
        guard let references = object.ownerReferences, !references.isEmpty else { return .finished }
        guard let owners = try await classify(references, of: object, coordinates) else { return .finished }
        try await settle(object, references, owners, path, hasDependents: !node.claims.isEmpty)
        return .finished
    }

    // MARK: Owners

    /// Looks for an owner that no watch has told of, wherever others say that it is.
    private func look(for uid: String, _ node: OwnershipGraph.Node) async throws -> Outcome {
        var isThere = false
        var failure: (any Error)?
        for (said, claim) in node.claims where !claim.isAbsent {
            do {
                guard let path = try resources.path(of: said) else {
                    for dependent in claim.dependents { logUnreachable(uid, said, dependent) }
                    continue
                }
                if try await client.get(path)?.uid == uid {
                    isThere = true
                } else {
                    graph.markAbsent(uid, said)
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        // It is watched soon, or it is of a kind that cannot be watched.
        return isThere ? .undecided : .finished
    }

    private func logUnreachable(_ owner: String, _ said: ObjectCoordinates, _ dependent: String) {
        let object = graph.read { $0[dependent]?.coordinates }
        logger.warning(
            "a cluster-scoped object names a namespaced owner and is never collected",
            metadata: [
                "reason": "OwnerRefInvalidNamespace", "object": "\(object?.description ?? dependent)",
                "owner": "\(said)", "ownerUID": "\(owner)",
            ])
    }

    /// Says how it stands with an object's owners; `nil` where the object must stay whatever becomes of them.
    private func classify(
        _ references: [OwnerReference], of object: ObjectMeta, _ coordinates: ObjectCoordinates
    ) async throws -> Owners? {
        var owners = Owners()
        for reference in references {
            let said = reference.coordinates(from: coordinates.namespace)
            if graph.read({ $0.isAbsent(reference.uid, said) }) {
                owners.absent.append(reference)
                continue
            }
            guard let path = try resources.path(of: said) else {
                logUnreachable(reference.uid, said, object.uid ?? "")
                return nil
            }
            guard let owner = try await client.get(path), owner.uid == reference.uid else {
                graph.markAbsent(reference.uid, said)
                owners.absent.append(reference)
                continue
            }
            if owner.isDeletingDependents { owners.waiting.append(reference) } else { owners.solid += 1 }
        }
        return owners
    }

    private func settle(
        _ object: ObjectMeta, _ references: [OwnerReference], _ owners: Owners, _ path: ResourcePath,
        hasDependents: Bool
    ) async throws {
        if owners.solid > 0 {
            let dropped = owners.absent + owners.waiting
            guard !dropped.isEmpty else { return }
            // Those that wait must lose theirs as well: they would wait for an object that stays.
            try await client.patch(
                path, metadata: object.changing("ownerReferences", references.filter { !dropped.contains($0) }))
        } else if !owners.waiting.isEmpty && hasDependents {
            var object = object
            if isInCircle(object), references.contains(where: { $0.blockOwnerDeletion == true }) {
                let unblocking = references.map { reference in
                    var reference = reference
                    if reference.blockOwnerDeletion == true { reference.blockOwnerDeletion = false }
                    return reference
                }
                guard
                    let changed = try await client.patch(path, metadata: object.changing("ownerReferences", unblocking))
                else { return }
                object = changed
            }
            try await delete(object, path, .foreground)
        } else {
            // A policy that was asked for before holds.
            let policy: DeletionPropagation =
                object.hasFinalizer(ObjectMeta.orphanFinalizer)
                ? .orphan : object.hasFinalizer(ObjectMeta.foregroundFinalizer) ? .foreground : .background
            try await delete(object, path, policy)
        }
    }

    /// Whether an object that an owner waits for might have that owner wait for itself, by way of its own dependents.
    private func isInCircle(_ object: ObjectMeta) -> Bool {
        graph.read { graph in
            graph[object.uid ?? ""]?.dependents.contains { graph[$0]?.isDeletingDependents == true } ?? false
        }
    }

    // MARK: Writing

    private func delete(_ object: ObjectMeta, _ path: ResourcePath, _ policy: DeletionPropagation) async throws {
        var options = DeleteOptions(
            preconditions: Preconditions(uid: object.uid, resourceVersion: object.resourceVersion),
            propagationPolicy: policy)
        do {
            try await client.delete(path, options)
        } catch let error as APIError where error.isConflict {
            // Others may write it faster than it can be read, which matters only where its owners are others.
            guard let now = try await client.get(path), now.uid == object.uid else { return }
            guard now.ownerReferences == object.ownerReferences else { throw error }
            options.preconditions?.resourceVersion = nil
            try await client.delete(path, options)
        }
    }

    /// Takes a finalizer from an object, where it is still there and has it.
    func remove(_ finalizer: String, from uid: String, _ coordinates: ObjectCoordinates) async throws {
        guard let path = try resources.path(of: coordinates) else { return }
        try await retryOnConflict {
            guard let object = try await client.get(path), object.uid == uid, object.hasFinalizer(finalizer) else {
                return
            }
            let rest = (object.finalizers ?? []).filter { $0 != finalizer }
            try await client.patch(path, metadata: object.changing("finalizers", rest))
        }
    }
}

extension ObjectMeta {
    /// A change of one list, for as long as nothing else has changed the object.
    func changing(_ member: String, _ list: [some JSONEncodable]) -> JSONObject {
        var change = JSONObject()
        change["uid"] = uid.map { .string($0) }
        change["resourceVersion"] = resourceVersion.map { .string($0) }
        // What a model writes is JSON.
        let elements = list.compactMap { try? JSONValue(parsing: $0.encodedJSON()) }
        change[member] = elements.isEmpty ? .null : .array(elements)
        return change
    }
}
