public import APIMachinery
public import JSON

/// Cells of a resource's Table that no path can say: those of columns without path.
public protocol ComputedCells: Sendable {
    /// The cells of an object, by the names of their columns; a column that is left out shows null.
    func cells(for object: JSONNode, now: Time) -> [String: JSONValue]
}

/// Cells that are computed from the model of a kind.
public struct TypedCells<Object: APIObject>: ComputedCells {
    private let compute: @Sendable (Object, Time) -> [String: JSONValue]

    /// Cells that a function computes.
    public init(_ compute: @escaping @Sendable (Object, _ now: Time) -> [String: JSONValue]) {
        self.compute = compute
    }

    /// The cells of an object; none where it cannot be read as the model.
    public func cells(for object: JSONNode, now: Time) -> [String: JSONValue] {
        guard let object = try? Object(json: object) else { return [:] }
        return compute(object, now)
    }
}
