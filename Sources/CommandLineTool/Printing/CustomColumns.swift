internal import JSON

/// Columns that the caller describes: headings and the paths of their values.
struct CustomColumns: Equatable, Sendable {
    private var columns: [(heading: String, path: JSONPathTemplate)] = []

    /// Reads `NAME:.metadata.name,IMAGE:.spec.image`.
    init(specification: String) throws(CommandError) {
        guard !specification.isEmpty else {
            throw CommandError("custom-columns format specified but no custom columns given")
        }
        for part in specification.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else {
                throw CommandError(
                    "unexpected custom-columns spec: \(part), expected <header>:<json-path-expr>")
            }
            columns.append((String(pair[0]), try Self.path(String(pair[1]))))
        }
    }

    /// Reads a file of two lines, the headings above the paths.
    init(template: String) throws(CommandError) {
        let lines = template.split(separator: "\n").map { line in
            line.split { $0 == " " || $0 == "\t" }.map(String.init)
        }
        guard lines.count >= 2, lines[0].count == lines[1].count else {
            throw CommandError(
                "a custom-columns file has a line of headings, and one of as many paths below it")
        }
        for (heading, path) in zip(lines[0], lines[1]) { columns.append((heading, try Self.path(path))) }
    }

    private static func path(_ text: String) throws(CommandError) -> JSONPathTemplate {
        do {
            return try JSONPathTemplate(parsing: JSONPathTemplate.relaxed(text))
        } catch {
            throw CommandError("error parsing jsonpath \(text), \(error.reason)")
        }
    }

    var headings: [String] { columns.map(\.heading) }

    /// The cells of an object; `<none>` where a path leads nowhere.
    func cells(for object: JSONValue) -> [String] {
        columns.map { column in
            let values = (try? column.path.values(in: object, allowsMissing: true)) ?? []
            guard !values.isEmpty else { return "<none>" }
            return values.map { value in
                TablePrinter.escaped(GoText.text(of: value))
            }.joined(separator: ",")
        }
    }

    static func == (a: Self, b: Self) -> Bool {
        a.columns.elementsEqual(b.columns) { $0.heading == $1.heading && $0.path == $1.path }
    }
}
