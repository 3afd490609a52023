/// How large an expression may be.
public struct ExpressionLimits: Sendable, Hashable {
    /// How many bytes it may have.
    public var maximumLength = 100_000
    /// How many expressions may stand within each other, counted where one is parsed within another.
    public var maximumNesting = 250
    /// How deep its tree may be. A chain of `&&` or `||` is one level, one of other operators has a level for each.
    public var maximumDepth = 500

    /// The usual limits.
    public init() {}
}
