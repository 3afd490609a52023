public import JSON

/// What is special about a row.
///
/// `meta/v1.TableRowCondition`
public struct TableRowCondition: Sendable, Hashable, JSONCodable {
    /// `Completed` for objects that are done.
    public var type: String = ""
    /// Whether it holds.
    public var status: ConditionStatus = ConditionStatus()
    /// Why, as a word.
    public var reason: String?
    /// Why, for people.
    public var message: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(type: String, status: ConditionStatus, reason: String? = nil, message: String? = nil) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = message
    }

    static let fieldNames = JSONFieldNames("type,status,reason,message")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.type)
            case 1: try object.read(&self.status)
            case 2: try object.read(&self.reason)
            case 3: try object.read(&self.message)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("type", type)
        writer.field("status", status)
        writer.field("reason", reason)
        writer.field("message", message)
        writer.endObject(unknownFields)
    }
}
