public import JSON

/// How many replicas there are.
///
/// `autoscaling/v1.ScaleStatus`
public struct ScaleStatus: Sendable, Hashable, JSONCodable {
    /// The number.
    public var replicas: Int32 = 0
    /// The label selector of the replicas, as text.
    public var selector: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(replicas: Int32, selector: String? = nil) {
        self.replicas = replicas
        self.selector = selector
    }

    static let fieldNames = JSONFieldNames("replicas,selector")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.replicas)
            case 1: try object.read(&self.selector)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("replicas", replicas)
        writer.field("selector", selector)
        writer.endObject(unknownFields)
    }
}
