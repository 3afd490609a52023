public import JSON

/// How to delete: the body of a deletion.
///
/// `meta/v1.DeleteOptions`
public struct DeleteOptions: Sendable, Equatable, JSONCodable {
    /// `v1`.DeleteOptions.
    public static let groupVersionKind = GroupVersionKind(group: "", version: "v1", kind: "DeleteOptions")

    /// The group and version; empty where the JSON has none.
    public var apiVersion: String = "v1"
    /// The kind; empty where the JSON has none.
    public var kind: String = "DeleteOptions"
    /// How long the object has to end by itself; 0 deletes at once.
    public var gracePeriodSeconds: Int64?
    /// What must be true of the object.
    public var preconditions: Preconditions?
    /// The older form of ``propagationPolicy``: whether dependents stay.
    public var orphanDependents: Bool?
    /// What becomes of the dependents.
    public var propagationPolicy: DeletionPropagation?
    /// `["All"]` to check the request without doing it.
    public var dryRun: [String]?
    /// Whether an object that cannot be read from storage is deleted all the same.
    public var ignoreStoreReadErrorWithClusterBreakingPotential: Bool?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        gracePeriodSeconds: Int64? = nil, preconditions: Preconditions? = nil, orphanDependents: Bool? = nil,
        propagationPolicy: DeletionPropagation? = nil, dryRun: [String]? = nil,
        ignoreStoreReadErrorWithClusterBreakingPotential: Bool? = nil
    ) {
        self.gracePeriodSeconds = gracePeriodSeconds
        self.preconditions = preconditions
        self.orphanDependents = orphanDependents
        self.propagationPolicy = propagationPolicy
        self.dryRun = dryRun
        self.ignoreStoreReadErrorWithClusterBreakingPotential = ignoreStoreReadErrorWithClusterBreakingPotential
    }

    static let fieldNames = JSONFieldNames(
        """
        kind,apiVersion,gracePeriodSeconds,preconditions,orphanDependents,propagationPolicy,dryRun,\
        ignoreStoreReadErrorWithClusterBreakingPotential
        """)

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        kind = ""
        apiVersion = ""
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.kind)
            case 1: try object.read(&self.apiVersion)
            case 2: try object.read(&self.gracePeriodSeconds)
            case 3: try object.read(&self.preconditions)
            case 4: try object.read(&self.orphanDependents)
            case 5: try object.read(&self.propagationPolicy)
            case 6: try object.read(&self.dryRun)
            case 7: try object.read(&self.ignoreStoreReadErrorWithClusterBreakingPotential)
            default: break
            }
        }
        unknownFields = object.unknownFields
        // Every group and version knows this kind as its own, so that any apiVersion is right.
        try Self.groupVersionKind.check(apiVersion: "", kind: kind)
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if !kind.isEmpty { writer.field("kind", kind) }
        if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
        writer.field("gracePeriodSeconds", gracePeriodSeconds)
        writer.field("preconditions", preconditions)
        writer.field("orphanDependents", orphanDependents)
        writer.field("propagationPolicy", propagationPolicy)
        writer.field("dryRun", dryRun)
        writer.field(
            "ignoreStoreReadErrorWithClusterBreakingPotential", ignoreStoreReadErrorWithClusterBreakingPotential)
        writer.endObject(unknownFields)
    }
}
