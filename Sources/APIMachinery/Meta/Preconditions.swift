public import JSON

/// What must be true of an object for a deletion to happen.
///
/// `meta/v1.Preconditions`
public struct Preconditions: Sendable, Hashable, JSONCodable {
    /// The uid that it must have.
    public var uid: String?
    /// The resource version that it must have.
    public var resourceVersion: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(uid: String? = nil, resourceVersion: String? = nil) {
        self.uid = uid
        self.resourceVersion = resourceVersion
    }

    static let fieldNames = JSONFieldNames("uid,resourceVersion")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.uid)
            case 1: try object.read(&self.resourceVersion)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("uid", uid)
        writer.field("resourceVersion", resourceVersion)
        writer.endObject(unknownFields)
    }
}
