public import JSON

/// A row of a ``Table``.
///
/// `meta/v1.TableRow`
public struct TableRow: Sendable, Equatable, JSONCodable {
    /// A value for each column; null where the object has none.
    public var cells: [JSONValue] = []
    /// What is special about the row.
    public var conditions: [TableRowCondition]?
    /// The object, or its metadata, as was asked for.
    public var object: RawExtension?
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(cells: [JSONValue], conditions: [TableRowCondition]? = nil, object: RawExtension? = nil) {
        self.cells = cells
        self.conditions = conditions
        self.object = object
    }

    static let fieldNames = JSONFieldNames("cells,conditions,object")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.cells)
            case 1: try object.read(&self.conditions)
            case 2: try object.read(&self.object)
            default: break
            }
        }
        unknownFields = object.unknownFields
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("cells", cells)
        writer.field("conditions", conditions)
        writer.field("object", object)
        writer.endObject(unknownFields)
    }
}
