public import JSON

/// How many replicas are asked for.
///
/// `autoscaling/v1.ScaleSpec`
public struct ScaleSpec: Sendable, Hashable, JSONCodable {
    /// The number; 0 where absent.
    public var replicas: Int32?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(replicas: Int32? = nil) {
        self.replicas = replicas
    }

    static let fieldNames = JSONFieldNames("replicas")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.replicas)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("replicas", replicas)
        writer.endObject(unknownFields)
    }
}
