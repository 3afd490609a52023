public import APIMachinery
public import JSON

/// What Swift code adds to the resources of one or more sets of definitions.
///
/// ```swift
/// configuration.behaviors = .controlPlane + [
///     LibraryV1.Book.groupVersionResource.groupResource: ResourceBehavior(strategy: BookStrategy())
/// ]
/// ```
public struct ResourceBehaviors: Sendable, ExpressibleByDictionaryLiteral {
    private var byResource: [GroupResource: ResourceBehavior] = [:]
    /// The objects that a server makes at its start where they are not there, in this order.
    public var objects: [JSONObject]

    /// The behaviors of these resources; all versions of a resource share one.
    public init(dictionaryLiteral elements: (GroupResource, ResourceBehavior)...) {
        for (resource, behavior) in elements { byResource[resource] = behavior }
        objects = []
    }

    /// The behavior of a resource; `nil` where nothing is added to its definition.
    public subscript(resource: GroupResource) -> ResourceBehavior? {
        get { byResource[resource] }
        set { byResource[resource] = newValue }
    }

    /// What keeps track of what is handed out, by the collections of the objects that hold it.
    var claimIndexes: [String: ClaimIndex] {
        var indexes: [String: ClaimIndex] = [:]
        for (resource, behavior) in byResource {
            indexes[resource.description] = behavior.allocator.map { ClaimIndex($0) }
        }
        return indexes
    }

    /// All of both; of a resource that both have the second's.
    public static func + (a: Self, b: Self) -> Self {
        var all = a
        all.byResource.merge(b.byResource) { _, last in last }
        all.objects += b.objects
        return all
    }
}
