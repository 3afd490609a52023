internal import JSON

/// What `-o` asks for.
enum OutputFormat: Equatable, Sendable {
    case table(isWide: Bool)
    case json
    case yaml
    case name
    case jsonPath(JSONPathTemplate)
    case jsonPathAsJSON(JSONPathTemplate)
    case customColumns(CustomColumns)

    /// The formats that a command offers.
    enum Choice {
        /// Of objects that were read.
        case reading
        /// Of objects that were written: no tables.
        case writing
    }

    private static let names = ["json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "name", "yaml"]
    private static let tableNames = ["custom-columns", "custom-columns-file", "wide"]

    /// Reads the value of `-o`; empty for none.
    init(_ text: String, choice: Choice) throws(CommandError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        let argument = parts.count > 1 ? parts[1] : ""
        let allowed = (Self.names + (choice == .reading ? Self.tableNames : [])).sorted()
        guard text.isEmpty || allowed.contains(name) else {
            throw CommandError(
                "unable to match a printer suitable for the output format \(quoted(text)), allowed formats are: "
                    + allowed.joined(separator: ","))
        }
        switch name {
        case "": self = .table(isWide: false)
        case "wide": self = .table(isWide: true)
        case "json": self = .json
        case "yaml": self = .yaml
        case "name": self = .name
        case "jsonpath": self = .jsonPath(try Self.template(argument))
        case "jsonpath-as-json": self = .jsonPathAsJSON(try Self.template(argument))
        case "jsonpath-file": self = .jsonPath(try Self.template(try Self.file(argument)))
        case "custom-columns": self = .customColumns(try CustomColumns(specification: argument))
        default: self = .customColumns(try CustomColumns(template: try Self.file(argument)))
        }
    }

    private static func template(_ text: String) throws(CommandError) -> JSONPathTemplate {
        guard !text.isEmpty else { throw CommandError("template format specified but no template given") }
        do {
            return try JSONPathTemplate(parsing: text)
        } catch {
            throw CommandError("error parsing jsonpath \(text), \(error.reason)")
        }
    }

    private static func file(_ path: String) throws(CommandError) -> String {
        guard !path.isEmpty else { throw CommandError("template format specified but no template given") }
        do {
            return String(decoding: try LocalFiles.read(path), as: UTF8.self)
        } catch {
            throw CommandError("error reading template \(path), \(error)")
        }
    }

    /// Whether whole objects are shown, rather than a Table of them.
    var needsObjects: Bool {
        if case .table = self { false } else { true }
    }
}
