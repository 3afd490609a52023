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
        case .kyaml: output.write("---\n\(KYAML.text(of: keepsOrder ? value : value.sorted))\n")
        case .name: for object in Self.objects(of: value) { output.line(Self.name(of: object)) }
        case .jsonPath(let template, let allowsMissing):
            output.write(
                try Self.filled(template, value) { () throws(JSONPathError) in
                    try template.text(for: value, allowsMissing: allowsMissing)
                })
        case .jsonPathAsJSON(let template, let allowsMissing):
            let values = try Self.filled(template, value) { () throws(JSONPathError) in
                try template.values(in: value, allowsMissing: allowsMissing)
            }
            output.line(JSONValue.array(values).sortedText(indent: 4))
        case .goTemplate(let template):
            do {
                output.write(try template.text(for: value))
            } catch {
                output.write(error.output)
                output.write(Self.explanation(of: error.reason, template.source, value))
                throw CommandError("error executing template \(quoted(template.source)): \(error.reason)")
            }
        case .customColumns(let custom):
            var rows: [[String]] = documents == 0 && !hidesHeaders ? [custom.headings] : []
            rows += Self.objects(of: value).map { custom.cells(for: $0) }
            output.write(columns.format(rows))
        }
        documents += 1
    }

    /// What a path template makes of an object, or an error that shows both.
    private static func filled<Result>(
        _ template: JSONPathTemplate, _ value: JSONValue, _ body: () throws(JSONPathError) -> Result
    ) throws(CommandError) -> Result {
        do {
            return try body()
        } catch {
            throw CommandError(
                """
                error executing jsonpath \(quoted(template.source)): Error executing template: \(error.reason). \
                Printing more information for debugging the template:
                \ttemplate was:
                \t\t\(template.source)
                \tobject given to jsonpath engine was:
                \t\t\(GoText.syntax(of: value))



                """)
        }
    }

    /// What is shown of a Go template that fails, before the error itself.
    private static func explanation(of reason: String, _ source: String, _ value: JSONValue) -> String {
        """
        Error executing template: \(reason). Printing more information for debugging the template:
        \ttemplate was:
        \t\t\(source)
        \traw data was:
        \t\t\(value.sortedText())
        \tobject given to template engine was:
        \t\t\(GoText.text(of: value))


        """
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
        return "\(kind)\(group)/\(object["metadata"]?["name"]?.stringValue ?? "<unknown>")"
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
