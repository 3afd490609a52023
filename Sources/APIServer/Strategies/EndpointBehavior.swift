public import APIMachinery
public import APISchema
public import JSON

/// What Swift code adds to one endpoint of a resource: what it may write, and its strategy.
public struct EndpointBehavior: Sendable {
    /// What the endpoint writes, all else staying as it was but for the metadata, which subresources of normalized kinds
    /// write too; `nil` for the object itself, which writes everything that no subresource has for itself.
    public var writes: [FieldPath]?
    /// What it does not write although it is among that.
    public var keeps: [FieldPath]
    let strategy: any TreeStrategy

    private init(writes: [FieldPath]?, keeps: [FieldPath], _ strategy: any TreeStrategy) {
        self.writes = writes
        self.keeps = keeps
        self.strategy = strategy
    }

    /// An endpoint without a strategy of its own.
    public init(writes: [FieldPath]? = nil, keeps: [FieldPath] = []) {
        self.init(writes: writes, keeps: keeps, PlainStrategy(strategy: DefaultStrategy()))
    }

    /// An endpoint with a strategy that works on trees.
    public init<Strategy: ResourceStrategy>(
        _ strategy: Strategy, writes: [FieldPath]? = nil, keeps: [FieldPath] = []
    ) where Strategy.Object == JSONObject {
        self.init(writes: writes, keeps: keeps, PlainStrategy(strategy: strategy))
    }

    /// An endpoint with a strategy that works on the model of the kind.
    public init<Strategy: ResourceStrategy>(
        _ strategy: Strategy, writes: [FieldPath]? = nil, keeps: [FieldPath] = []
    ) where Strategy.Object: APIObject {
        self.init(writes: writes, keeps: keeps, ModelStrategy(strategy: strategy))
    }

    /// The `status` subresource: it writes the status, and the metadata of normalized kinds.
    public static let status = EndpointBehavior(writes: [.status])

    /// The `status` subresource with a strategy that works on trees.
    public static func status<Strategy: ResourceStrategy>(_ strategy: Strategy, keeps: [FieldPath] = []) -> Self
    where Strategy.Object == JSONObject {
        EndpointBehavior(strategy, writes: [.status], keeps: keeps)
    }

    /// The `status` subresource with a strategy that works on the model of the kind.
    public static func status<Strategy: ResourceStrategy>(_ strategy: Strategy, keeps: [FieldPath] = []) -> Self
    where Strategy.Object: APIObject {
        EndpointBehavior(strategy, writes: [.status], keeps: keeps)
    }
}

extension FieldPath {
    /// `.status`
    public static let status = FieldPath([.member("status")])
    /// `.spec`
    public static let spec = FieldPath([.member("spec")])
}
