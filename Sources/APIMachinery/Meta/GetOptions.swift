/// How to get an object.
///
/// `meta/v1.GetOptions`, parameters of a query.
public struct GetOptions: Sendable, Hashable {
    /// How old the answer may be: `0` for anything, absent for the latest.
    public var resourceVersion: String?

    /// What the server does by itself.
    public init() {}

    /// Options with these values.
    public init(resourceVersion: String?) {
        self.resourceVersion = resourceVersion
    }

    /// Reads the options from a query.
    public init(query: QueryParameters) {
        self.resourceVersion = query.string("resourceVersion")
    }

    /// The options as parameters of a query.
    public var query: QueryParameters {
        var query = QueryParameters()
        query.append("resourceVersion", resourceVersion)
        return query
    }
}
