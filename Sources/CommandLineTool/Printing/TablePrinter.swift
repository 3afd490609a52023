internal import APIClient
internal import APIMachinery
internal import JSON

/// Writes the Tables that servers make of objects.
struct TablePrinter {
    let output: OutputSink
    var options: TableOptions

    private var columns = ColumnWriter()
    /// The resource whose table was written last.
    private var current: GroupVersionResource?
    private var definitions: [JSONValue] = []

    init(output: OutputSink, options: TableOptions) {
        self.output = output
        self.options = options
    }

    /// Whether nothing has been written.
    var isEmpty: Bool { current == nil }

    /// Writes a Table; one of another resource than the last begins anew after an empty line.
    ///
    /// - Parameters:
    ///   - table: The Table. Later parts of one, and those of a watch, need not say the columns again.
    ///   - event: What a watch says of the rows; `nil` outside of one.
    mutating func print(_ table: JSONValue, of resource: ServerResource, event: String? = nil) {
        let rows = table["rows"]?.arrayValue ?? []
        if let stated = table["columnDefinitions"]?.arrayValue, !stated.isEmpty { definitions = stated }
        var lines: [[String]] = []
        if current != resource.resource {
            if current != nil { output.line() }
            current = resource.resource
            columns = ColumnWriter()
            if !options.hidesHeaders { lines.append(headings(resource, hasEvent: event != nil)) }
        }
        let shown = definitions.indices.filter { isShown(definitions[$0]) }
        let nameColumn = definitions.firstIndex {
            $0["format"]?.stringValue == "name" || $0["name"]?.stringValue == "Name"
        }
        for row in rows {
            let cells = row["cells"]?.arrayValue ?? []
            let metadata = row["object"]?["metadata"]
            var line: [String] = []
            if let event { line.append(Self.eventCell(event)) }
            if options.showsNamespace, resource.scope == .namespaced {
                line.append(metadata?["namespace"]?.stringValue ?? "")
            }
            for position in shown {
                var cell = position < cells.count ? Self.text(of: cells[position]) : ""
                if options.showsKind, position == nameColumn { cell = "\(resource.displayName)/\(cell)" }
                line.append(cell)
            }
            let labels = metadata?["labels"]?.objectValue ?? JSONObject()
            for label in options.labelColumns { line.append(labels[label]?.stringValue ?? "") }
            if options.showsLabels { line.append(Self.text(ofLabels: labels)) }
            lines.append(line)
        }
        output.write(columns.format(lines))
    }

    private func isShown(_ definition: JSONValue) -> Bool {
        options.isWide || (definition["priority"]?.int64Value ?? 0) == 0
    }

    private func headings(_ resource: ServerResource, hasEvent: Bool) -> [String] {
        var headings: [String] = []
        if hasEvent { headings.append(Self.eventCell("EVENT")) }
        if options.showsNamespace, resource.scope == .namespaced { headings.append("NAMESPACE") }
        for definition in definitions where isShown(definition) {
            headings.append(definition["name"]?.stringValue?.uppercased() ?? "")
        }
        for label in options.labelColumns {
            headings.append((label.split(separator: "/").last.map(String.init) ?? label).uppercased())
        }
        if options.showsLabels { headings.append("LABELS") }
        return headings
    }

    /// Padded to the longest event, so that all rows of a watch are aligned from the first.
    private static func eventCell(_ event: String) -> String {
        event + String(repeating: " ", count: max(8 - event.count, 0))
    }

    private static func text(ofLabels labels: JSONObject) -> String {
        guard !labels.isEmpty else { return "<none>" }
        return labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.stringValue ?? "")" }
            .joined(separator: ",")
    }

    /// A cell on one line, without anything that a terminal would take for a command.
    static func text(of cell: JSONValue) -> String {
        switch cell {
        case .null: return "<none>"
        case .string(let text):
            let end = text.unicodeScalars.firstIndex { "\n\r\u{0C}".unicodeScalars.contains($0) }
            let line = text.unicodeScalars[..<(end ?? text.unicodeScalars.endIndex)]
            return escaped(String(line)) + (end == nil ? "" : "...")
        case .array, .object: return escaped(cell.description)
        default: return cell.description
        }
    }

    static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{1B}") else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.flatMap { $0 == "\u{1B}" ? ["^", "["] : [$0] }))
    }
}
