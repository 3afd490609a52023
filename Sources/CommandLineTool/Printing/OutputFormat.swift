internal import JSON

/// What `-o` asks for.
enum OutputFormat: Equatable, Sendable {
    case table(isWide: Bool)
    case json
    case yaml
    case kyaml
    case name
    case jsonPath(JSONPathTemplate, allowsMissing: Bool)
    case jsonPathAsJSON(JSONPathTemplate, allowsMissing: Bool)
    case goTemplate(GoTemplate)
    case customColumns(CustomColumns)

    /// The formats that a command offers.
    enum Choice {
        /// Of objects that were read.
        case reading
        /// Of objects that were written: no tables.
        case writing
    }

    private static let names = [
        "go-template", "go-template-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "kyaml", "name",
        "template", "templatefile", "yaml",
    ]
    private static let tableNames = ["custom-columns", "custom-columns-file", "wide"]

    /// Reads the value of `-o`; empty for none.
    ///
    /// - Parameters:
    ///   - template: The template or its file, for formats that take one and do not say it themselves.
    ///   - allowsMissingKeys: Whether templates may name what is not there.
    init(
        _ text: String, template: String = "", allowsMissingKeys: Bool = true, choice: Choice
    ) throws(CommandError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        let argument = parts.count > 1 ? parts[1] : template
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
        case "kyaml": self = .kyaml
        case "name": self = .name
        case "jsonpath": self = .jsonPath(try Self.jsonPath(argument), allowsMissing: allowsMissingKeys)
        case "jsonpath-as-json": self = .jsonPathAsJSON(try Self.jsonPath(argument), allowsMissing: allowsMissingKeys)
        case "jsonpath-file":
            let source = try Self.file(argument, "--template ")
            self = .jsonPath(try Self.jsonPath(source), allowsMissing: allowsMissingKeys)
        case "template", "go-template": self = .goTemplate(try Self.goTemplate(argument, allowsMissingKeys))
        case "templatefile", "go-template-file":
            self = .goTemplate(try Self.goTemplate(try Self.file(argument, "--template "), allowsMissingKeys))
        case "custom-columns": self = .customColumns(try CustomColumns(specification: argument))
        default: self = .customColumns(try CustomColumns(template: try Self.file(argument, "template ")))
        }
    }

    private static let noTemplate = CommandError("template format specified but no template given")

    private static func jsonPath(_ text: String) throws(CommandError) -> JSONPathTemplate {
        guard !text.isEmpty else { throw noTemplate }
        do {
            return try JSONPathTemplate(parsing: text)
        } catch {
            throw CommandError("error parsing jsonpath \(text), \(error.reason)")
        }
    }

    private static func goTemplate(_ text: String, _ allowsMissingKeys: Bool) throws(CommandError) -> GoTemplate {
        guard !text.isEmpty else { throw noTemplate }
        do {
            return try GoTemplate(parsing: text, allowsMissingKeys: allowsMissingKeys)
        } catch {
            throw CommandError("error parsing template \(text), \(error)")
        }
    }

    private static func file(_ path: String, _ what: String) throws(CommandError) -> String {
        guard !path.isEmpty else { throw noTemplate }
        do {
            return String(decoding: try LocalFiles.read(path), as: UTF8.self)
        } catch {
            throw CommandError("error reading \(what)\(path), \(error)")
        }
    }

    /// Whether whole objects are shown, rather than a Table of them.
    var needsObjects: Bool {
        if case .table = self { false } else { true }
    }
}
