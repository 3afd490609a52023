public import APIMachinery
public import JSON

/// Cells of a resource's Table that no path can say: those of columns without path.
public protocol ComputedCells: Sendable {
    /// The cells of an object, by the names of their columns; a column that is left out shows null.
    func cells(for object: JSONNode, now: Time) -> [String: JSONValue]
    /// What is special about the object's row: that the object is done, say.
    func conditions(for object: JSONNode) -> [TableRowCondition]
    /// The cells of an object at each of some times, and what is special about its row.
    func row(for object: JSONNode, at times: [Time]) -> ComputedRow
}

/// What Swift code has to say of an object's row.
public struct ComputedRow: Sendable {
    /// The cells, by the names of their columns, at each of the times that were asked for.
    public var cells: [[String: JSONValue]]
    /// What is special about the row.
    public var conditions: [TableRowCondition]

    /// A row; without cells where none are known.
    public init(cells: [[String: JSONValue]], conditions: [TableRowCondition] = []) {
        self.cells = cells
        self.conditions = conditions
    }
}

extension ComputedCells {
    /// What the other two functions say.
    public func row(for object: JSONNode, at times: [Time]) -> ComputedRow {
        ComputedRow(cells: times.map { cells(for: object, now: $0) }, conditions: conditions(for: object))
    }

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

    /// The cells at each of some times; the model is read once.
    public func row(for object: JSONNode, at times: [Time]) -> ComputedRow {
        guard let object = try? Object(json: object) else { return ComputedRow(cells: times.map { _ in [:] }) }
        return ComputedRow(cells: times.map { compute(object, $0) }, conditions: special?(object) ?? [])
    }

    /// What is special about the object's row.
    public func conditions(for object: JSONNode) -> [TableRowCondition] {
        guard let special, let object = try? Object(json: object) else { return [] }
        return special(object)
    }
}
