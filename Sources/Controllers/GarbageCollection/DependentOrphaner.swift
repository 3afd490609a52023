import APIClient
import APIMachinery
import Logging

/// Frees the dependents of an object that is deleted without them, and lets it go.
struct DependentOrphaner: Sendable {
    /// How many dependents are freed at once.
    private static let concurrency = 16

    let collector: DependentCollector

    func orphan(_ uid: String) async throws -> DependentCollector.Outcome {
        let node = collector.graph.read { $0[uid] }
        guard let node, let coordinates = node.coordinates, node.isOrphaningDependents else { return .finished }
        var dependents = collector.graph.read { graph in
            Dictionary(
                node.dependents.compactMap { uid in graph[uid]?.coordinates.map { (uid, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        // A dependent that its watch has not told of yet would be taken for garbage once the owner is gone.
        for (dependent, place) in try await present(of: uid, coordinates) { dependents[dependent] = place }
        try await free(dependents, from: uid)
        try await collector.remove(ObjectMeta.orphanFinalizer, from: uid, coordinates)
        return .finished
    }

    /// The dependents that the server has at this moment, wherever they may be.
    private func present(of uid: String, _ owner: ObjectCoordinates) async throws -> [String: ObjectCoordinates] {
        var found: [String: ObjectCoordinates] = [:]
        for resource in collector.resources.collected where owner.namespace.isEmpty || resource.scope == .namespaced {
            let namespace = owner.namespace.isEmpty ? nil : owner.namespace
            do {
                let path = ResourcePath(resource: resource.resource, namespace: namespace)
                for try await page in collector.client.pages(path) {
                    for object in page.items.map(\.metadata) {
                        guard object.ownerReferences?.contains(where: { $0.uid == uid }) == true,
                            let dependent = object.uid, let name = object.name
                        else { continue }
                        found[dependent] = ObjectCoordinates(
                            apiVersion: resource.kind.apiVersion, kind: resource.kind.kind,
                            namespace: object.namespace ?? "", name: name)
                    }
                }
            } catch let error as APIError {
                // One resource that cannot be read must not hold up an owner for ever.
                collector.logger.warning(
                    "dependents cannot be listed, going by the watch",
                    metadata: ["resource": "\(resource.resource.groupResource)", "error": "\(error)"])
            }
        }
        return found
    }

    private func free(_ dependents: [String: ObjectCoordinates], from owner: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = dependents.makeIterator()
            for _ in 0..<Self.concurrency {
                guard let (uid, coordinates) = rest.next() else { break }
                group.addTask { try await free(uid, coordinates, from: owner) }
            }
            while try await group.next() != nil {
                guard let (uid, coordinates) = rest.next() else { continue }
                group.addTask { try await free(uid, coordinates, from: owner) }
            }
        }
    }

    private func free(_ uid: String, _ coordinates: ObjectCoordinates, from owner: String) async throws {
        guard let path = try collector.resources.path(of: coordinates) else { return }
        try await retryOnConflict {
            guard let object = try await collector.client.get(path), object.uid == uid,
                let references = object.ownerReferences, references.contains(where: { $0.uid == owner })
            else { return }
            try await collector.client.patch(
                path, metadata: object.changing("ownerReferences", references.filter { $0.uid != owner }))
        }
    }
}
