/// How to create an object.
///
/// `meta/v1.CreateOptions`, parameters of a query.
public struct CreateOptions: Sendable, Hashable {
    /// `["All"]` to check the request without doing it.
    public var dryRun: [String] = []
    /// The name under which the server remembers who set which fields.
    public var fieldManager: String?
    /// What the server does with unknown and duplicate fields.
    public var fieldValidation: FieldValidation?

    /// What the server does by itself.
    public init() {}

    /// Options with these values.
    public init(dryRun: [String] = [], fieldManager: String? = nil, fieldValidation: FieldValidation? = nil) {
        self.dryRun = dryRun
        self.fieldManager = fieldManager
        self.fieldValidation = fieldValidation
    }

    /// Reads the options from a query.
    public init(query: QueryParameters) {
        self.dryRun = query.values("dryRun")
        self.fieldManager = query.string("fieldManager")
        self.fieldValidation = query.string("fieldValidation").map { FieldValidation(rawValue: $0) }
    }

    /// The options as parameters of a query.
    public var query: QueryParameters {
        var query = QueryParameters()
        for value in dryRun { query.append("dryRun", value) }
        query.append("fieldManager", fieldManager)
        query.append("fieldValidation", fieldValidation)
        return query
    }
}
