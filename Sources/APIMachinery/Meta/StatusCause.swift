public import JSON

/// One thing that is wrong with a request.
///
/// `meta/v1.StatusCause`
public struct StatusCause: Sendable, Hashable, JSONCodable {
    /// What is wrong, for programs.
    public var reason: CauseType?
    /// What is wrong, for people.
    public var message: String?
    /// The field that is wrong, such as `spec.ports[0].name`.
    public var field: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(reason: CauseType? = nil, message: String? = nil, field: String? = nil) {
        self.reason = reason
        self.message = message
        self.field = field
    }

    static let fieldNames = JSONFieldNames("reason,message,field")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.reason)
            case 1: try object.read(&self.message)
            case 2: try object.read(&self.field)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("reason", reason)
        writer.field("message", message)
        writer.field("field", field)
        writer.endObject(unknownFields)
    }
}
