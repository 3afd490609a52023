public import JSON

/// A change, as a watch reports it.
///
/// `meta/v1.WatchEvent`
public struct WatchEvent: Sendable, Equatable, JSONCodable {
    /// What happened.
    public var type: WatchEventType = WatchEventType()
    /// The object after the change; before it, for a deletion; a Status for an error.
    public var object: RawExtension = RawExtension()
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(type: WatchEventType, object: RawExtension) {
        self.type = type
        self.object = object
    }

    static let fieldNames = JSONFieldNames("type,object")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.type)
            case 1: try object.read(&self.object)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("type", type)
        writer.field("object", object)
        writer.endObject(unknownFields)
    }
}
