public import APIMachinery

/// What Swift code adds to a resource's definition: rules that a schema cannot say and cells that no path can.
public struct ResourceBehavior: Sendable {
    /// What writes have to obey.
    public var strategy: any ResourceStrategy
    /// The cells of columns without path; `nil` where there are no such columns.
    public var cells: (any ComputedCells)?
    /// What hands out values that are unique among the objects; `nil` where there are none.
    public var allocator: (any ResourceAllocator)?

    /// A behavior; what is left out adds nothing to the definition.
    public init(
        strategy: any ResourceStrategy = DefaultStrategy(), cells: (any ComputedCells)? = nil,
        allocator: (any ResourceAllocator)? = nil
    ) {
        self.strategy = strategy
        self.cells = cells
        self.allocator = allocator
    }
}

/// The behaviors of resources, by group and plural name. All versions of a resource share one.
public typealias ResourceBehaviors = [GroupResource: ResourceBehavior]
