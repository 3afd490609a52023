/// How to patch an object.
///
/// `meta/v1.PatchOptions`, parameters of a query.
public struct PatchOptions: Sendable, Hashable {
    /// `["All"]` to check the request without doing it.
    public var dryRun: [String] = []
    /// Whether an apply takes fields over that other managers own.
    public var force: Bool?
    /// The name under which the server remembers who set which fields.
    public var fieldManager: String?
    /// What the server does with unknown and duplicate fields.
    public var fieldValidation: FieldValidation?

    /// What the server does by itself.
    public init() {}

    /// Options with these values.
    public init(
        dryRun: [String] = [], force: Bool? = nil, fieldManager: String? = nil,
        fieldValidation: FieldValidation? = nil
    ) {
        self.dryRun = dryRun
        self.force = force
        self.fieldManager = fieldManager
        self.fieldValidation = fieldValidation
    }

    /// Reads the options from a query.
    public init(query: QueryParameters) {
        self.dryRun = query.values("dryRun")
        self.force = query.bool("force")
        self.fieldManager = query.string("fieldManager")
        self.fieldValidation = query.string("fieldValidation").map { FieldValidation(rawValue: $0) }
    }

    /// The options as parameters of a query.
    public var query: QueryParameters {
        var query = QueryParameters()
        for value in dryRun { query.append("dryRun", value) }
        query.append("force", force)
        query.append("fieldManager", fieldManager)
        query.append("fieldValidation", fieldValidation)
        return query
    }
}
