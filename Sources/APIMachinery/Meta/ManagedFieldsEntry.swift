public import JSON

/// The fields that a manager last set.
///
/// `meta/v1.ManagedFieldsEntry`
public struct ManagedFieldsEntry: Sendable, Equatable, JSONCodable {
    /// The name of the manager, such as `kubectl`.
    public var manager: String?
    /// How the fields were set.
    public var operation: ManagedFieldsOperation?
    /// The version in which the fields are named.
    public var apiVersion: String?
    /// When the entry was last changed.
    public var time: Time?
    /// The format of the field set: `FieldsV1`.
    public var fieldsType: String?
    /// The field set in the format `FieldsV1`.
    public var fieldsV1: JSONValue?
    /// The subresource through which the fields were set; absent for the object itself.
    public var subresource: String?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(
        manager: String? = nil, operation: ManagedFieldsOperation? = nil, apiVersion: String? = nil,
        time: Time? = nil, fieldsType: String? = nil, fieldsV1: JSONValue? = nil, subresource: String? = nil
    ) {
        self.manager = manager
        self.operation = operation
        self.apiVersion = apiVersion
        self.time = time
        self.fieldsType = fieldsType
        self.fieldsV1 = fieldsV1
        self.subresource = subresource
    }

    static let fieldNames = JSONFieldNames("manager,operation,apiVersion,time,fieldsType,fieldsV1,subresource")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.manager)
            case 1: try object.read(&self.operation)
            case 2: try object.read(&self.apiVersion)
            case 3: try object.read(&self.time)
            case 4: try object.read(&self.fieldsType)
            case 5: try object.read(&self.fieldsV1)
            case 6: try object.read(&self.subresource)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("manager", manager)
        writer.field("operation", operation)
        writer.field("apiVersion", apiVersion)
        writer.field("time", time)
        writer.field("fieldsType", fieldsType)
        writer.field("fieldsV1", fieldsV1)
        writer.field("subresource", subresource)
        writer.endObject(unknownFields)
    }
}
