public import JSON

/// What a ``Status`` is about.
///
/// `meta/v1.StatusDetails`
public struct StatusDetails: Sendable, Hashable, JSONCodable {
    /// The name of the object.
    public var name: String?
    /// The API group of the object or resource.
    public var group: String?
    /// The kind of the object, or the plural name of the resource.
    public var kind: String?
    /// The uid of the object.
    public var uid: String?
    /// One entry for each thing that is wrong.
    public var causes: [StatusCause]?
    /// After how many seconds to try again.
    public var retryAfterSeconds: Int32?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        name: String? = nil, group: String? = nil, kind: String? = nil, uid: String? = nil,
        causes: [StatusCause]? = nil, retryAfterSeconds: Int32? = nil
    ) {
        self.name = name
        self.group = group
        self.kind = kind
        self.uid = uid
        self.causes = causes
        self.retryAfterSeconds = retryAfterSeconds
    }

    static let fieldNames = JSONFieldNames("name,group,kind,uid,causes,retryAfterSeconds")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.name)
            case 1: try object.read(&self.group)
            case 2: try object.read(&self.kind)
            case 3: try object.read(&self.uid)
            case 4: try object.read(&self.causes)
            case 5: try object.read(&self.retryAfterSeconds)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.field("group", group)
        writer.field("kind", kind)
        writer.field("uid", uid)
        writer.field("causes", causes)
        writer.field("retryAfterSeconds", retryAfterSeconds)
        writer.endObject(unknownFields)
    }
}
