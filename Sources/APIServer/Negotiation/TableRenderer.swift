import APIMachinery
import APISchema
import JSON

/// Shows objects of a resource as rows of a Table (`meta.k8s.io/v1`).
struct TableRenderer: Sendable {
    /// What stands beside the cells of a row.
    enum RowObject: String, Sendable {
        case metadata = "Metadata"
        case object = "Object"
        case none = "None"

        init(_ query: QueryParameters) throws {
            guard let value = query["includeObject"] else {
                self = .metadata
                return
            }
            guard let known = RowObject(rawValue: value) else {
                throw APIError.badRequest(
                    "includeObject must be 'Metadata', 'Object', 'None' or empty, not \"\(value)\"")
            }
            self = known
        }
    }

    private let columns: [Column]
    private let cells: TableCells
    private let computed: (any ComputedCells)?
    private let rowObject: RowObject

    init(_ resource: ServedResource, _ rowObject: RowObject) {
        var columns = resource.definition.columns
        if !columns.contains(where: { $0.format == "name" }) {
            columns.insert(
                Column(
                    name: "Name", type: "string", format: "name", description: "The name of the object.",
                    path: FieldPath([.member("metadata"), .member("name")])), at: 0)
            if columns.count == 1 {
                columns.append(
                    Column(
                        name: "Age", type: "date", description: "When the object was created.",
                        path: FieldPath([.member("metadata"), .member("creationTimestamp")])))
            }
        }
        self.columns = columns
        cells = TableCells(columns, schema: resource.schema)
        computed = resource.behavior.cells
        self.rowObject = rowObject
    }

    /// Writes a Table.
    ///
    /// - Parameters:
    ///   - metadata: The list's metadata.
    ///   - hasColumns: Whether the columns are described; in a watch only the first Table does.
    func write(_ objects: [StoredObject], metadata: JSONObject, hasColumns: Bool = true) throws -> [UInt8] {
        var writer = JSONWriter(reserving: 512 + objects.count * 512)
        writer.beginObject()
        writer.field("kind", "Table")
        writer.field("apiVersion", "meta.k8s.io/v1")
        writer.key("metadata")
        writer.write(metadata)
        writer.key("columnDefinitions")
        if hasColumns {
            writer.beginArray()
            for column in columns {
                writer.element()
                writer.write(column.tableColumnDefinition())
            }
            writer.endArray()
        } else {
            writer.writeNull()
        }
        writer.key("rows")
        writer.beginArray()
        let now = Time.now()
        for object in objects {
            writer.element()
            try writeRow(object, now, to: &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    private func writeRow(_ object: StoredObject, _ now: Time, to writer: inout JSONWriter) throws {
        let document = try JSONDocument(parsing: object.json())
        var row = cells.cells(for: document.root.value, now: now)
        if let computed, columns.contains(where: { $0.path == nil }) {
            let values = computed.cells(for: document.root, now: now)
            for (index, column) in columns.enumerated() where column.path == nil {
                row[index] = values[column.name] ?? .null
            }
        }
        writer.beginObject()
        writer.key("cells")
        writer.write(.array(row))
        switch rowObject {
        case .none: break
        case .object:
            writer.key("object")
            writer.write(verbatim: document.bytes)
        case .metadata:
            writer.key("object")
            PartialMetadata.write(document.root, to: &writer)
        }
        writer.endObject()
    }
}

/// Objects of which only the metadata is shown.
enum PartialMetadata {
    static func write(_ object: JSONNode, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("kind", "PartialObjectMetadata")
        writer.field("apiVersion", "meta.k8s.io/v1")
        writer.key("metadata")
        writer.write(verbatim: object["metadata"]?.rawBytes ?? [UInt8]("{}".utf8)[...])
        writer.endObject()
    }
}
