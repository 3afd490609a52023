import APIMachinery
import APISchema
import JSON
import Storage

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

    private let resource: ServedResource
    private let columns: [Column]
    private let cells: TableCells
    private let computed: (any ComputedCells)?
    private let rowObject: RowObject

    init(_ resource: ServedResource, _ rowObject: RowObject) {
        self.resource = resource
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
    ///   - revision: The resourceVersion of the objects, where it is not that of their writes.
    func write(
        _ objects: [StoredObject], metadata: JSONObject, hasColumns: Bool = true, revision: Revision? = nil
    ) throws -> [UInt8] {
        var writer = JSONWriter()
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
        var bytes = writer.finish()
        bytes.reserveCapacity(bytes.count + objects.count * (rowObject == .none ? 128 : 1024))
        let now = Time.now()
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try writeRow(object, now, revision, to: &bytes)
        }
        bytes += "]}".utf8
        return bytes
    }

    private func writeRow(_ object: StoredObject, _ now: Time, _ revision: Revision?, to bytes: inout [UInt8]) throws {
        bytes += "{\"cells\":".utf8
        if let row = try object.row(resource, make: { try lastingRow(object, now) }) {
            row.write(now: now, to: &bytes)
        } else {
            let root = try object.document().root
            bytes += JSONValue.array(cells(of: root, root.value, now)).serialized()
            bytes += conditions(of: root)
        }
        bytes += ",\"object\":".utf8
        switch rowObject {
        case .none: bytes += "null".utf8
        case .object: object.write(to: &bytes, revision: revision)
        case .metadata: PartialMetadata.write(object, revision: revision, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The row's member `conditions`; nothing where it has none.
    private func conditions(of root: JSONNode) -> [UInt8] {
        guard let found = computed?.conditions(for: root), !found.isEmpty else { return [] }
        var writer = JSONWriter()
        writer.beginArray()
        for condition in found {
            writer.element()
            writer.write(verbatim: condition.encodedJSON())
        }
        writer.endArray()
        return [UInt8](",\"conditions\":".utf8) + writer.finish()
    }

    private func cells(of root: JSONNode, _ tree: JSONValue, _ now: Time) -> [JSONValue] {
        var row = cells.cells(for: tree, now: now)
        if let computed, hasComputedCells {
            let values = computed.cells(for: root, now: now)
            for (index, column) in columns.enumerated() where column.path == nil {
                row[index] = values[column.name] ?? .null
            }
        }
        return row
    }

    /// The row in a form that lasts; `nil` where its cells depend on when they are computed.
    private func lastingRow(_ object: StoredObject, _ now: Time) throws -> TableRowText? {
        let root = try object.document().root
        let tree = root.value
        let row = cells(of: root, tree, now)
        let times = cells.times(in: tree)
        // Only times that are told from now on make cells change. So what is the same long after lasts.
        if hasComputedCells, let computed {
            let values = computed.cells(for: root, now: now.adding(seconds: Self.longTime))
            for (index, column) in columns.enumerated()
            where column.path == nil && (values[column.name] ?? .null) != row[index] {
                return nil
            }
        }
        return TableRowText(row, times: times, following: conditions(of: root))
    }

    /// A hundred years, in seconds.
    private static let longTime: Int64 = 100 * 365 * 86_400

    private var hasComputedCells: Bool { columns.contains { $0.path == nil } }
}

/// The cells of a row as JSON, but for the times in them, which are told as the time since.
struct TableRowText: Sendable {
    private let text: [UInt8]
    /// Where in the text the time since a time belongs, both in the order of the text.
    private let ages: [(position: Int, time: Time)]

    /// - Parameters:
    ///   - times: For each cell that tells the time since a time, that time.
    ///   - following: What follows the cells in the row.
    init(_ cells: [JSONValue], times: [Time?], following: [UInt8]) {
        var text: [UInt8] = [UInt8(ascii: "[")]
        var ages: [(Int, Time)] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            if let time = times[index] {
                ages.append((text.count, time))
            } else {
                text += cell.serialized()
            }
        }
        text.append(UInt8(ascii: "]"))
        text += following
        self.text = Array(text[...])
        self.ages = ages
    }

    func write(now: Time, to bytes: inout [UInt8]) {
        var start = 0
        for age in ages {
            bytes += text[start..<age.position]
            bytes.append(UInt8(ascii: "\""))
            bytes += Age.text(seconds: now.secondsSinceEpoch - age.time.secondsSinceEpoch).utf8
            bytes.append(UInt8(ascii: "\""))
            start = age.position
        }
        bytes += text[start...]
    }
}

/// Objects of which only the metadata is shown.
enum PartialMetadata {
    private static let head = Array(
        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":".utf8)

    static func write(_ object: StoredObject, revision: Revision? = nil, to bytes: inout [UInt8]) {
        bytes += head
        object.write(to: &bytes, .metadata, revision: revision)
        bytes.append(UInt8(ascii: "}"))
    }

    static func json(of object: StoredObject, revision: Revision? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        write(object, revision: revision, to: &bytes)
        return bytes
    }
}
