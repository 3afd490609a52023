public import APIMachinery

/// A resource that a server offers, as discovery tells of it.
public struct ServerResource: Sendable, Hashable {
    /// A subresource.
    public struct Subresource: Sendable, Hashable {
        /// Its name, such as `status`.
        public var name: String
        /// The kind that it takes and returns.
        public var kind: GroupVersionKind
        /// What can be done.
        public var verbs: [Verb]

        /// Makes a subresource.
        public init(name: String, kind: GroupVersionKind, verbs: [Verb]) {
            self.name = name
            self.kind = kind
            self.verbs = verbs
        }
    }

    /// Group, version and plural name.
    public var resource: GroupVersionResource
    /// The kind of its objects.
    public var kind: GroupVersionKind
    /// Whether its objects live in namespaces.
    public var scope: ResourceScope
    /// The singular name; empty where the server does not say.
    public var singular: String
    /// Short names for command lines.
    public var shortNames: [String]
    /// Groups of resources that it is in, such as `all`.
    public var categories: [String]
    /// What can be done.
    public var verbs: [Verb]
    /// Its subresources.
    public var subresources: [Subresource]

    /// Describes a resource.
    public init(
        resource: GroupVersionResource, kind: GroupVersionKind, scope: ResourceScope, singular: String = "",
        shortNames: [String] = [], categories: [String] = [], verbs: [Verb] = [], subresources: [Subresource] = []
    ) {
        self.resource = resource
        self.kind = kind
        self.scope = scope
        self.singular = singular
        self.shortNames = shortNames
        self.categories = categories
        self.verbs = verbs
        self.subresources = subresources
    }

    /// Whether a verb can be done.
    public func allows(_ verb: Verb) -> Bool { verbs.contains(verb) }
}
