import APIClient
import APIMachinery
import Synchronization

/// The resources whose objects the collector looks after, and all others where an owner may be.
final class CollectedResources: Sendable {
    /// Objects that others only report with: nobody waits for them, and there are many.
    private static let ignored: Set = [
        GroupResource(group: "", resource: "events"), GroupResource(group: "events.k8s.io", resource: "events"),
    ]

    private struct State {
        var documents: [DiscoveryPage] = []
        var catalog = ResourceCatalog([])
        var collected: [ServerResource] = []
    }

    private let discovery: DiscoveryClient
    private let state = Mutex(State())

    init(sender: any RequestSender) {
        discovery = DiscoveryClient(sender: sender)
    }

    /// Those that can be listed, watched and deleted, each in its best version.
    var collected: [ServerResource] { state.withLock(\.collected) }

    /// Where an object is found.
    ///
    /// - Throws: ``UnknownKind`` where the server has no such kind, or has not told of it yet; `nil` for a cluster-scoped
    ///   dependent of a namespaced owner, which is nowhere.
    func path(of coordinates: ObjectCoordinates) throws -> ResourcePath? {
        guard let version = APIVersion(coordinates.apiVersion) else { throw UnknownKind(coordinates: coordinates) }
        let kind = GroupVersionKind(apiVersion: version, kind: coordinates.kind)
        guard let resource = state.withLock({ $0.catalog[kind] }) else { throw UnknownKind(coordinates: coordinates) }
        guard resource.scope == .namespaced else {
            return ResourcePath(resource: resource.resource, name: coordinates.name)
        }
        guard !coordinates.namespace.isEmpty else { return nil }
        return ResourcePath(
            resource: resource.resource, namespace: coordinates.namespace, name: coordinates.name)
    }

    /// Asks the server again.
    ///
    /// Where it cannot tell of a group version at the moment, its resources stay as they were.
    ///
    /// - Returns: The groups and versions that it could not tell of, with the reason.
    /// - Throws: `APIError` where the server refuses, and what the sender throws.
    @discardableResult
    func refresh() async throws -> [APIVersion: String] {
        let (documents, former) = state.withLock { ($0.documents, $0.catalog.resources) }
        let answer = try await discovery.fetch(known: documents)
        guard answer.isChanged || !answer.failures.isEmpty else { return [:] }
        let kept = former.filter { resource in
            answer.failures.keys.contains(
                APIVersion(group: resource.resource.group, version: resource.resource.version))
        }
        let catalog = ResourceCatalog(try answer.catalog().resources + kept)
        var names: Set<GroupResource> = []
        let collected = catalog.resources.filter { resource in
            resource.allows(.list) && resource.allows(.watch) && resource.allows(.delete)
                && !Self.ignored.contains(resource.resource.groupResource)
                && names.insert(resource.resource.groupResource).inserted
        }
        state.withLock { state in
            state.documents = answer.documents
            state.catalog = catalog
            state.collected = collected
        }
        return answer.failures
    }
}

/// A kind that an object is named with and that the server does not have, or has not told of yet.
struct UnknownKind: Error, CustomStringConvertible {
    var coordinates: ObjectCoordinates

    var description: String { "no resource is known for \(coordinates)" }
}
