import APIMachinery
import APISchema
import JSON
import Storage

/// Shows objects of a resource as rows of a Table (`meta.k8s.io`).
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
                    "Unable to convert to Table as requested: includeObject: Invalid value: \"\(value)\": "
                        + "must be 'Metadata', 'Object', 'None', or empty")
            }
            self = known
        }
    }

    private let resource: ServedResource
    private let columns: [Column]
    private let cells: TableCells
    private let computed: (any ComputedCells)?
    private let rowObject: RowObject
    private let metaVersion: AnswerForm.MetaVersion

    init(_ resource: ServedResource, _ rowObject: RowObject, _ metaVersion: AnswerForm.MetaVersion = .v1) {
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
        self.metaVersion = metaVersion
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
        try list(objects, metadata: metadata, hasColumns: hasColumns, revision: revision).whole()
    }

    /// A Table, to be written row by row. The parameters are those of ``write(_:metadata:hasColumns:revision:)``.
    func list(
        _ objects: [StoredObject], metadata: JSONObject, hasColumns: Bool = true, revision: Revision? = nil
    ) -> ListBytes {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("kind", "Table")
        writer.field("apiVersion", metaVersion.apiVersion)
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
        return ListBytes(
            head: writer.finish(), objects: objects, separator: [UInt8(ascii: ",")], tail: Array("]}".utf8),
            isComputed: true
        ) { object, bytes in try writeRow(object, now, revision, to: &bytes) }
    }

    private func writeRow(_ object: StoredObject, _ now: Time, _ revision: Revision?, to bytes: inout [UInt8]) throws {
        bytes += "{\"cells\":".utf8
        if let row = try object.row(resource, make: { try row(object, now, isLasting: true) }) {
            row.write(now: now, to: &bytes)
        } else {
            try row(object, now, isLasting: false)?.write(now: now, to: &bytes)
        }
        bytes += ",\"object\":".utf8
        switch rowObject {
        case .none: bytes += "null".utf8
        case .object: object.write(to: &bytes, revision: revision)
        case .metadata: PartialMetadata.write(object, metaVersion, revision: revision, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The row's member `conditions`; nothing where it has none.
    private static func text(_ conditions: [TableRowCondition]) -> [UInt8] {
        guard !conditions.isEmpty else { return [] }
        var writer = JSONWriter()
        writer.beginArray()
        for condition in conditions {
            writer.element()
            writer.write(verbatim: condition.encodedJSON())
        }
        writer.endArray()
        return [UInt8](",\"conditions\":".utf8) + writer.finish()
    }

    /// The row of an object.
    ///
    /// - Parameter isLasting: Whether it must be right at any time: then it is `nil` where computed cells depend on
    ///   when they are computed.
    private func row(_ object: StoredObject, _ now: Time, isLasting: Bool) throws -> TableRowText? {
        let root = try object.document().root
        var row = cells.cells(for: root, now: now)
        // Cells change only by times that are told from now on. So what is the same long after lasts.
        let times = isLasting && hasComputedCells ? [now, now.adding(seconds: Self.longTime)] : [now]
        let values = computed?.row(for: root, at: times) ?? ComputedRow(cells: [])
        for (index, column) in columns.enumerated() where column.path == nil {
            row[index] = values.cells.first?[column.name] ?? .null
            for other in values.cells.dropFirst() where (other[column.name] ?? .null) != row[index] { return nil }
        }
        return TableRowText(row, times: cells.times(in: root), following: Self.text(values.conditions))
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
    private static let heads = [AnswerForm.MetaVersion.v1, .v1beta1].map { version in
        Array("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"\(version.apiVersion)\",\"metadata\":".utf8)
    }

    static func write(
        _ object: StoredObject, _ version: AnswerForm.MetaVersion = .v1, revision: Revision? = nil,
        to bytes: inout [UInt8]
    ) {
        bytes += heads[version == .v1 ? 0 : 1]
        object.write(to: &bytes, .metadata, revision: revision)
        bytes.append(UInt8(ascii: "}"))
    }

    static func json(
        of object: StoredObject, _ version: AnswerForm.MetaVersion = .v1, revision: Revision? = nil
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        write(object, version, revision: revision, to: &bytes)
        return bytes
    }
}
