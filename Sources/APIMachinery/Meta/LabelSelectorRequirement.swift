public import JSON

/// A requirement on one label.
///
/// `meta/v1.LabelSelectorRequirement`
public struct LabelSelectorRequirement: Sendable, Hashable, JSONCodable {
    /// The key of the label.
    public var key: String = ""
    /// How the label is compared.
    public var `operator`: LabelSelectorOperator = LabelSelectorOperator()
    /// What it is compared with; not empty for `In` and `NotIn`, empty for the others.
    public var values: [String]?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(key: String, `operator`: LabelSelectorOperator, values: [String]? = nil) {
        self.key = key
        self.operator = `operator`
        self.values = values
    }

    static let fieldNames = JSONFieldNames("key,operator,values")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.key)
            case 1: try object.read(&self.operator)
            case 2: try object.read(&self.values)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("key", key)
        writer.field("operator", `operator`)
        writer.field("values", values)
        writer.endObject(unknownFields)
    }
}
