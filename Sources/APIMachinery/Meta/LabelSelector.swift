public import JSON

/// Which objects are meant, by their labels. All requirements hold at once; none selects everything.
///
/// `meta/v1.LabelSelector`
public struct LabelSelector: Sendable, Hashable, JSONCodable {
    /// Labels that have exactly these values.
    public var matchLabels: [String: String]?
    /// Further requirements.
    public var matchExpressions: [LabelSelectorRequirement]?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(matchLabels: [String: String]? = nil, matchExpressions: [LabelSelectorRequirement]? = nil) {
        self.matchLabels = matchLabels
        self.matchExpressions = matchExpressions
    }

    static let fieldNames = JSONFieldNames("matchLabels,matchExpressions")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.matchLabels)
            case 1: try object.read(&self.matchExpressions)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("matchLabels", matchLabels)
        writer.field("matchExpressions", matchExpressions)
        writer.endObject(unknownFields)
    }
}
