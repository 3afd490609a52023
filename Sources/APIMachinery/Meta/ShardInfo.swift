public import JSON

/// Which part of a collection a list holds.
///
/// `meta/v1.ShardInfo`
public struct ShardInfo: Sendable, Hashable, JSONCodable {
    /// The selector of the shard, as it was asked for.
    public var selector: String = ""
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(selector: String) {
        self.selector = selector
    }

    static let fieldNames = JSONFieldNames("selector")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.selector)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("selector", selector)
        writer.endObject(unknownFields)
    }
}
