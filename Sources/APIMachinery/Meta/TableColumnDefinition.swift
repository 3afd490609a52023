public import JSON

/// A column of a ``Table``.
///
/// `meta/v1.TableColumnDefinition`
public struct TableColumnDefinition: Sendable, Hashable, JSONCodable {
    /// The heading.
    public var name: String = ""
    /// `string`, `integer`, `number`, `boolean` or `date`.
    public var type: String = ""
    /// `name` for the column that names the object; empty as a rule.
    public var format: String = ""
    /// What the column says.
    public var description: String = ""
    /// 0 for columns that are always shown, more for those of wide output.
    public var priority: Int32 = 0
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(name: String, type: String, format: String = "", description: String = "", priority: Int32 = 0) {
        self.name = name
        self.type = type
        self.format = format
        self.description = description
        self.priority = priority
    }

    static let fieldNames = JSONFieldNames("name,type,format,description,priority")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.name)
            case 1: try object.read(&self.type)
            case 2: try object.read(&self.format)
            case 3: try object.read(&self.description)
            case 4: try object.read(&self.priority)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.field("type", type)
        writer.field("format", format)
        writer.field("description", description)
        writer.field("priority", priority)
        writer.endObject(unknownFields)
    }
}
