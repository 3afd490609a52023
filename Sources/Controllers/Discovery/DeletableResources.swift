import APIClient
import APIMachinery

/// The namespaced resources of a server whose objects can be deleted, as its discovery documents say at this moment.
///
/// Each is named once, in the version that the server prefers, or else in the first that has it.
struct DeletableResources: Sendable {
    /// A resource and how its objects can be deleted.
    struct Entry: Sendable, Hashable {
        var resource: GroupVersionResource
        var verbs: Set<Verb>
    }

    /// The resources, in the server's order.
    private(set) var entries: [Entry] = []
    /// The groups and versions whose resources could not be had, and why.
    let failures: [(apiVersion: String, reason: String)]
    /// Groups and versions of a form that cannot be read.
    private(set) var unreadable: [String] = []

    /// Asks a server.
    ///
    /// - Throws: `APIError` and what the sender throws where not even the groups can be had.
    init(of sender: any RequestSender) async throws {
        let answer = try await DiscoveryClient(sender: sender).fetch()
        // What is not known of must not be taken for what is not there.
        for root in ["/api", "/apis"] where !answer.documents.contains(where: { $0.path == root }) {
            throw APIError.internalError("the server has no \(root)")
        }
        failures = answer.failures.sorted { $0.key < $1.key }.map { ($0.key.description, $0.value) }
        var seen: Set<GroupResource> = []
        for resource in try answer.catalog().resources {
            let name = resource.resource
            let text = APIVersion(group: name.group, version: name.version).description
            guard APIVersion(text) != nil else {
                if !unreadable.contains(text) { unreadable.append(text) }
                continue
            }
            guard resource.scope == .namespaced, resource.allows(.delete), seen.insert(name.groupResource).inserted
            else { continue }
            entries.append(Entry(resource: name, verbs: Set(resource.verbs)))
        }
    }
}
