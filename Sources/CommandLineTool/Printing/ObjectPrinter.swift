internal import JSON

/// Writes whole objects, one after the other, in any format but the table.
struct ObjectPrinter: Sendable {
    let format: OutputFormat
    let output: OutputSink
    /// Whether `metadata.managedFields` are shown.
    var showsManagedFields = false
    /// Whether the headings of custom columns are left out.
    var hidesHeaders = false

    /// Whether JSON keeps the order of members, as it does for what is read into Go's structs and not into maps.
    var keepsOrder = false

    private var documents = 0
    private var columns = ColumnWriter()

    init(
        format: OutputFormat, output: OutputSink, showsManagedFields: Bool = false, hidesHeaders: Bool = false,
        keepsOrder: Bool = false
    ) {
        self.format = format
        self.output = output
        self.showsManagedFields = showsManagedFields
        self.hidesHeaders = hidesHeaders
        self.keepsOrder = keepsOrder
    }

    /// Writes an object or a list.
    ///
    /// - Throws: `CommandError` where a template does not fit the object.
    mutating func print(_ value: JSONValue) throws(CommandError) {
        let value = showsManagedFields ? value : Self.withoutManagedFields(value)
        switch format {
        case .table: break
        case .json where keepsOrder: output.line(String(decoding: value.serialized(indent: 4), as: UTF8.self))
        case .json: output.line(value.sortedText(indent: 4))
        case .yaml:
            if documents > 0 { output.line("---") }
            output.write(value.sortedYAML)
        case .name: for object in Self.objects(of: value) { output.line(Self.name(of: object)) }
        case .jsonPath(let template):
            do {
                output.write(try template.text(for: value))
            } catch {
                throw CommandError("error executing jsonpath \(quoted(template.source)): \(error.reason)")
            }
        case .jsonPathAsJSON(let template):
            do {
                output.line(JSONValue.array(try template.values(in: value)).sortedText(indent: 4))
            } catch {
                throw CommandError("error executing jsonpath \(quoted(template.source)): \(error.reason)")
            }
        case .customColumns(let custom):
            var rows: [[String]] = documents == 0 && !hidesHeaders ? [custom.headings] : []
            rows += Self.objects(of: value).map { custom.cells(for: $0) }
            output.write(columns.format(rows))
        }
        documents += 1
    }

    /// The items of a list, or the object itself.
    static func objects(of value: JSONValue) -> [JSONValue] {
        guard value["kind"]?.stringValue?.hasSuffix("List") == true, case .array(let items)? = value["items"] else {
            return [value]
        }
        return items
    }

    /// `configmap/a`, `deployment.apps/web`.
    static func name(of object: JSONValue) -> String {
        let kind = object["kind"]?.stringValue?.lowercased() ?? ""
        let version = object["apiVersion"]?.stringValue ?? ""
        let group = version.contains("/") ? ".\(version.prefix { $0 != "/" })" : ""
        return "\(kind)\(group)/\(object["metadata"]?["name"]?.stringValue ?? "")"
    }

    private static func withoutManagedFields(_ value: JSONValue) -> JSONValue {
        var value = value
        if case .array(let items)? = value["items"], value["kind"]?.stringValue?.hasSuffix("List") == true {
            value["items"] = .array(items.map(withoutManagedFields))
        } else if value["metadata"]?["managedFields"] != nil {
            value["metadata"]?["managedFields"] = nil
        }
        return value
    }
}
