public import APIMachinery
import APISchema
public import JSON

/// What Swift code adds to a resource's definition: rules that a schema cannot say and cells that no path can.
public struct ResourceBehavior: Sendable {
    /// What names objects may have.
    public var names: NameRule
    /// Whether `metadata.generation` counts changes; `nil` to decide by the kind: it does where objects have both a spec
    /// and a status, and for kinds that are not Kubernetes' own.
    public var tracksGeneration: Bool?
    /// Whether elements of a list of type map must differ in their keys. Kubernetes' own server does not check this of
    /// all its kinds.
    public var checksListKeys = true
    /// Whether a status can be given on creation.
    public var keepsStatusOnCreate = false
    /// Whether a PUT creates an object that is not there.
    public var createsOnUpdate = false
    /// Whether other objects may depend on these. Where none do, as on events, a deletion waits for no garbage collector.
    public var canHaveDependents = true
    /// What writes of the object have to obey.
    public var object: EndpointBehavior
    /// What writes of subresources have to obey, by name. `status` needs none.
    public var subresources: [String: EndpointBehavior]
    /// What answers requests for the resource itself, in the place of its stored objects; needed for kinds that are never
    /// stored, such as reviews (``ReviewEndpoint``).
    public var handler: (any Endpoint)?
    /// What answers requests for subresources that are neither a part of the object nor a scale, by name.
    public var subresourceHandlers: [String: any Endpoint] = [:]
    /// The cells of columns without path; `nil` where there are no such columns.
    public var cells: (any ComputedCells)?
    /// What hands out values that are unique among the objects; `nil` where there are none.
    public var allocator: (any ResourceAllocator)?
    private(set) var deletion: any TreeDeletionStrategy = PlainDeletionStrategy(strategy: DefaultDeletionStrategy())

    /// A behavior; what is left out adds nothing to the definition.
    public init(
        names: NameRule = .subdomain, tracksGeneration: Bool? = nil, object: EndpointBehavior = EndpointBehavior(),
        subresources: [String: EndpointBehavior] = [:], cells: (any ComputedCells)? = nil,
        allocator: (any ResourceAllocator)? = nil
    ) {
        self.names = names
        self.tracksGeneration = tracksGeneration
        self.object = object
        self.subresources = subresources
        self.cells = cells
        self.allocator = allocator
    }

    /// A behavior whose only rules are those of a strategy for objects, which works on trees.
    public init<Strategy: ResourceStrategy>(strategy: Strategy, cells: (any ComputedCells)? = nil)
    where Strategy.Object == JSONObject {
        self.init(object: EndpointBehavior(strategy), cells: cells)
    }

    /// A behavior whose only rules are those of a strategy for objects, which works on their model.
    public init<Strategy: ResourceStrategy>(strategy: Strategy, cells: (any ComputedCells)? = nil)
    where Strategy.Object: APIObject {
        self.init(object: EndpointBehavior(strategy), cells: cells)
    }

    /// Sets what deletions have to obey, on trees.
    public mutating func setDeletion<Strategy: DeletionStrategy>(_ strategy: Strategy)
    where Strategy.Object == JSONObject {
        deletion = PlainDeletionStrategy(strategy: strategy)
    }

    /// Sets what deletions have to obey, on the model of the kind.
    public mutating func setDeletion<Strategy: DeletionStrategy>(_ strategy: Strategy)
    where Strategy.Object: APIObject {
        deletion = ModelDeletionStrategy(strategy: strategy)
    }

    /// The behavior with some of it changed.
    public func with(_ change: (inout Self) -> Void) -> Self {
        var behavior = self
        change(&behavior)
        return behavior
    }

    /// What writes through an endpoint have to obey; `nil` where none is served.
    ///
    /// - Parameter subresource: `nil` for the object itself.
    func endpoint(_ subresource: String?) -> EndpointBehavior? {
        guard let subresource else { return object }
        return subresources[subresource] ?? (subresource == "status" ? .status : nil)
    }
}
