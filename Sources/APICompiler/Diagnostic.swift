/// A mistake in a definition, or something that its author should know.
public struct Diagnostic: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// The definition cannot be compiled.
        case error
        /// The definition compiles, but perhaps not to what was meant.
        case warning
    }

    /// How bad it is.
    public var severity: Severity
    /// The file, as the caller named it.
    public var path: String
    /// The line, counted from 1; 0 where the file as a whole is meant.
    public var line: Int
    /// The column in Unicode scalars, counted from 1; 0 where the file as a whole is meant.
    public var column: Int
    /// What is wrong, in one line.
    public var message: String
    /// A name that would have been right and is nearly what was written.
    public var suggestion: String?

    /// A diagnostic; without a line it is about the file as a whole.
    public init(
        _ severity: Severity, path: String, line: Int = 0, column: Int = 0, message: String, suggestion: String? = nil
    ) {
        self.severity = severity
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
    }
}

extension Diagnostic: Comparable {
    /// The order in which diagnostics are printed: by path, line and column.
    public static func < (a: Self, b: Self) -> Bool {
        (a.path, a.line, a.column, a.severity.rawValue, a.message) < (
            b.path, b.line, b.column, b.severity.rawValue, b.message
        )
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `path:line:column: error: message`, as compilers write it and editors read it.
    public var description: String {
        let place = line > 0 ? "\(path):\(line):\(column)" : path
        let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        return "\(place): \(severity.rawValue): \(message)\(hint)"
    }
}

/// The diagnostics of one compilation.
final class DiagnosticLog {
    private var seen: Set<Diagnostic> = []

    /// All diagnostics, sorted by path, line and column, each once.
    var sorted: [Diagnostic] { seen.sorted() }

    /// How many errors there are so far.
    private(set) var errorCount = 0

    /// The words that were used, as `group.word`.
    private(set) var words: Set<String> = []

    func use(_ word: Word, of group: WordGroup, at mark: Mark) {
        if !mark.path.hasPrefix(BuiltInDefinitions.directory) { words.insert("\(group.rawValue).\(word.name)") }
    }

    func add(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        diagnostic.message = Self.oneLine(diagnostic.message)
        diagnostic.suggestion = diagnostic.suggestion.map(Self.oneLine)
        if seen.insert(diagnostic).inserted, diagnostic.severity == .error { errorCount += 1 }
    }

    /// A message without line breaks and control characters, cut where it quotes too much.
    private static func oneLine(_ text: String) -> String {
        let limit = 400
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(scalars) + (text.unicodeScalars.count > limit ? "…" : "")
    }

    func error(_ mark: Mark, _ message: String, suggestion: String? = nil) {
        add(
            Diagnostic(
                .error, path: mark.path, line: mark.line, column: mark.column, message: message, suggestion: suggestion)
        )
    }

    func warning(_ mark: Mark, _ message: String) {
        add(Diagnostic(.warning, path: mark.path, line: mark.line, column: mark.column, message: message))
    }
}

/// A place in a definition file.
struct Mark: Hashable, Sendable {
    var path: String
    var line: Int
    var column: Int

    /// A file as a whole.
    static func file(_ path: String) -> Mark { Mark(path: path, line: 0, column: 0) }
}
