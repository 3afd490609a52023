public import JSON

/// A list or an object as rows and columns for people.
///
/// `meta/v1.Table`
public struct Table: Sendable, Equatable, JSONCodable {
    /// `meta.k8s.io/v1`.Table.
    public static let groupVersionKind = GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "Table")

    /// The group and version; empty where the JSON has none.
    public var apiVersion: String = "meta.k8s.io/v1"
    /// The kind; empty where the JSON has none.
    public var kind: String = "Table"
    /// The revision of the list, and where it goes on.
    public var metadata: ListMeta = ListMeta()
    /// The columns, in order.
    public var columnDefinitions: [TableColumnDefinition] = []
    /// The rows; each has a cell for each column.
    public var rows: [TableRow] = []
    /// Members that this type does not know.
    public var unknownFields = UnknownFields()

    /// Empty values throughout.
    public init() {}

    /// A value with these members.
    public init(metadata: ListMeta = ListMeta(), columnDefinitions: [TableColumnDefinition], rows: [TableRow]) {
        self.metadata = metadata
        self.columnDefinitions = columnDefinitions
        self.rows = rows
    }

    static let fieldNames = JSONFieldNames("kind,apiVersion,metadata,columnDefinitions,rows")

    /// Reads a JSON object.
    public init(json: JSONNode) throws(JSONDecodingError) {
        kind = ""
        apiVersion = ""
        var object = try JSONObjectReader(json, Self.fieldNames)
        while let field = object.nextField() {
            switch field {
            case 0: try object.read(&self.kind)
            case 1: try object.read(&self.apiVersion)
            case 2: try object.read(&self.metadata)
            case 3: try object.read(&self.columnDefinitions)
            case 4: try object.read(&self.rows)
            default: break
            }
        }
        unknownFields = object.unknownFields
        try Self.groupVersionKind.check(apiVersion: apiVersion, kind: kind)
    }

    /// Writes a JSON object.
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        if !kind.isEmpty { writer.field("kind", kind) }
        if !apiVersion.isEmpty { writer.field("apiVersion", apiVersion) }
        writer.field("metadata", metadata)
        writer.field("columnDefinitions", columnDefinitions)
        writer.field("rows", rows)
        writer.endObject(unknownFields)
    }
}
