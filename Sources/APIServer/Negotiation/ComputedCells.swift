public import APIMachinery
public import JSON

/// Cells of a resource's Table that no path can say: those of columns without path.
public protocol ComputedCells: Sendable {
    /// The cells of an object, by the names of their columns; a column that is left out shows null.
    func cells(for object: JSONNode, now: Time) -> [String: JSONValue]
    /// What is special about the object's row: that the object is done, say.
    func conditions(for object: JSONNode) -> [TableRowCondition]
}

extension ComputedCells {
    /// Nothing.
    public func conditions(for object: JSONNode) -> [TableRowCondition] { [] }
}

/// Cells that are computed from the model of a kind.
public struct TypedCells<Object: APIObject>: ComputedCells {
    private let compute: @Sendable (Object, Time) -> [String: JSONValue]
    private let special: (@Sendable (Object) -> [TableRowCondition])?

    /// Cells that a function computes.
    ///
    /// - Parameter conditions: What is special about a row; nothing unless said otherwise.
    public init(
        _ compute: @escaping @Sendable (Object, _ now: Time) -> [String: JSONValue],
        conditions: (@Sendable (Object) -> [TableRowCondition])? = nil
    ) {
        self.compute = compute
        special = conditions
    }

    /// The cells of an object; none where it cannot be read as the model.
    public func cells(for object: JSONNode, now: Time) -> [String: JSONValue] {
        guard let object = try? Object(json: object) else { return [:] }
        return compute(object, now)
    }

    /// What is special about the object's row.
    public func conditions(for object: JSONNode) -> [TableRowCondition] {
        guard let special, let object = try? Object(json: object) else { return [] }
        return special(object)
    }
}
